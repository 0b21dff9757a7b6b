"""What silence tells: by what the rule makes of a member's no, learnt, and without hindsight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cases_made import said

from placet import api
from placet.ballots.settings import settings
from placet.bodies import load_body
from placet.cases import Case
from placet.errors import CaseError
from placet.forecast import Asked, forecast, unlock
from placet.forecast.asked import ground
from placet.forecast.backtest.votes import closed, silence
from placet.forecast.forecast import projected
from placet.forecast.project import what_if
from placet.ledger.evidence import Positions
from placet.rules import stoppers, weighted
from placet.words import Ballot, Stance

DAY = date(2022, 6, 1)
TOLD = {"FR": Stance.FOR, "TR": Stance.AGAINST, "HU": Stance.CONDITIONAL}

TWO_THIRDS = {"kind": "in favour", "at_least": "2/3", "of": "members"}


def asked(case: Case, **table: object) -> Asked:
    """With some that have spoken, and a what-if."""
    positions = [said(who, what, DAY) for who, what in TOLD.items()]
    return Asked(
        case=case,
        question=case.question(),
        evidence=Positions(positions),
        readings=(),
        as_of=DAY,
        until=date(2022, 7, 1),
        scenario=api.what_if(case, table),
        draws=640,
    )


def assent(case: Case, **table: object) -> dict[str, float]:
    """Each member's chance of assent at the next meeting."""
    put = asked(case, **table)
    on = ground(put)
    plain = projected(put, on, [date(2022, 6, 28)])
    chains = what_if(plain, put.scenario, on.board, case.axes, put.chosen)
    return dict(zip(chains.members, chains.p_assent()[0], strict=True))


def test_everybody_stops_a_consensus_and_the_permanent_five_a_resolution() -> None:
    on = date(2024, 4, 18)
    nato = load_body("nato").rule("invitation", on)
    assert stoppers(nato) == set(nato.members)
    assert stoppers(load_body("eu-council").rule("qmv", on)) == set()
    assert stoppers(load_body("unsc").rule("substantive", on)) == {"CN", "FR", "GB", "RU", "US"}
    assert stoppers(weighted(5, {"A": 3, "B": 2, "C": 1, "D": 1})) == {"A"}


def test_silence_tells_less_where_a_member_can_be_outvoted(small: Case) -> None:
    plain, outvoted = assent(small), assent(small, rule=TWO_THIRDS)
    assert plain["IS"] == plain["FR"] == pytest.approx(settings().silent, abs=1e-6)
    assert outvoted["IS"] == pytest.approx(settings().silent_outvoted, abs=1e-6)
    assert outvoted["FR"] == pytest.approx(0.97, abs=1e-6)  # said so
    assert {m: plain[m] for m in ("TR", "HU")} == {m: outvoted[m] for m in ("TR", "HU")}


def test_a_silent_member_that_is_won_is_no_longer_merely_silent(small: Case) -> None:
    won = assent(small, rule=TWO_THIRDS, move={"IS": "supportive", "NO": "conditional"})
    assert won["IS"] == pytest.approx(0.97, abs=1e-6)
    assert won["NO"] < settings().silent_outvoted


def test_to_win_a_silent_member_costs_something(small: Case) -> None:
    table = {"rule": {**TWO_THIRDS, "at_least": "9/10"}}
    found = unlock(asked(small, **table), target=0.9)
    moved = [move for package in found for move in package.moves]
    assert {move.country for move in moved} - TOLD.keys()
    assert all(package.cost >= 1 for package in found)


def test_what_it_rests_on_says_what_silence_is_taken_for(small: Case) -> None:
    told = " ".join(forecast(asked(small)).grounds.assumptions)
    assert "goes along with chance 0.99" in told
    assert "outvoted" not in told
    told = " ".join(forecast(asked(small, rule=TWO_THIRDS)).grounds.assumptions)
    assert "can be outvoted and has said nothing goes along with chance 0.75" in told
    assert "0.99" not in told


def test_shipped_figures_are_what_the_record_teaches() -> None:
    assert settings().silent == round(silence.silent(date.max), 2)
    assert settings().silent_outvoted == round(silence.silent_outvoted(date.max), 2)


def test_a_vote_teaches_nothing_before_it_was_over(monkeypatch: pytest.MonkeyPatch) -> None:
    vote = next(vote for vote in closed() if vote.id == "eu_ev_tariffs_2024")
    eve = vote.on - timedelta(days=1)
    before = silence.silent_outvoted(eve), silence.silent_outvoted(vote.on)
    turned = tuple(
        replace(one, ballots=dict.fromkeys(one.ballots, Ballot.YES)) if one.on >= vote.on else one
        for one in closed()
    )
    monkeypatch.setattr(silence, "closed", lambda: turned)
    monkeypatch.setattr(silence, "tallies", silence.tallies.__wrapped__)
    assert silence.silent_outvoted(eve) == before[0]
    assert silence.silent_outvoted(vote.on) > before[1]


def test_each_vote_counts_once_and_with_none_the_chance_is_even() -> None:
    one = silence.Tally(vote="a", on=DAY, silent=2, along=1)
    many = silence.Tally(vote="b", on=DAY, silent=200, along=200)
    assert silence.mean_share([]) == 0.5
    assert silence.mean_share([one, many]) == pytest.approx((0.5 + 1 + 0.5) / 3)


def test_on_the_duties_ten_of_those_who_had_said_nothing_voted_yes() -> None:
    found = next(tally for tally in silence.tallies() if tally.vote == "eu_ev_tariffs_2024")
    assert (found.silent, found.along) == (21, 10)


def test_a_case_may_have_settings_of_its_own(small: Case) -> None:
    own = Path(small.path) / "forecast.toml"
    own.write_text("silent_outvoted = 0.9\n", encoding="utf-8")
    assert assent(small, rule=TWO_THIRDS)["IS"] == pytest.approx(0.9, abs=1e-6)
    assert assent(small)["IS"] == pytest.approx(settings().silent, abs=1e-6)
    assert settings(own).others[0].together == settings().others[0].together
    own.write_text("silent = 0.9\n[[other]]\nsilent = 0.8\n", encoding="utf-8")
    assert [one.silent for one in settings(own).others] == [0.8]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("silent_outvoted = 1.5\n", "1.5 will not do"),
        ("silent_outvotd = 0.5\n", "unknown key 'silent_outvotd'"),
        ("[[other]]\nsilent = -1\n", "-1 will not do"),
    ],
)
def test_a_bad_setting_of_a_case_is_refused(small: Case, text: str, says: str) -> None:
    (Path(small.path) / "forecast.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=says) as caught:
        _ = asked(small).chosen
    assert "forecast.toml" in str(caught.value)
