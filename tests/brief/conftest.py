"""Briefs to show: an invented one, one of hostile texts, an empty one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from placet.brief import Brief, brief

sys.path.insert(0, str(Path(__file__).parent))
from briefs_made import counted, hostile, sample
from forecasts_made import foretold


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write the golden files of the brief anew."
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))


@pytest.fixture
def pole() -> Brief:
    return replace(sample(), forecast=foretold())


@pytest.fixture(scope="session")
def made_of() -> Callable[[str], Brief]:
    return hostile


@pytest.fixture
def empty() -> Brief:
    """Documents alone, of which none names a member's position."""
    return brief([counted()], [], title="Nothing heard", as_of=None)
