"""What the repository promises about itself."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import placet

ROOT = Path(__file__).resolve().parents[1]
REGISTRY_HOSTS = re.compile(r"(pypi|pythonhosted|registry\.npmjs)\.(org|com)")


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_tracked_file_names_a_package_registry() -> None:
    guilty = [
        path.name
        for path in _tracked()
        if path.is_file() and REGISTRY_HOSTS.search(path.read_text("utf-8", errors="ignore"))
    ]
    assert guilty == []


def test_every_requirement_is_pinned_with_a_hash() -> None:
    text = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert len(pins) > 50
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_the_version_stands_once() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{placet.__version__}"' in project


def test_help_and_boards_load_no_language_model() -> None:
    """Start-up stays light: the heavy libraries are imported by the calls that need them."""
    code = (
        "import sys; import placet.cli.main; from placet import api; "
        "heavy = {'spacy', 'numba', 'altair', 'trafilatura', 'vl_convert', 'pandas'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_quick_checks_run_the_tests_of_what_was_touched() -> None:
    spec = importlib.util.spec_from_file_location("touched", ROOT / "tools" / "touched.py")
    assert spec is not None
    assert spec.loader is not None
    touched = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(touched)
    assert touched.named_by(["src/placet/ledger/store.py"]) == ["tests/ledger"]
    assert touched.named_by(["tests/rules/test_sweeps.py"]) == ["tests/rules/test_sweeps.py"]
    whole = ["tests/ledger/conftest.py", "tests/ledger/test_sums.py"]
    assert touched.named_by(whole) == ["tests/ledger"]
    assert touched.named_by(["pyproject.toml"]) == ["tests/test_project.py"]
    assert touched.named_by(["docs/reading.md"]) == []
