"""Every command and every code block of the README and of docs/ runs."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SURROUNDINGS = {"PLACET_BY": "docs", "NO_COLOR": "1"}
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def _fences(page: Path, language: str) -> list[str]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return [t.content for t in tokens if t.type == "fence" and t.info.split()[:1] == [language]]


def _commands(page: Path) -> list[str]:
    lines = [line for block in _fences(page, "console") for line in block.splitlines()]
    return [line[2:] for line in lines if line.startswith("$ ")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped examples, as a reader of the docs has it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(
        ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("ledger.sqlite*")
    )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if _commands(p)], ids=lambda p: p.stem)
def test_every_command_of_a_page_does_what_the_page_says(page: Path, desk: Path) -> None:
    """A command may end with another code than 0 only where the page says so: `# exit 2`."""
    for line in _commands(page):
        command, _, remark = line.partition("  # exit ")
        done = _called(command, desk)
        assert done.returncode == int(remark or 0), f"{line}\n{done.stderr}"


def _called(command: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """A command of a page; what needs a shell (pipes, other programs) gets one."""
    plain = command.startswith("placet ") and not set(command) & set("|<>$&;*")
    if plain:
        return run(*shlex.split(command)[1:], cwd=desk, env=SURROUNDINGS)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=desk,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": PATH, **SURROUNDINGS},
        check=False,
    )


@pytest.mark.parametrize("page", [p for p in PAGES if _fences(p, "python")], ids=lambda p: p.stem)
def test_every_python_block_of_a_page_runs(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    namespace: dict[str, object] = {}
    for block in _fences(page, "python"):
        exec(compile(block, str(page), "exec"), namespace)  # noqa: S102


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_relative_link_of_a_page_leads_somewhere(page: Path) -> None:
    tokens = [
        c for t in MarkdownIt().parse(page.read_text(encoding="utf-8")) for c in t.children or ()
    ]
    links = [str(t.attrs["href"]) for t in tokens if t.type == "link_open"]
    missing = [
        link
        for link in links
        if "://" not in link
        and not link.startswith(("#", "mailto:"))
        and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert not missing
