"""The smallest input of each kind that once ended in a traceback, or in something worse."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import good_inputs as good
import pytest
from mutations import deep, toml
from sqlalchemy import text

from placet.bargaining import challenge, exchange, read_issues, settle
from placet.bodies.load import read_body
from placet.cases import load_case
from placet.errors import CaseError, PlacetError, UsageError
from placet.evaluation import load_gold
from placet.exchange.dna import as_dna, read_dna, write_dna
from placet.exchange.networks import Network, as_graph
from placet.formats import dumps
from placet.ledger import open_ledger
from placet.ledger.text import import_jsonl
from placet.procedures import load_procedure
from placet.rules.toml import from_toml
from placet.standing.parameter_file import parameters_toml
from placet.standing.parameters import parameters
from placet.words import Question

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return good.ledger_rows(tmp_path_factory.mktemp("rows"))


def _changed(rows: Rows, table: str, **values: Any) -> Rows:
    at = next(n for n, row in enumerate(rows) if row.get("table") == table)
    return [row | values if n == at else row for n, row in enumerate(rows)]


def _payload(rows: Rows, table: str, **values: Any) -> Rows:
    held = next(row for row in rows if row.get("table") == table)["payload"]
    return _changed(rows, table, payload=json.dumps(json.loads(held) | values))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: _changed(rows, "statements", payload="{}"),
        lambda rows: _changed(rows, "statements", payload=deep("[")),
        lambda rows: _changed(rows, "facts", payload='{"kind": "x"}'),
        lambda rows: _payload(
            rows, "statements", content=[{"start": 10**30, "end": 1, "text": ""}]
        ),
        lambda rows: _payload(rows, "statements", content=[{"start": 0, "end": 4, "text": "Rome"}]),
        lambda rows: _payload(rows, "statements", speaker="Espen"),
        lambda rows: _payload(rows, "facts", value=[1]),
        lambda rows: _changed(rows, "positions", stance="maybe"),
        lambda rows: _changed(rows, "positions", id=["a"]),
        lambda rows: _changed(rows, "positions", span_start=10**30),
        lambda rows: _changed(rows, "positions", span_start=1, span_end=None),
        lambda rows: _changed(rows, "positions", confidence=1.5),
        lambda rows: _changed(rows, "positions", summary="\ud800"),
        lambda rows: _changed(rows, "positions", links="{}"),
        lambda rows: _changed(rows, "positions", said="9999-12-31"),
        lambda rows: _changed(rows, "positions", supersedes="nobody"),
        lambda rows: _changed(rows, "positions", id="a" * 24, supersedes="a" * 24),
        lambda rows: _changed(rows, "reviews", decision="maybe"),
        lambda rows: _changed(rows, "readings", recorded="2024-11-29T00:00:00+01:00"),
        lambda rows: _changed(rows, "documents", text="another"),
        lambda rows: [*rows, {"table": ["positions"]}],
    ],
)
def test_a_ledger_that_could_not_be_used_is_not_taken(
    tmp_path: Path, rows: Rows, spoil: Callable[[Rows], Rows]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, spoil(rows))), encoding="utf-8")
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(CaseError, match=r"is no row of a ledger|is not there"):
            import_jsonl(ledger, source)
        assert not any(ledger.count().values())


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE {} SET recorded = 'x' || recorded",
        "UPDATE {} SET said = '2024-13-01'",
        "UPDATE {} SET stance = 'maybe'",
        "UPDATE {} SET links = '['",
    ],
)
def test_a_damaged_byte_in_a_ledger_is_named(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "l.sqlite"
    with open_ledger(file) as ledger:
        good.fill(ledger)
    with closing(sqlite3.connect(file)) as raw, raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(damage.format("positions"))
    with open_ledger(file) as ledger, pytest.raises(CaseError, match="is damaged"):
        ledger.positions()


def test_a_text_that_no_file_can_keep_is_refused(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(UsageError, match="half of a character"):
            ledger.add_positions([good.position(summary="\udcff")], by="Ann")
        with ledger.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM positions")) == 0


def _without(table: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


MATTER = good.BODY["matter"][0]
TERM = good.BODY["term"][0]


@pytest.mark.parametrize(
    "body",
    [
        good.BODY | {"matter": [MATTER | {"rule": {"kind": ["x"]}}]},
        good.BODY | {"matter": [MATTER | {"rule": {"kind": {"x": 1}}}]},
        good.BODY | {"term": [_without(TERM, "members") | {"seats": 10**16, "prefix": "S"}]},
        good.BODY | {"matter": [MATTER | {"rule": {"kind": "in favour", "at_least": "9" * 5000}}]},
    ],
)
def test_a_body_that_cannot_be_is_refused(tmp_path: Path, body: dict[str, Any]) -> None:
    (tmp_path / "b.toml").write_text(toml(body), encoding="utf-8")
    with pytest.raises(PlacetError):
        read_body(tmp_path / "b.toml")


@pytest.mark.parametrize("days", [10**16, 40_000, -1, True])
def test_a_procedure_of_centuries_is_refused(tmp_path: Path, days: int) -> None:
    ask = good.PROCEDURE["stage"][0] | {"days": days}
    (tmp_path / "p.toml").write_text(toml(good.PROCEDURE | {"stage": [ask]}), encoding="utf-8")
    with pytest.raises(CaseError, match="no number of days"):
        load_procedure(tmp_path / "p.toml")


@pytest.mark.parametrize(
    "rule",
    [
        'members = 1.5\nrule = {kind = "unanimity"}',
        'members = [["DE"]]\nrule = {kind = "unanimity"}',
        'name = []\nmembers = ["DE"]\nrule = {kind = "unanimity"}',
        'members = ["DE"]\nrule = {kind = []}',
        'members = ["DE"]\nweights = {v = 1}\nrule = {kind = "unanimity"}',
        'members = ["DE"]\nweights = {v = {values = 1}}\nrule = {kind = "unanimity"}',
        deep("[", around="rule = {}"),
        "rule" + ".part" * 2000 + " = 1",
    ],
)
def test_a_rule_of_another_shape_is_refused(rule: str) -> None:
    with pytest.raises(UsageError):
        from_toml(rule)


def test_a_case_nested_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(deep("[", around="title = {}"), encoding="utf-8")
    with pytest.raises(CaseError, match="nested more than"):
        load_case(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"statements": [{"content": [[0, 10**30]]}]},
        {"statements": [{"content": [[5, 1]]}]},
        {"statements": [{"source": [0, 9999]}]},
        {"statements": {"a": 1}},
        {"statements": None, "positions": None},
        {"positions": [{"question": "q", "stance": "for"}]},
        {"positions": [{"holder": "DE", "question": "q", "stance": "maybe"}]},
        {"text": 5},
        {"text": None, "file": "../secret"},
        {"text": None, "file": ".."},
        {"text": "\ud800"},
        {"published": "2024-13-01"},
    ],
)
def test_labels_that_cannot_be_are_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(good.GOLD | changes), encoding="utf-8")
    with pytest.raises(CaseError):
        load_gold(path)
    path.write_text(deep('{"statements":'), encoding="utf-8")
    with pytest.raises(CaseError, match="nested"):
        load_gold(path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE DOCUMENTS RENAME COLUMN Text TO Words", "has no column Text"),
        ("ALTER TABLE STATEMENTS DROP COLUMN Start", "has no column Start"),
        ("ALTER TABLE ENTITIES DROP COLUMN Value", "has no column Value"),
        ("UPDATE STATEMENTS SET Start = x'00'", "is no whole number"),
        ("UPDATE STATEMENTS SET Stop = 'many'", "is no whole number"),
        ("UPDATE DOCUMENTS SET Text = x'ff'", "is no text"),
        ("UPDATE DOCUMENTS SET Date = 1732838400000", "seconds since 1970"),
        ("UPDATE DOCUMENTS SET Date = 10000000000000000", "seconds since 1970"),
        ("UPDATE DOCUMENTS SET Date = -10000000000000000", "seconds since 1970"),
        ("UPDATE CODERS SET Name = ' '", "has no name"),
    ],
)
def test_a_file_of_another_program_is_refused_with_its_place(
    tmp_path: Path, change: str, said: str
) -> None:
    from placet.exchange.dna import own_mapping
    from placet.exchange.dna import taken as readings_of

    path = tmp_path / "x.dna"
    asked = [Question(id="invite", text="?", body="nato", matter="invitation")]
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        good.fill(ledger)
        write_dna(as_dna(ledger.readings(), ledger.positions(), asked, {}, None), path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(change)
    with pytest.raises(CaseError, match=said):
        readings_of(read_dna(path), path, own_mapping(asked), lambda *_: "NO")


@pytest.mark.parametrize("figure", ["1e308", "-1e308", "nan", "inf", "1e-320", "x", "1" * 400])
def test_a_scale_that_would_overflow_is_refused(tmp_path: Path, figure: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(f"actor,position\nA,{figure}\nB,1\n", encoding="utf-8")
    with pytest.raises(CaseError, match="will not do"):
        read_issues(path)
    path.write_text("actor,position\nA,2\nB,1\n", encoding="utf-8")
    for reference in (float("nan"), float("inf"), 1e308):
        with pytest.raises(UsageError, match="reference"):
            read_issues(path, reference)


def test_the_largest_figures_are_reckoned_with(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    head = "issue,actor,position,salience,capability\n"
    ends = "{0},A,-1e12,1,1e12\n{0},B,1e12,1e-12,1e-12\n{0},C,1e-12,1,1e12\n"
    path.write_text(head + ends.format("a") + ends.format("b"), encoding="utf-8")
    issues = read_issues(path, 0.0)
    for scale in issues.values():
        dumps("x@1", asdict(settle(scale)))
        dumps("x@1", {"x": [asdict(one) for one in challenge(scale.actors)]})
    dumps("x@1", asdict(exchange(issues)))


def test_a_name_on_both_sides_of_a_network_is_two_nodes() -> None:
    import numpy as np

    network = Network(("X", "Y"), ("X", "Y"), np.ones((2, 2)))
    graph = as_graph(network, {})
    assert sorted(graph.nodes) == ["column:X", "column:Y", "row:X", "row:Y"]
    assert graph.number_of_edges() == 4


def test_no_label_of_a_network_breaks_its_file() -> None:
    import networkx as nx
    import numpy as np

    graph = as_graph(Network(("a\x1b\x00",), ("\uffff",), np.ones((1, 1))), {})
    assert "row:a" in "\n".join(nx.generate_graphml(graph))
    nx.parse_graphml("\n".join(nx.generate_graphml(graph)))


def test_parameters_that_have_changed_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "standing.toml"
    shipped = parameters_toml(parameters())
    file.write_text(shipped, encoding="utf-8")
    before = parameters(file).reset
    file.write_text(shipped.replace(f"reset = {before}", "reset = 0.125"), encoding="utf-8")
    assert parameters(file).reset == 0.125
    file.write_text("reset = ", encoding="utf-8")
    with pytest.raises(CaseError):
        parameters(file)
