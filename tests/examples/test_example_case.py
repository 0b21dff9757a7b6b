"""The shipped case is sound data: codes, days, links, and no sentence of anybody else's."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from placet.actors import registry
from placet.bodies import load_body
from placet.cases import load_case
from placet.ledger.imports import positions_from_csv
from placet.reading import intake
from placet.words import Directness, HolderKind, Position

PROJECT = Path(__file__).resolve().parents[2]
CASE = PROJECT / "examples" / "ukraine-nato"
FACTS = PROJECT.parent / "shared" / "data" / "positions_ukraine_nato.csv"
ARTICLE = date(2024, 11, 29)


@pytest.fixture(scope="module")
def positions() -> list[Position]:
    questions = [question.id for question in load_case(CASE).questions]
    codes = set(registry().country_names)
    return list(positions_from_csv(CASE / "positions.csv", questions=questions, countries=codes))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_example", PROJECT / "tools/make_example.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_case_reads_and_its_table_is_accepted_row_by_row(positions: list[Position]) -> None:
    assert len(positions) == len(rows(CASE / "positions.csv")) > 200


def test_every_row_has_its_own_id_and_a_summary(positions: list[Position]) -> None:
    table = rows(CASE / "positions.csv")
    assert len({row["id"] for row in table}) == len(table)
    assert all(position.summary and position.source for position in positions)


def test_every_member_of_the_alliance_has_spoken_on_one_question_or_another(
    positions: list[Position],
) -> None:
    holders = {p.holder for p in positions if p.holder_kind is HolderKind.COUNTRY}
    assert set(load_body("nato").members_on(ARTICLE)) <= holders


def test_what_concerns_the_alliance_or_unnamed_members_fills_no_members_row() -> None:
    by_id = {row["id"]: row for row in rows(CASE / "positions.csv")}
    assert by_id["p171"]["holder"] == "body"  # diplomats: no consensus among the 32
    assert by_id["p087"]["holder"] == "unnamed"  # Stefanishyna: all but two are in favour


def test_whoever_holds_no_office_does_not_speak_on_record(positions: list[Position]) -> None:
    early = [p for p in positions if "-elect)" in p.speaker and "minister" not in p.speaker]
    assert early
    assert {p.directness for p in early} == {Directness.THIRD_PARTY}


def test_a_named_office_holder_of_the_registry_is_on_the_side_that_the_table_says(
    positions: list[Position],
) -> None:
    """Both are compiled apart; where both know a person, they agree on the country."""
    known = [
        (position, office)
        for position in positions
        if position.directness is Directness.ON_RECORD and position.holder
        if (office := registry().office(position.speaker.partition(" (")[0], position.said))
    ]
    assert len(known) > 80
    assert [(p.speaker, p.holder, o.area) for p, o in known if o.area != p.holder] == []


def test_no_text_of_the_case_names_where_we_found_it() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in _files()).casefold()
    assert not [word for word in ("corpus", "seed article", "../shared", "search:") if word in text]


def test_the_press_notes_carry_their_title_day_and_publisher() -> None:
    notes = [intake.load(str(path)) for path in sorted((CASE / "documents").glob("*.md"))]
    assert [note.published for note in notes] == [
        date(2024, 10, 24),
        date(2024, 11, 27),
        ARTICLE,
    ]
    assert all(note.title and note.publisher == "Example desk" for note in notes)


def _files() -> Iterator[Path]:
    yield from (path for path in CASE.rglob("*") if path.suffix in {".toml", ".csv", ".md"})


@pytest.mark.skipif(not FACTS.exists(), reason="the table of facts is not at hand")
def test_the_shipped_table_is_what_its_maker_makes_of_the_facts(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "positions.csv"
    monkeypatch.setattr("sys.argv", ["x", "--data", str(FACTS.parent), "--out", str(out)])
    maker.main()
    assert out.read_bytes() == (CASE / "positions.csv").read_bytes()


@pytest.mark.skipif(not FACTS.exists(), reason="the table of facts is not at hand")
def test_no_sentence_of_anybody_else_is_shipped() -> None:
    """Quotations of more than a few words stay behind; our summaries stand in their place."""
    shipped = "".join(path.read_text(encoding="utf-8") for path in _files()).casefold()
    quotes = [fact["quote"].strip(" .\"'“”").casefold() for fact in rows(FACTS)]
    long = [quote for quote in quotes if len(quote.split()) > 5]
    assert long
    assert [quote for quote in long if quote in shipped] == []


@pytest.mark.skipif(not FACTS.exists(), reason="the table of facts is not at hand")
def test_facts_days_and_links_carry_over() -> None:
    facts = {fact["id"]: fact for fact in rows(FACTS)}
    for row in rows(CASE / "positions.csv"):
        fact = facts[row["id"]]
        assert (row["date"], row["stance"], row["question"]) == (
            fact["date"],
            fact["stance"],
            fact["question"],
        )
        assert row["url"] in {fact["url"], ""}
