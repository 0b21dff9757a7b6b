"""Elections are data; what they change is a share of what they changed before, as known then."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from placet import api
from placet.actors import Election, Office
from placet.cases import Case, load_case
from placet.forecast.elections import (
    FEWEST,
    WITHIN,
    Turnover,
    decisive,
    possible_changes,
    scheduled,
    turnover,
)

ROOT = Path(__file__).resolve().parents[2]
ON, LATER = date(2024, 11, 29), date(2026, 11, 29)
HALF = Turnover(elections=10, changed=5, low=0.2, high=0.8, days=40)


def election(when: str, known_from: date = date(2000, 1, 1), **more: object) -> Election:
    plain = {"country": "IS", "elects": "parliament", "when": when, "known_from": known_from}
    return Election(**{**plain, **more})  # type: ignore[arg-type]


def terms(*since: date) -> list[Office]:
    """Prime ministers one after another, each somebody else."""
    ends = [*(day - timedelta(1) for day in since[1:]), None]
    return [
        Office(
            person=f"Person {n}", office="", role="head of government", area="IS",
            since=day, until=end,
        )
        for n, (day, end) in enumerate(zip(since, ends, strict=True))
    ]  # fmt: skip


def every_year(first: int, last: int) -> list[Election]:
    return [election(f"{year}-03-01") for year in range(first, last + 1)]


def test_the_share_is_that_of_elections_after_which_another_took_office() -> None:
    offices = terms(date(2009, 1, 1), date(2012, 4, 1), date(2015, 5, 1))
    found = turnover(every_year(2010, 2019), offices, ON)
    assert found is not None
    assert (found.changed, found.elections, found.share) == (2, 10, 0.2)
    assert found.days == round((31 + 61) / 2)
    assert found.low < 0.2 < found.high


def test_a_hand_over_belongs_to_the_last_election_before_it() -> None:
    offices = terms(date(2009, 1, 1), date(2012, 8, 1))
    twice = sorted([*every_year(2010, 2019), election("2012-06-01")], key=lambda e: e.latest)
    found = turnover(twice, offices, ON)
    assert found is not None
    assert (found.changed, found.elections) == (1, 11)


def test_a_resignation_long_after_an_election_is_none_of_its_outcome() -> None:
    offices = terms(date(2009, 1, 1), date(2012, 4, 1), date(2014, 12, 20))
    found = turnover([*every_year(2010, 2014), election("2016-03-01")], offices, ON)
    assert found is not None
    assert found.changed == 1


def test_outcomes_still_open_are_not_counted_and_too_few_give_no_chance() -> None:
    offices = terms(date(2009, 1, 1), date(2012, 4, 1), date(2013, 4, 1))
    many = every_year(2010, 2019)
    last = many[FEWEST - 1].latest + WITHIN
    assert turnover(many, offices, last - timedelta(1)) is None
    found = turnover(many, offices, last)
    assert found is not None
    assert found.elections == FEWEST


def test_an_election_before_the_first_holder_on_record_tells_nothing() -> None:
    offices = terms(date(2011, 6, 1), date(2012, 4, 1))
    found = turnover(every_year(2010, 2019), offices, ON)
    assert found is not None
    assert (found.changed, found.elections) == (1, 8)


def possible(elections: Sequence[Election], told: Sequence[date] = (), on: date = ON) -> list[date]:
    found = possible_changes(elections, HALF, {"IS": list(told)}, on, LATER)
    assert all(change.chance == HALF.share and "5 of 10" in change.source for change in found)
    return [change.date for change in found]


def test_an_election_ahead_may_change_the_government_some_time_after_it() -> None:
    assert possible([election("2025-03-01")]) == [date(2025, 4, 10)]
    assert possible([election("2025-03")]) == [date(2025, 5, 10)], "as late as it may be"
    assert possible([election("2026-10-31")]) == [], "beyond the horizon"


def test_where_the_law_says_when_the_winner_takes_office_it_is_then() -> None:
    set_by_law = election("2025-03-01", takes_office=date(2025, 9, 1))
    assert possible([set_by_law]) == [date(2025, 9, 1)]


def test_one_not_yet_called_or_called_off_is_not_seen() -> None:
    assert possible([election("2025-03-01", known_from=date(2024, 12, 1))]) == []
    assert possible([election("2025-03-01", known_until=ON)]) == []


def test_one_just_held_is_open_until_it_is_known_what_followed() -> None:
    held = election("2024-11-01")
    assert possible([held]) == [date(2024, 12, 11)]
    assert possible([held], told=[date(2024, 11, 20)]) == []
    assert possible([held], told=[date(2025, 1, 20)]) == [], "the case says what will follow"


def test_only_the_election_that_fills_the_deciding_office_counts() -> None:
    """In the United States that of the president, in Germany that of parliament."""
    both = [
        election("2026-11-03", country=country, elects=elects)
        for country in ("DE", "US")
        for elects in ("parliament", "head of state")
    ]
    found = decisive(both, {"DE", "US"})
    assert [(one.country, one.elects) for one in found] == [
        ("DE", "parliament"),
        ("US", "head of state"),
    ]
    assert decisive(both, {"FR"}) == ()
    assert scheduled(found, ON, date(2026, 11, 2)) == ()


@pytest.fixture(scope="module")
def ukraine(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("cases") / "ukraine-nato"
    ignored = shutil.ignore_patterns("ledger.sqlite*", "documents")
    shutil.copytree(ROOT / "examples" / "ukraine-nato", folder, ignore=ignored)
    return load_case(folder)


def test_a_forecast_lists_what_lies_ahead_as_known_on_its_day(ukraine: Case) -> None:
    found = api.forecast(ukraine, as_of=ON)
    listed = {(one.when, one.kind, one.country) for one in found.ahead}
    assert {
        ("2024-12-03", "meeting", ""),
        ("2025-01-20", "hand-over", "US"),
        ("2025-02-23", "election", "DE"),
        ("2026-04", "election", "HU"),
    } <= listed
    assert not any(one.country in ("PT", "NL") for one in found.ahead), "not called yet"
    assert [one.date for one in found.ahead] == sorted(one.date for one in found.ahead)


@pytest.mark.parametrize("on", [date(2024, 10, 20), ON])
@pytest.mark.parametrize("scenario", ["", "elections"])
def test_what_lies_ahead_is_listed_once(ukraine: Case, on: date, scenario: str) -> None:
    """A hand-over on the day set by law is also a change of government, if elections make some."""
    found = api.forecast(ukraine, as_of=on, scenario=scenario).ahead
    listed = [(one.date, one.kind, one.country) for one in found]
    assert len(listed) == len(set(listed))
    chances = [one.chance for one in found if one.country == "US" and one.kind == "hand-over"]
    assert len(chances) == 1
    assert (chances[0] is None) == (on < ON and not scenario)


def test_elections_change_governments_only_where_asked(ukraine: Case) -> None:
    plain, asked = api.compare(ukraine, ["elections"], as_of=ON)
    assert not any("wins the election" in text for text in plain.forecast.grounds.changes)
    assert any("Hungary: whoever wins" in text for text in asked.forecast.grounds.changes)
    assert any("interval" in text for text in asked.forecast.grounds.chances)
    assert "HU" in asked.gained
    text = (ukraine.path / "case.toml").read_text(encoding="utf-8")
    always = ukraine.path.parent / "always"
    shutil.copytree(ukraine.path, always)
    (always / "case.toml").write_text(f"elections = true\n{text}", encoding="utf-8")
    in_case = api.forecast(load_case(always), as_of=ON)
    assert in_case.meetings == asked.forecast.meetings


def test_a_change_that_the_case_knows_of_is_not_doubled(ukraine: Case) -> None:
    changes = api.forecast(ukraine, as_of=ON, scenario="elections").grounds.changes
    assert sum("United States" in text for text in changes) == 1
    assert sum("Germany" in text for text in changes) == 1
