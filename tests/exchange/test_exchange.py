"""Positions and statements as other programs read them."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.cli.main import app
from placet.errors import UsageError
from placet.exchange import affiliation, as_graph, one_mode
from placet.words import Directness, HolderKind, Position, Stance

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 11, 29)


def said(holder: str, question: str, stance: Stance, day: date = DAY) -> Position:
    return Position(
        id=f"{holder}{question}{day}",
        question=question,
        holder=holder,
        holder_kind=HolderKind.COUNTRY,
        stance=stance,
        confidence=0.9,
        directness=Directness.ON_RECORD,
        said=day,
        published=day,
    )


POSITIONS = st.lists(
    st.builds(
        said,
        st.sampled_from(["AA", "BB", "CC"]),
        st.sampled_from(["p", "q", "r"]),
        st.sampled_from(Stance),
        st.integers(1, 28).map(lambda day: date(2024, 11, day)),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "ukraine-nato"
    shutil.copytree(
        ROOT / "examples" / "ukraine-nato", folder, ignore=shutil.ignore_patterns("ledger.sqlite*")
    )
    assert CliRunner().invoke(app, ["add", str(folder)]).exit_code == 0
    return folder


def test_agreement_and_conflict_are_counted_by_question() -> None:
    two = affiliation(
        [
            said("AA", "p", Stance.FOR),
            said("BB", "p", Stance.FOR),
            said("AA", "q", Stance.FOR),
            said("BB", "q", Stance.AGAINST),
            said("CC", "q", Stance.CONDITIONAL),
        ]
    )
    place = two.rows.index("AA"), two.rows.index("BB")
    assert one_mode(two, "congruence").weights[place] == 1
    assert one_mode(two, "conflict").weights[place] == 1
    assert one_mode(two, "subtract").weights[place] == 0
    assert one_mode(two, "congruence", "jaccard").weights[place] == 0.5
    assert not one_mode(two, "conflict").weights[two.rows.index("CC")].any()


@given(POSITIONS)
def test_networks_are_symmetric_and_add_up(positions: list[Position]) -> None:
    two = affiliation(positions)
    same, other, less = (
        one_mode(two, kind).weights for kind in ("congruence", "conflict", "subtract")
    )
    np.testing.assert_allclose(same, same.T)
    np.testing.assert_allclose(same - other, less)
    assert (same + other <= len(two.columns)).all()
    for normalised in ("average", "jaccard", "cosine"):
        found = one_mode(two, "congruence", normalised).weights
        assert ((found >= 0) & (found <= 1 + 1e-9)).all()


@given(POSITIONS)
def test_what_was_said_last_counts_whatever_the_order(positions: list[Position]) -> None:
    unique = list({p.id: p for p in positions}.values())
    np.testing.assert_array_equal(affiliation(unique).weights, affiliation(unique[::-1]).weights)


def test_a_window_leaves_out_what_was_said_before_it() -> None:
    old = said("AA", "p", Stance.FOR, date(2020, 1, 1))
    assert affiliation([old], since=DAY).rows == ()
    assert affiliation([replace(old, said=DAY)], since=DAY).rows == ("AA",)


def test_a_kind_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="no 'congruense'"):
        one_mode(affiliation([]), "congruense")


def test_a_graph_has_no_edge_without_weight() -> None:
    two = affiliation([said("AA", "p", Stance.FOR), said("BB", "q", Stance.FOR)])
    assert not as_graph(one_mode(two), {}).edges
    assert len(as_graph(two, {"AA": "Alpha"}).edges) == 2


def test_annotations_point_at_the_words(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonld"
    assert CliRunner().invoke(app, ["export", str(case), "-o", str(target)]).exit_code == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    items = found["first"]["items"]
    assert found["total"] == len(items) > 10
    for item in items:
        for one in item["target"]:
            position, quote = one["selector"]
            assert position["end"] - position["start"] == len(quote["exact"])


def test_positions_are_written_as_csv_and_parquet(case: Path, tmp_path: Path) -> None:
    for name in ("p.csv", "p.parquet"):
        call = ["export", str(case), "-o", str(tmp_path / name), "--as-of", str(DAY)]
        done = CliRunner().invoke(app, call)
        assert done.exit_code == 0, done.output
    text = (tmp_path / "p.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert max(row["published"] for row in rows) <= str(DAY)
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "p.parquet").num_rows == len(rows)


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


def test_an_unknown_form_is_refused(case: Path, tmp_path: Path) -> None:
    for command in ("export", "network"):
        done = CliRunner().invoke(app, [command, str(case), "-o", str(tmp_path / "x.doc")])
        assert isinstance(done.exception, UsageError)
        assert not (tmp_path / "x.doc").exists()
