"""Votes that were held: the rules give the outcome that there was, and who stood in the way."""

from __future__ import annotations

from datetime import date

from placet.bodies import load_body
from placet.rules import Decision, decide
from placet.words import Ballot

YES, ABSTAIN, NO, ABSENT = Ballot.YES, Ballot.ABSTAIN, Ballot.NO, Ballot.ABSENT


def vote(
    body: str,
    matter: str,
    day: str,
    *,
    yes: str = "",
    no: str = "",
    abstain: str = "",
    absent: str = "",
    others: Ballot = ABSENT,
) -> Decision:
    rule = load_body(body).rule(matter, date.fromisoformat(day))
    ballots = dict.fromkeys(rule.members, others)
    for ballot, names in ((YES, yes), (NO, no), (ABSTAIN, abstain), (ABSENT, absent)):
        assert set(names.split()) <= set(rule.members)
        ballots |= dict.fromkeys(names.split(), ballot)
    return decide(rule, ballots)


def test_duties_on_electric_vehicles_got_no_opinion() -> None:
    """4 October 2024: 10 for, 5 against, 12 abstentions (Reuters). The Commission went on alone."""
    decision = vote(
        "eu-council",
        "examination",
        "2024-10-04",
        yes="BG DK EE FR IE IT LT LV NL PL",
        no="DE HU MT SI SK",
        others=ABSTAIN,
    )
    assert decision.outcome == "none"
    assert not decision.carried
    assert len(decision.blocking) == 17
    assert {"DE", "HU", "MT", "SI", "SK", "ES", "SE"} <= set(decision.blocking)
    assert "17, 14 too many" in decision.why[2]


def test_an_opinion_can_be_positive_or_negative() -> None:
    for ballot, outcome in ((YES, "positive"), (NO, "negative"), (ABSTAIN, "none")):
        decision = vote("eu-council", "examination", "2024-10-04", others=ballot)
        assert (decision.outcome, decision.carried) == (outcome, ballot is YES)


def test_nature_restoration_carried_by_one_member() -> None:
    """17 June 2024: six against, Belgium abstained, about 66 % of the population in favour."""
    against = "FI HU IT NL PL SE"
    decision = vote("eu-council", "qmv", "2024-06-17", no=against, abstain="BE", others=YES)
    assert decision.carried
    assert "20, 5 to spare" in decision.why[0]
    assert "(66.06%)" in decision.why[1]
    without = vote("eu-council", "qmv", "2024-06-17", no=f"{against} AT", abstain="BE", others=YES)
    assert not without.carried
    assert set(without.blocking) == {"AT", "BE", *against.split()}


def test_mercosur_carried_once_italy_left_the_blocking_minority() -> None:
    """9 January 2026: 21 for, 5 against, Belgium abstained."""
    against = "AT FR HU IE PL"
    decision = vote("eu-council", "qmv", "2026-01-09", no=against, abstain="BE", others=YES)
    assert decision.carried
    with_italy = vote(
        "eu-council", "qmv", "2026-01-09", no=f"{against} IT", abstain="BE", others=YES
    )
    assert not with_italy.carried
    assert set(with_italy.blocking) == {"BE", "IT", *against.split()}


def test_the_european_council_opened_talks_while_one_leader_was_out_of_the_room() -> None:
    """14 December 2023: Hungary's prime minister left the room; the others agreed."""
    day = "2023-12-14"
    assert vote("european-council", "consensus", day, absent="HU", others=YES).carried
    stayed = vote("european-council", "consensus", day, no="HU", others=YES)
    assert stayed.blocking == ("HU",)


def test_a_veto_stopped_the_draft_on_ukraine() -> None:
    """25 February 2022: 11 yes, 1 no, 3 abstentions. Source: S/PV.8979."""
    yes, abstain = "AL BR FR GA GB GH IE KE MX NO US", "AE CN IN"
    decision = vote("unsc", "substantive", "2022-02-25", yes=yes, no="RU", abstain=abstain)
    assert decision.blocking == ("RU",)
    assert vote("unsc", "substantive", "2022-02-25", yes=yes, abstain=f"{abstain} RU").carried
    assert vote("unsc", "procedural", "2022-02-25", yes=yes, no="RU", abstain=abstain).carried


def test_a_veto_stopped_the_admission_of_palestine() -> None:
    """18 April 2024, draft S/2024/312: 12 yes, the United States against, 2 abstentions."""
    yes = "CN DZ EC FR GY JP KR MT MZ RU SI SL"
    decision = vote("unsc", "substantive", "2024-04-18", yes=yes, no="US", abstain="CH GB")
    assert decision.blocking == ("US",)
    both = vote("unga", "admission", "2024-04-18", no="US", abstain="CH GB", others=YES)
    assert not both.carried
    assert vote("unga", "important", "2024-04-18", no="US", abstain="CH GB", others=YES).carried


def test_an_absent_permanent_member_did_not_veto_help_for_korea() -> None:
    """27 June 1950, resolution 83: seven for, one against, two not voting, the USSR absent."""
    yes = "CN FR GB US E1 E2 E3"
    assert vote("unsc", "substantive", "1950-06-27", yes=yes, no="E4").carried
    assert not vote("unsc", "substantive", "1950-06-27", yes=yes, no="SU").carried
    assert not vote("unsc", "substantive", "1966-01-01", yes="CN FR GB US E01 E02 E03").carried


def test_abstentions_are_no_votes_in_the_general_assembly() -> None:
    for yes, no, carried in ((2, 1, True), (1, 1, False), (0, 0, False), (1, 0, True)):
        members = load_body("unga").members_on(date(2024, 1, 1))
        decision = vote(
            "unga",
            "important",
            "2024-01-01",
            yes=" ".join(members[:yes]),
            no=" ".join(members[yes : yes + no]),
            others=ABSTAIN,
        )
        assert decision.carried is carried
        assert decision.blocking == (() if carried else members[1:2] if no else members)


def test_constructive_abstention_of_a_third_prevents_a_common_policy() -> None:
    """TEU, Art. 31(1): a third of the members that comprise a third of the population."""
    large = "DE FR AT BE BG CY CZ DK EE"
    small = "AT BE BG CY CZ DK EE FI GR"
    day = "2025-03-01"
    assert not vote("eu-council", "cfsp", day, abstain=large, others=YES).carried
    assert vote("eu-council", "cfsp", day, abstain=small, others=YES).carried
    assert vote("eu-council", "unanimity", day, abstain=large, others=YES).carried
    assert not vote("eu-council", "cfsp", day, no="MT", others=YES).carried


def test_fewer_participants_recompute_base_and_blocking_minority() -> None:
    """TFEU, Art. 238(3)(a): with the five largest out, no three have over 35 % of the rest."""
    council, day = load_body("eu-council"), date(2025, 3, 1)
    rule = council.rule("qmv", day, without=("DE", "FR"))
    assert len(rule.members) == 25
    assert "at least 14 of 25 members" in rule.in_words()
    assert "fewer than 4 of 25" in council.rule("qmv", day, without=("MT", "CY")).in_words()
    without = ("DE", "FR", "IT", "ES", "PL")
    assert "fewer than 5 of 22" in council.rule("qmv", day, without=without).in_words()


def test_the_united_states_alone_can_stop_what_needs_85_percent_in_the_fund() -> None:
    day = "2024-06-30"
    assert vote("imf", "special-85", day, no="US", others=YES).blocking == ("US",)
    assert vote("imf", "special-70", day, no="US", others=YES).carried


def test_the_vice_president_breaks_a_tie_and_two_thirds_override_the_president() -> None:
    rule = load_body("us-congress").rule("statute", date(2024, 1, 1))
    seats = [m for m in rule.members if m.startswith("S")]
    house = [m for m in rule.members if m.startswith("H")]

    def carried(senators: int, representatives: int, *others: str) -> bool:
        yes = [*seats[:senators], *house[:representatives], *others]
        return decide(
            rule, {m: Ballot.YES if m in yes else Ballot.NO for m in rule.members}
        ).carried

    assert carried(51, 218, "P")
    assert carried(50, 218, "P", "VP")
    assert not carried(50, 218, "P")
    assert not carried(51, 217, "P")
    assert carried(67, 290)
    assert not carried(66, 290)
