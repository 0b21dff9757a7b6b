"""Closed votes forecast from statements: what was known then, and nothing later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from placet.ballots import settings
from placet.bodies import load_body
from placet.count import case_board, count
from placet.errors import CaseError
from placet.forecast.backtest.votes import Vote, closed, replay, score
from placet.forecast.backtest.votes.replay import look
from placet.forecast.backtest.votes.votes import decisions
from placet.ledger.evidence import Positions
from placet.words import Ballot, Stance

VOTES = {vote.id: vote for vote in closed() if vote.ballots}


def test_ballots_on_record_give_the_outcomes_that_came_about() -> None:
    """Council, 17 June 2024: 20 in favour; 4 October 2024: 10 to 5; 9 January 2026: 21 to 5."""
    yes = {name: list(vote.ballots.values()).count(Ballot.YES) for name, vote in VOTES.items()}
    assert yes["eu_nature_restoration_2024"] == 20
    assert yes["eu_ev_tariffs_2024"] == 10
    assert yes["eu_mercosur_2026"] == 21
    assert {name for name, vote in VOTES.items() if not vote.carried} == {"eu_ev_tariffs_2024"}
    for vote in VOTES.values():
        assert set(vote.ballots) == set(load_body(vote.body).members_on(vote.on))
        assert all(position.said < vote.on for position in vote.positions)


@pytest.mark.parametrize("lead", [1, 30])
def test_what_is_said_later_and_what_came_of_it_change_no_forecast(lead: int) -> None:
    vote = VOTES["eu_nature_restoration_2024"]
    as_of = vote.on - timedelta(days=lead)
    turned = tuple(
        p if p.published <= as_of else replace(p, stance=Stance.AGAINST) for p in vote.positions
    )
    other = replace(
        vote, positions=turned, ballots=dict.fromkeys(vote.ballots, Ballot.NO), title=vote.title
    )
    (first,), (second,) = look(vote, lead), look(other, lead)
    assert first.p_carries == second.p_carries
    assert first.p_yes == second.p_yes


def test_a_statement_moves_its_member_and_only_what_the_rule_makes_of_it() -> None:
    vote = VOTES["eu_ukraine_accession_talks_2023"]
    (found,) = look(vote, 1)
    yes = found.p_yes["levels"]
    assert yes["HU"] < 0.1 < yes["DE"]
    assert found.spoken == {"HU"}
    assert found.p_carries["holdout_blocks"] == 0
    assert found.carried  # Hungary left the room


def test_the_count_that_is_scored_is_the_count_on_what_silence_had_told_by_then() -> None:
    vote = VOTES["eu_ev_tariffs_2024"]
    (found,) = look(vote, 7)
    as_of = vote.on - timedelta(days=7)
    known = Positions(p for p in vote.positions if p.published <= as_of)
    question, learnt = vote.asked.question(), replay._learnt(as_of)
    board = case_board(vote.asked, question, as_of, known, chosen=learnt)
    assert learnt.silent_outvoted != settings().silent_outvoted
    assert count(board, load_body(vote.body)).p_carries == found.p_carries["count"]
    assert {row.country: row.p_assent for row in board.members} == pytest.approx(
        found.p_yes["count"]
    )


def test_without_statements_the_base_rate_stands_in() -> None:
    (found,) = look(VOTES["eu_mercosur_2026"], 1)
    assert not found.spoken
    assert found.p_carries["placet"] == found.p_carries["base_rate"]


def test_scores_name_every_forecaster(monkeypatch: pytest.MonkeyPatch) -> None:
    few = ("eu_ukraine_accession_talks_2023", "eu_mercosur_2026", "nato_finland_sweden")
    looks = tuple(found for name in few for found in look(VOTES[name], 7))
    monkeypatch.setattr("placet.forecast.backtest.votes.scores.replayed", lambda: looks)
    found = score(draws=20)
    assert set(found.outcomes) == {*found.members, "holdout_blocks"}
    for one in (*found.members.values(), *found.outcomes.values()):
        assert 0 <= one.brier.value <= 1
        assert one.by_lead.keys() == {7}


def test_earlier_votes_alone_teach_the_share_of_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    vote: Vote = VOTES["eu_ev_tariffs_2024"]
    before = replay._share_of_yes(vote.on - timedelta(days=1))
    later = tuple(
        replace(one, ballots=dict.fromkeys(one.ballots, Ballot.NO)) if one.on >= vote.on else one
        for one in closed()
    )
    monkeypatch.setattr(replay, "closed", lambda: later)
    assert replay._share_of_yes(vote.on - timedelta(days=1)) == before


def test_a_vote_without_a_day_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("id,body,matter,on,title,source\nx,nato,consensus,soon,X,s\n")
    with pytest.raises(CaseError, match="is no day") as caught:
        decisions(file)
    assert "decisions.csv:2" in str(caught.value)
