"""Several issues at once: a published run to its printed digits, and laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.bargaining import Actor, Scale, prevail
from placet.cli.main import app
from placet.errors import UsageError

# KTAB (KAPSARC, MIT), examples/smp/doc/SOE-Pol-Comp.csv and its reference output, commit 3b5b063:
# actor, influence, positions and saliences on policy and competition, printed chance before the
# first turn; printed positions after it, and the chance there.
PUBLISHED = (
    ("XJ", 100, (30, 20), (24, 48), 0.0618, (30.0, 20.0), 0.2605),
    ("LK", 60.2, (45, 65), (44.7, 41.3), 0.0156, (44.8, 64.6), 0.0095),
    ("ZG", 35, (30, 15), (28.9, 65.1), 0.0117, (30.0, 15.0), 0.0219),
    ("MK", 35, (45, 45), (20.6, 49.4), 0.434, (44.9, 45.0), 0.2986),
    ("LH", 40, (50, 65), (44.7, 47.8), 0.0028, (49.6, 64.4), 0.0021),
    ("XS", 20, (15, 10), (32, 32), 0.0, (42.9, 38.8), 0.2413),
    ("NEA", 15, (20, 15), (32, 32), 0.002, (20.0, 15.0), 0.0002),
    ("MLR", 25, (60, 50), (43.9, 50.1), 0.0013, (59.7, 49.8), 0.001),
    ("MEP", 20, (30, 15), (26.4, 17.6), 0.0117, (29.6, 14.7), 0.0032),
    ("MOF", 35, (45, 40), (35.9, 46.6), 0.2481, (42.9, 38.8), 0.2413),
    ("SHX", 20, (50, 50), (44.7, 47.8), 0.1533, (49.9, 50.0), 0.1015),
    ("HLJ", 20, (20, 30), (47.4, 40.6), 0.0689, (20.0, 29.9), 0.0601),
    ("WY", 40, (15, 60), (49, 46), 0.0005, (15.0, 60.0), 0.0002),
)
PLACES = st.tuples(st.integers(0, 100), st.integers(0, 100))
STAND = st.lists(
    st.tuples(PLACES, st.tuples(st.floats(0.05, 1.0), st.floats(0.05, 1.0)), st.floats(1.0, 100.0)),
    min_size=2,
    max_size=6,
)


def issues(
    rows: Iterable[tuple[str, float, Sequence[float], Sequence[float]]],
) -> dict[str, Scale]:
    """Two issues from actors with capability, positions and saliences."""
    listed = list(rows)
    return {
        issue: Scale(
            actors=tuple(
                Actor(name=name, position=at[k], salience=cares[k], capability=capability)
                for name, capability, at, cares in listed
            )
        )
        for k, issue in enumerate(("policy", "competition"))
    }


def made(stand: Sequence[tuple[Sequence[int], Sequence[float], float]]) -> dict[str, Scale]:
    return issues((f"A{n}", power, at, cares) for n, (at, cares, power) in enumerate(stand))


def test_the_published_chances_before_the_first_turn_are_met_to_their_printed_digits() -> None:
    found = prevail(
        issues((n, power, at, [s / 100 for s in cares]) for n, power, at, cares, *_ in PUBLISHED)
    )
    assert {n: round(p, 4) for n, p in found.chance.items()} == {
        row[0]: row[4] for row in PUBLISHED
    }


def test_those_after_it_are_met_as_far_as_the_printed_positions_allow() -> None:
    found = prevail(issues((r[0], r[1], r[5], [s / 100 for s in r[3]]) for r in PUBLISHED))
    for row in PUBLISHED:
        assert found.chance[row[0]] == pytest.approx(row[6], abs=0.002)


@given(stand=STAND)
def test_one_of_the_positions_prevails_and_whoever_shares_one_shares_its_chance(
    stand: list[tuple[tuple[int, int], tuple[float, float], float]],
) -> None:
    found = prevail(made(stand))
    by_place: dict[tuple[int, int], set[float]] = {}
    for (at, _, _), chance in zip(stand, found.chance.values(), strict=True):
        by_place.setdefault(at, set()).add(chance)
    assert all(len(chances) == 1 for chances in by_place.values())
    assert sum(chances.pop() for chances in by_place.values()) == pytest.approx(1.0)
    assert all(-0.5 - 1e-9 <= risk <= 1 + 1e-9 for risk in found.risk.values())


@given(stand=STAND)
def test_the_order_of_actors_and_the_unit_of_capability_do_not_matter(
    stand: list[tuple[tuple[int, int], tuple[float, float], float]],
) -> None:
    rows = [(f"A{n}", power, at, cares) for n, (at, cares, power) in enumerate(stand)]
    plain = prevail(issues(rows)).chance
    turned = prevail(issues((n, 1000 * power, at, cares) for n, power, at, cares in rows[::-1]))
    assert turned.chance == pytest.approx(plain, abs=1e-4)


def test_what_cannot_be_compared_is_refused() -> None:
    scale = Scale(actors=(Actor(name="A", position=0), Actor(name="B", position=50)))
    with pytest.raises(UsageError, match="B has no position on every issue"):
        prevail({"x": scale, "y": Scale(actors=scale.actors[:1])})
    off = Scale(actors=(Actor(name="A", position=0), Actor(name="B", position=120)))
    with pytest.raises(UsageError, match="B at 120 is off the scale"):
        prevail({"x": off})
    stronger = Scale(actors=(Actor(name="A", position=0, capability=2), scale.actors[1]))
    with pytest.raises(UsageError, match="A has the capability 2 here and 1 elsewhere"):
        prevail({"x": scale, "y": stronger})
    careless = Scale(actors=(Actor(name="A", position=0, salience=0), scale.actors[1]))
    with pytest.raises(UsageError, match="A cares for nothing"):
        prevail({"x": careless})


def test_the_command_ranks_the_actors(tmp_path: Path) -> None:
    table = tmp_path / "scale.csv"
    table.write_text("actor,position,capability\nA,0,1\nB,50,3\nC,100,1\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["bargain", str(table), "--model", "prevail"])
    assert done.exit_code == 0, done.output
    assert done.output.index(" B ") < done.output.index(" A ")
    assert "expected at 50" in done.output
