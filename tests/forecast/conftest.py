"""The example case and a small one, for forecasts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from placet.cases import Case, load_case

sys.path.insert(0, str(Path(__file__).parent))
from cases_made import SMALL

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ukraine(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("cases") / "ukraine-nato"
    ignored = shutil.ignore_patterns("ledger.sqlite*", "documents")
    shutil.copytree(ROOT / "examples" / "ukraine-nato", folder, ignore=ignored)
    return load_case(folder)


@pytest.fixture
def small(tmp_path: Path) -> Case:
    (tmp_path / "case.toml").write_text(SMALL, encoding="utf-8")
    return load_case(tmp_path)
