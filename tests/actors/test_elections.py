"""Elections are dated as exactly as they are known, and known no earlier than they were."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from placet.actors import Election, elections, registry

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = PROJECT / "src" / "placet" / "actors" / "data" / "elections.csv"
FACTS = PROJECT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    path = PROJECT / "tools" / "make_elections.py"
    spec = importlib.util.spec_from_file_location("make_elections", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fact(**cells: str) -> dict[str, str]:
    blank = dict.fromkeys(("chamber", "most_recent", "next_scheduled"), "")
    plain = {"country_iso2": "IS", "kind": "legislature", "source": "a book", "confirmed": "yes"}
    return {**blank, **plain, **cells}


@pytest.mark.skipif(not FACTS.exists(), reason="the tables of facts are not at hand")
def test_the_shipped_table_is_what_its_maker_makes_of_the_facts(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["x", "--data", str(FACTS), "--out", str(tmp_path)])
    maker.main()
    assert (tmp_path / "elections.csv").read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("told", "means"),
    [
        ("10/3/2025 to 10/4/2025", "2025-10-04"),
        ("24-29 January 2022 (eight rounds)", "2022-01-29"),
        ("28 January 2024, with a runoff on 11 February 2024", "2024-02-11"),
        ("president: 13 February 2022 chancellor: 6 May 2025", "2022-02-13"),
        ("December 2024 (first round) and January 2025 (second round)", "2025-01"),
        ("by January 2028", "2028-01"),
        ("fall 2026", "2026"),
    ],
)
def test_words_become_a_date_as_exact_as_they_are(maker: ModuleType, told: str, means: str) -> None:
    assert maker.iso(told) == means


def test_words_without_a_date_are_refused(maker: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no date in 'not held'"):
        maker.iso("not held")


def test_the_next_one_is_known_since_the_last_and_a_held_one_on_its_day(maker: ModuleType) -> None:
    told = fact(most_recent="11/30/2024", next_scheduled="November 2028")
    held, coming = maker.election_rows([told], [])
    assert (held["date"], held["known_from"]) == ("2024-11-30", "2024-11-30")
    assert (coming["date"], coming["known_from"]) == ("2028-11", "2024-11-30")


def test_what_is_added_says_when_it_was_known_and_that_it_is_less_sure(maker: ModuleType) -> None:
    ours = {
        "country": "IS", "elects": "parliament", "date": "2024-11-30", "known_from": "2024-10-17",
    }  # fmt: skip
    [row] = maker.election_rows([fact(most_recent="11/30/2024")], [ours])
    assert (row["known_from"], row["confirmed"], row["source"]) == (
        "2024-10-17",
        "partial",
        "a book",
    )
    [row] = maker.election_rows([], [ours])
    assert row["confirmed"] == "no"
    assert "general knowledge" in row["source"]


def test_upper_chambers_make_no_government(maker: ModuleType) -> None:
    assert maker.election_rows([fact(chamber="upper chamber", most_recent="11/30/2024")], []) == []


@pytest.mark.parametrize(
    ("when", "latest", "precision"),
    [
        ("2026", date(2026, 12, 31), "year"),
        ("2028-02", date(2028, 2, 29), "month"),
        ("2026-04-12", date(2026, 4, 12), "day"),
    ],
)
def test_an_election_falls_no_later_than_the_end_of_what_is_known(
    when: str, latest: date, precision: str
) -> None:
    found = Election(country="IS", elects="parliament", when=when, known_from=date(2020, 1, 1))
    assert (found.latest, found.precision) == (latest, precision)


def german(on: date) -> list[str]:
    found = (one for one in elections() if one.country == "DE" and one.elects == "parliament")
    return [one.when for one in found if one.ahead(on)]


def test_an_early_election_is_not_seen_before_it_was_called() -> None:
    """Germany's of February 2025 was agreed on 12 November 2024; until then September stood."""
    assert german(date(2024, 11, 11)) == ["2025-09"]
    assert german(date(2024, 11, 12)) == ["2025-02-23"]
    assert german(date(2025, 2, 23)) == ["2029-02"]


def test_every_row_is_of_a_country_says_how_sure_it_is_and_was_known_in_time() -> None:
    assert {one.country for one in elections()} <= registry().country_names.keys()
    assert {one.confirmed for one in elections()} == {"yes", "partial", "no"}
    for one in elections():
        assert one.source
        assert one.known_from <= one.latest
        assert one.known_until is None or one.known_from < one.known_until
        assert one.takes_office is None or one.latest < one.takes_office
