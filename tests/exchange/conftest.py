"""A case and a file of the Discourse Network Analyzer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet.cases import Case, load_case
from placet.cli.main import app
from placet.exchange.dna import write_dna

sys.path.insert(0, str(Path(__file__).parent))
from dna_made import coded


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "case"
    done = CliRunner().invoke(app, ["new", str(folder), "--body", "nato"])
    assert done.exit_code == 0, done.output
    return load_case(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.dna"
    write_dna(coded().project(), path)
    return path
