"""Discourse networks: by their definitions, and laws."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet import api
from placet.cli.main import app
from placet.errors import UsageError
from placet.exchange.networks import (
    DUPLICATES,
    KERNELS,
    Network,
    Table,
    as_frame,
    as_graph,
    events,
    one_mode,
    table,
    two_mode,
    windows,
)
from placet.words import Directness, HolderKind, Position, Stance

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 11, 29)
NORMALISED = st.sampled_from(["average", "jaccard", "cosine"])


def said(
    holder: str, question: str, stance: Stance, day: date = DAY, source: str = "a"
) -> Position:
    return Position(
        id=f"{holder}{question}{stance}{day}{source}",
        question=question,
        holder=holder,
        holder_kind=HolderKind.COUNTRY,
        stance=stance,
        confidence=0.9,
        directness=Directness.ON_RECORD,
        said=day,
        published=day,
        source=source,
        speaker=f"Somebody of {holder} (minister)",
    )


POSITIONS = st.lists(
    st.builds(
        said,
        st.sampled_from(["AA", "BB", "CC"]),
        st.sampled_from(["p", "q", "r"]),
        st.sampled_from(Stance),
        st.integers(0, 400).map(lambda day: date(2024, 1, 1) + timedelta(days=day)),
        st.sampled_from("abc"),
    ),
    max_size=14,
    unique_by=lambda position: position.id,
)
FOUR = (
    said("AA", "p", Stance.FOR),
    said("AA", "p", Stance.FOR, source="b"),
    said("BB", "p", Stance.FOR),
    said("AA", "q", Stance.FOR),
    said("BB", "q", Stance.AGAINST),
    said("CC", "q", Stance.CONDITIONAL),
)


def weight(network: Network, row: str, column: str) -> float:
    return float(network.weights[network.rows.index(row), network.columns.index(column)])


def counted(positions: tuple[Position, ...] | list[Position], duplicates: str) -> Table:
    return table(events(positions), duplicates)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "ukraine-nato"
    shutil.copytree(
        ROOT / "examples" / "ukraine-nato", folder, ignore=shutil.ignore_patterns("ledger.sqlite*")
    )
    return folder


@pytest.mark.parametrize(
    ("qualifier", "all_of_them", "once"),
    [("congruence", 2, 1), ("conflict", 1, 1), ("subtract", 1, 0), ("ignore", 3, 2)],
)
def test_one_mode_sums_products_of_counts(qualifier: str, all_of_them: int, once: int) -> None:
    """AA: p twice for, q for. BB: p for, q against. By hand: 2·1 alike on p, 1·1 apart on q."""
    assert weight(one_mode(counted(FOUR, "include"), qualifier), "AA", "BB") == all_of_them
    assert weight(one_mode(counted(FOUR, "range"), qualifier), "AA", "BB") == once


def test_normalisation_is_by_what_both_said() -> None:
    once = counted(FOUR, "range")
    assert weight(one_mode(once, "congruence", "jaccard"), "AA", "BB") == 0.5
    assert weight(one_mode(once, "congruence", "cosine"), "AA", "BB") == 0.5
    assert weight(one_mode(counted(FOUR, "include"), "congruence", "average"), "AA", "BB") == 0.8
    assert not one_mode(once, "conflict").weights[once.rows.index("CC")].any(), "neither is neither"
    assert weight(one_mode(once, "ignore"), "AA", "CC") == 1


def test_two_modes_count_combine_and_subtract() -> None:
    found = counted([*FOUR, said("AA", "p", Stance.AGAINST)], "include")
    assert weight(two_mode(found, "ignore"), "AA", "p") == 3
    assert weight(two_mode(found, "subtract"), "AA", "p") == 1
    assert weight(two_mode(found, "combine"), "AA", "p") == 3
    assert weight(two_mode(found, "combine"), "BB", "q") == 2
    assert weight(two_mode(found, "ignore", "activity"), "AA", "p") == 0.75
    assert weight(two_mode(found, "ignore", "prominence"), "BB", "p") == 0.25


@given(POSITIONS, st.sampled_from(DUPLICATES))
def test_networks_are_symmetric_and_add_up(positions: list[Position], duplicates: str) -> None:
    found = counted(positions, duplicates)
    same, other, less = (
        one_mode(found, kind).weights for kind in ("congruence", "conflict", "subtract")
    )
    np.testing.assert_allclose(same, same.T)
    np.testing.assert_allclose(same - other, less)
    every = one_mode(found, "ignore").weights
    assert (same + other <= every + 1e-9).all()


@given(POSITIONS, st.sampled_from(DUPLICATES), st.sampled_from(["jaccard", "cosine"]))
def test_shares_are_shares(positions: list[Position], duplicates: str, normalised: str) -> None:
    for qualifier in ("ignore", "congruence", "conflict"):
        found = one_mode(counted(positions, duplicates), qualifier, normalised).weights
        assert ((found >= 0) & (found <= 1 + 1e-9)).all()


@given(POSITIONS, st.sampled_from(DUPLICATES))
def test_the_order_of_statements_does_not_matter(
    positions: list[Position], duplicates: str
) -> None:
    first, second = counted(positions, duplicates), counted(positions[::-1], duplicates)
    np.testing.assert_array_equal(first.counts, second.counts)


@given(POSITIONS)
def test_the_wider_the_time_the_fewer_are_counted(positions: list[Position]) -> None:
    sums = [counted(positions, name).counts.sum() for name in ("include", "month", "year", "range")]
    assert sums == sorted(sums, reverse=True)
    assert counted(positions, "last").counts.sum() <= sums[-1]


@given(POSITIONS)
def test_a_document_says_a_thing_once(positions: list[Position]) -> None:
    again = [*positions, *(replace(p, id=p.id + "!") for p in positions)]
    first, second = counted(positions, "document"), counted(again, "document")
    np.testing.assert_array_equal(first.counts, second.counts)


@given(POSITIONS)
def test_one_wide_window_is_the_whole(positions: list[Position]) -> None:
    found = events(positions)
    for one in windows(found, "10 years"):
        np.testing.assert_array_equal(one.table.counts, table(found).counts)
    whole = list(windows(found, f"{max(1, len(found))} events"))
    assert len(whole) == bool(found)


@given(POSITIONS, st.sampled_from(sorted(KERNELS)))
def test_what_is_off_the_middle_never_weighs_more(positions: list[Position], kernel: str) -> None:
    found = events(positions)
    plain = windows(found, "3 months")
    for one, weighed in zip(plain, windows(found, "3 months", kernel), strict=True):
        assert (weighed.table.counts <= one.table.counts + 1e-12).all()
    weights = [KERNELS[kernel](off / 10) for off in range(11)]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)


def test_a_window_leaves_out_what_was_said_before_it() -> None:
    old = said("AA", "p", Stance.FOR, date(2020, 1, 1))
    assert events([old], since=DAY) == ()
    assert len(events([replace(old, said=DAY)], since=DAY)) == 1


def test_what_people_have_not_decided_on_can_be_left_out() -> None:
    read = replace(FOUR[0], statement="s")
    assert events([read], decided=True) == ()
    assert len(events([replace(read, reviewed="accepted")], decided=True)) == 1
    assert events([replace(read, reviewed="rejected")]) == ()


@pytest.mark.parametrize(
    ("call", "said_of_it"),
    [
        (lambda: one_mode(counted(FOUR, "range"), "congruense"), "no 'congruense'"),
        (lambda: two_mode(counted(FOUR, "range"), "ignore", "jaccard"), "no 'jaccard'"),
        (lambda: two_mode(counted(FOUR, "range"), "combine", "activity"), "no amounts"),
        (lambda: counted(FOUR, "weekly"), "no 'weekly'"),
        (lambda: events(FOUR, rows="question"), "both question"),
        (lambda: events(FOUR, rows="party"), "no 'party'"),
        (lambda: list(windows(events(FOUR), "1 hour")), "no window is"),
        (lambda: list(windows(events(FOUR), "2 days", "flat")), "no kernel"),
    ],
)
def test_an_option_that_does_not_exist_is_named(call: object, said_of_it: str) -> None:
    with pytest.raises(UsageError, match=said_of_it):
        call()  # type: ignore[operator]


def test_a_graph_has_no_edge_without_weight() -> None:
    found = counted([said("AA", "p", Stance.FOR), said("BB", "q", Stance.FOR)], "last")
    assert not as_graph(one_mode(found), {}).edges
    assert len(as_graph(two_mode(found), {"AA": "Alpha"}).edges) == 2


def test_networks_and_events_are_data_frames() -> None:
    frame = as_frame(two_mode(counted(FOUR, "include")))
    assert frame.loc["AA", "p"] == 2
    listed = as_frame(events(FOUR, rows="speaker"))
    assert set(listed["row"]) == {"Somebody of AA", "Somebody of BB", "Somebody of CC"}


@pytest.mark.parametrize("name", ["n.graphml", "n.gexf", "n.csv"])
def test_networks_are_written_for_other_programs(case: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    call = ["network", str(case), "-o", str(target), "--normalised", "jaccard"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    if name.endswith("graphml"):
        assert nx.read_graphml(target).has_edge("EE", "LT")
    elif name.endswith("gexf"):
        assert len(nx.read_gexf(target)) > 20
    else:
        assert target.read_text(encoding="utf-8").splitlines()[0].startswith(",")


def test_moving_windows_are_a_table_or_a_file_each(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "n.csv"
    call = ["network", str(case), "-o", str(target), "--window", "1 year", "--mode", "two"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    count = len({row["since"] for row in rows})
    assert count > 2
    done = CliRunner().invoke(app, [*call[:3], str(tmp_path / "n.gexf"), *call[4:]])
    assert len(list(tmp_path.glob("n-*.gexf"))) == count
    events_file = tmp_path / "e.csv"
    CliRunner().invoke(app, ["network", str(case), "-o", str(events_file), "--mode", "events"])
    listed = len(events_file.read_text(encoding="utf-8").splitlines()) - 1
    assert listed == len(api.events(api.load_case(case)))
