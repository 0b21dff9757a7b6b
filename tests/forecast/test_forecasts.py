"""Forecasts of whole cases: what must hold of the example, refusals, faces, and no hindsight."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from cases_made import AUTUMN, SMALL, said
from typer.testing import CliRunner

from placet import api
from placet.brief.odds import fan_chart
from placet.brief.replays import replay_chart
from placet.cases import Case, load_case
from placet.cli.main import app
from placet.forecast.viewing import shown_days
from placet.words import Directness, Stance


def test_no_invitation_was_to_be_expected_in_december_2024(ukraine: Case) -> None:
    """The meeting of 3-4 December 2024 passed the request over."""
    found = api.forecast(ukraine, as_of=AUTUMN)
    first = found.meetings[0]
    assert first.date == date(2024, 12, 3)
    assert first.p_carries < 0.02
    assert {"DE", "HU", "SK", "US"} <= {row.country for row in first.members[:5]}
    assert found.exact
    assert found.grounds.statements > 40


def test_each_stage_is_at_most_as_likely_as_the_one_before(ukraine: Case) -> None:
    found = api.forecast(ukraine, as_of=AUTUMN, until=date(2028, 11, 29))
    ahead = [stage.by for stage in found.stages if stage.by]
    assert len(ahead) == 4
    for before, after in pairwise(ahead):
        assert all(b.p <= a.p + 1e-9 for a, b in zip(before, after, strict=True))
    assert all(odds.low <= odds.p <= odds.high for by in ahead for odds in by)


def test_what_is_learnt_later_changes_no_earlier_forecast(ukraine: Case) -> None:
    days = {"since": date(2024, 11, 1), "until": date(2024, 11, 15)}
    before = list(api.replay(ukraine, **days))
    with api.open_ledger(ukraine) as ledger:
        later = said("HU", Stance.FOR, date(2024, 12, 20))
        ledger.add_positions([replace(later, question="invite_now")], by="tester")
    assert list(api.replay(ukraine, **days)) == before


def test_without_evidence_there_are_no_odds(small: Case) -> None:
    found = api.forecast(small, as_of=date(2022, 6, 1))
    assert "no odds" in found.refused
    assert not found.meetings
    assert all(not stage.by for stage in found.stages)


def test_where_the_stage_is_reached_the_next_one_is_forecast(small: Case) -> None:
    text = SMALL + '\n[[reached]]\nstage = "protocol-signed"\ndate = 2022-07-05\n'
    text += '\n[[reached]]\nstage = "invited"\ndate = 2022-06-29\n'
    (small.path / "case.toml").write_text(text, encoding="utf-8")
    found = api.forecast(load_case(small.path), as_of=date(2022, 7, 20))
    assert [stage.stage for stage in found.stages if stage.reached] == [
        "invited",
        "protocol-signed",
    ]
    ratified, member = (stage for stage in found.stages if not stage.reached)
    assert 0 < member.by[-1].p <= ratified.by[-1].p < 1


def test_packages_are_cheapest_first_and_name_their_evidence(ukraine: Case) -> None:
    packages = api.unlock(ukraine, as_of=AUTUMN)
    assert [p.cost for p in packages] == sorted(p.cost for p in packages)
    assert all(p.proven and p.p_independent >= 0.5 - 1e-6 for p in packages)
    terms = next(p for p in packages if p.terms == {"timing": "after ceasefire"})
    assert {position.holder for position in terms.evidence} == {*terms.won, *terms.lost}


def test_the_command_prints_the_promised_keys(ukraine: Case) -> None:
    call = ["forecast", str(ukraine.path), "--as-of", str(AUTUMN), "--move", "HU=supportive"]
    done = CliRunner().invoke(app, [*call, "--json"])
    assert done.exit_code == 0, done.output
    shape = json.loads(done.output)
    assert {"stages", "meetings", "model", "seed"} <= shape.keys()
    assert set(shape["meetings"][0]) >= {"date", "p_carries", "pivotality"}
    assert [{"date", "p"} <= set(odds) for odds in shape["stages"][-1]["by"]]
    assert shape["scenarios"][0]["gained"] == ["HU"]
    assert CliRunner().invoke(app, call).exit_code == 0


def test_no_odds_where_no_meeting_could_decide(tmp_path: Path) -> None:
    """Nothing tells when the Assembly votes on an admission: not never, and no figure."""
    text = (
        'title = "x"\nbody = "unga"\nprocedure = "un-admission"\n'
        '[[question]]\nid = "admit"\ntext = "Admit?"\nmatter = "admission"\n'
    )
    meeting = '[[meeting]]\ndate = 2022-09-10\nname = "session"\n'
    found = []
    for name, more in (("without", ""), ("with", meeting)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.toml").write_text(text + more, encoding="utf-8")
        case = load_case(tmp_path / name)
        with api.open_ledger(case) as ledger:
            ledger.add_positions([said("US", Stance.FOR, date(2022, 6, 1))], by="tester")
        found.append(api.forecast(case, as_of=date(2022, 6, 2), draws=1000))
    assert "no meeting to decide it is in the calendar" in found[0].refused
    assert found[0].decided is None
    assert not found[1].refused
    assumed = found[1].grounds.assumptions
    assert "'Recommended by the Security Council' is not on record and is taken as done" in assumed
    assert "who does not assent votes against: nobody abstains or stays away" in assumed
    assert "the members of 2022-06-02 decide at every meeting" in assumed
    assert found[1].decided


def test_lines_of_the_chart_are_told_apart_without_colour(ukraine: Case) -> None:
    """Each dash stands in the legend once, beside the colour of its line."""
    drawn = fan_chart([api.forecast(ukraine, as_of=AUTUMN)])
    assert drawn.count("Invited to accession talks: ") == drawn.count("Instrument of accession")
    symbols = drawn[drawn.index("legend-symbol") :]
    assert 'stroke-dasharray="4,2"' in symbols
    assert drawn.count('class="mark-symbol role-legend-symbol"') == 4


@pytest.mark.parametrize("name", ["odds.svg", "odds.csv"])
def test_a_chart_or_table_is_written(ukraine: Case, tmp_path: Path, name: str) -> None:
    call = ["forecast", str(ukraine.path), "--as-of", str(AUTUMN), "-o", str(tmp_path / name)]
    assert CliRunner().invoke(app, call).exit_code == 0
    assert "invite" in (tmp_path / name).read_text().lower()
    assert CliRunner().invoke(app, [*call, "--since", "2024-11-15"]).exit_code == 0


def test_days_shown_are_month_ends_and_the_horizon() -> None:
    days = shown_days(date(2024, 1, 31), date(2024, 4, 10))
    assert days == (date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 10))


def test_whoever_refuses_on_record_leads_those_in_the_way(ukraine: Case) -> None:
    """By then Slovakia, Germany and Luxembourg had refused themselves; of Hungary others spoke."""
    rows = api.forecast(ukraine, as_of=AUTUMN).meetings[0].members
    assert [row.country for row in rows[:4]] == ["SK", "DE", "LU", "HU"]
    assert [row.nearest for row in rows[:3]] == [Directness.ON_RECORD] * 3
    assert rows[0].said == date(2024, 10, 6)
    assert rows[3].nearest is Directness.UNNAMED
    rest = [row.p_assent for row in rows[3:]]
    assert rest == sorted(rest)


def test_a_member_with_no_word_against_goes_along_as_others_did_before(small: Case) -> None:
    day = date(2022, 6, 1)
    with api.open_ledger(small) as ledger:
        stances = {"FR": Stance.FOR, "TR": Stance.AGAINST, "HU": Stance.CONDITIONAL}
        ledger.add_positions([said(who, what, day) for who, what in stances.items()], by="tester")
    assent = {m.country: m.p_assent for m in api.forecast(small, as_of=day).meetings[0].members}
    assert assent["FR"] == pytest.approx(assent["IS"])
    assert assent["TR"] < assent["HU"] < assent["IS"]


def test_a_package_that_asks_for_more_than_a_cheaper_one_is_left_out(ukraine: Case) -> None:
    packages = api.unlock(ukraine, as_of=AUTUMN)
    assert len({(str(p.terms), p.meeting) for p in packages}) == len(packages)
    for cheap, dear in combinations(packages, 2):
        same = {m.country for m in cheap.moves} <= {m.country for m in dear.moves}
        assert not (
            same and cheap.terms.items() <= dear.terms.items() and cheap.meeting <= dear.meeting
        )


def test_whoever_is_won_by_a_meeting_is_supportive_at_it(ukraine: Case) -> None:
    """However far ahead the meeting is: nobody is won today to be lost again by then."""
    late = [p for p in api.unlock(ukraine, as_of=AUTUMN) if p.meeting > date(2025, 1, 1)]
    assert late
    assert all(p.p_carries >= p.p_independent >= 0.5 for p in late)


def test_a_replay_says_why_there_is_no_figure_and_draws_what_came_of_meetings(
    ukraine: Case,
) -> None:
    rows = list(api.replay(ukraine, since=date(2023, 3, 1), until=date(2023, 8, 1), every=30))
    assert [bool(row.refused) for row in rows] == [True, True, *[False] * (len(rows) - 2)]
    assert all((row.p_until is None) == bool(row.refused) for row in rows)
    drawn = replay_chart(ukraine.question(), rows, ukraine.meetings)
    assert "Vilnius: invitation only when allies agree" in drawn
    assert "no figure: no" in drawn
    assert "Washington" not in drawn, "not within the span"


def test_a_forecast_prints_what_it_rests_on_at_eighty_columns(
    ukraine: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = CliRunner().invoke(app, ["forecast", str(ukraine.path), "--as-of", str(AUTUMN)])
    for said_so in (
        "45 statements, 2023-04-06 to 2024-11-27",
        "17 of 32 members",
        "opposed 0.15",
        "North Atlantic Treaty, Art. 10",
        "2025-02-23  election   Germany",
    ):
        assert said_so in done.output
