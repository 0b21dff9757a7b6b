"""How far coders agree: the definition, laws, and what is disputed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.cli.main import app
from placet.coding import Agreement, agreement, by_position
from placet.words import CODER, Directness, HolderKind, Position, Stance

DAY = date(2024, 11, 29)
SCALE = (Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL, Stance.FOR)


def coded(coder: str, unit: int, stance: Stance) -> Position:
    return Position(
        id=f"{coder}{unit}",
        question="q",
        holder="IS",
        holder_kind=HolderKind.COUNTRY,
        stance=stance,
        confidence=1.0,
        directness=Directness.ON_RECORD,
        said=DAY,
        published=DAY,
        source=f"text {unit}",
        entered_by=f"{CODER}{coder}",
    )


def among(positions: list[Position]) -> Agreement:
    return agreement(by_position(positions), "ordinal", draws=100)


CODES = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.sampled_from(SCALE)), max_size=20
)


def test_alpha_is_what_its_definition_gives() -> None:
    """Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), for ordinal data."""
    first = [1, 2, 3, 3, 2, 2, 4, 1, 2]
    second = [1, 2, 3, 3, 2, 3, 4, 1, 2]
    positions = [coded("B", u, SCALE[v - 1]) for u, v in enumerate(first)]
    positions += [coded("C", u, SCALE[v - 1]) for u, v in enumerate(second)]
    found = among(positions)
    assert found.alpha == pytest.approx(_by_definition(first, second), abs=1e-9)
    assert [unit.source for unit in found.units if unit.disputed] == ["text 5"]


def _by_definition(first: list[int], second: list[int]) -> float:
    """Ordinal alpha of two complete coders, from its definition."""
    values = first + second
    counts = {v: values.count(v) for v in range(1, 5)}

    def distance(a: int, b: int) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(counts[v] for v in range(low, high + 1))
        return (between - (counts[low] + counts[high]) / 2) ** 2

    n = len(values)
    observed = sum(distance(a, b) for a, b in zip(first, second, strict=True)) * 2 / n
    expected = sum(distance(a, b) for a in values for b in values) / (n * (n - 1))
    return 1 - observed / expected


@given(CODES)
@settings(max_examples=30, deadline=None)
def test_whoever_agrees_with_himself_agrees_perfectly(codes: list[tuple[str, int, Stance]]) -> None:
    once = {unit: stance for _, unit, stance in codes}
    found = among([coded(c, unit, stance) for c in "ab" for unit, stance in once.items()])
    assert found.alpha is None or found.alpha == pytest.approx(1.0)
    assert not any(unit.disputed for unit in found.units)


@given(CODES)
@settings(max_examples=30, deadline=None)
def test_the_order_of_entries_does_not_matter(codes: list[tuple[str, int, Stance]]) -> None:
    positions = list({(c, u): coded(c, u, s) for c, u, s in codes}.values())
    assert among(positions) == among(positions[::-1])


def test_what_one_coder_coded_is_no_unit() -> None:
    found = among([coded("a", 1, Stance.FOR)])
    assert (found.units, found.alpha) == ((), None)


def test_the_command_names_what_is_disputed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    run = CliRunner()
    assert run.invoke(app, ["new", str(case), "--body", "nato"]).exit_code == 0
    for coder, stances in {"ann": ("for", "against"), "bob": ("for", "reluctant")}.items():
        for country, stance in zip(("IS", "PT"), stances, strict=True):
            call = ["enter", str(case), country, stance, "--said", "2024-11-28"]
            done = run.invoke(app, [*call, "--source", "a paper", "--by", coder])
            assert done.exit_code == 0, done.output
    done = run.invoke(app, ["agreement", str(case), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)["by_position"]
    assert found["coders"] == ["ann", "bob"]
    assert [unit["about"] for unit in found["units"]] == ["IS", "PT"]
    shown = run.invoke(app, ["agreement", str(case)]).output
    assert "ann: against; bob: reluctant" in shown
    assert "ann: for" not in shown
