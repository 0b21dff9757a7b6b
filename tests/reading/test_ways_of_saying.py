"""How governments say yes, no, not yet and on terms: one sentence of each way."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from placet.cases import example_case
from placet.reading.reader import BuiltinReader
from placet.words import Document

WAYS = {
    "for": """
Norway supports an immediate invitation for Ukraine.
Norway has come out in favour of an immediate invitation for Ukraine.
Norway threw its weight behind an immediate invitation.
Norway gave its backing to an immediate invitation for Ukraine.
Norway is ready to extend an invitation to Ukraine.
Norway is prepared to agree to an invitation for Ukraine.
Norway has thrown its support behind inviting Ukraine.
Norway called for Ukraine to be invited.
Norway is pushing for Ukraine to receive an invitation.
Norway is lobbying for an invitation for Ukraine.
Norway believes Ukraine should be invited to join NATO now.
Norway sees an invitation as the right step.
Norway considers an invitation long overdue.
Norway would vote in favour of an invitation.
Norway is a vocal supporter of an invitation for Ukraine.
"We will support an invitation," Norwegian Foreign Minister Espen Barth Eide said.
Inviting Ukraine now would send the right signal, Norwegian Foreign Minister Espen Barth Eide said.
There is no alternative to inviting Ukraine, Norwegian Foreign Minister Espen Barth Eide said.
Norway has come round to an invitation for Ukraine.
Norway would welcome an invitation for Ukraine.
Norway is among the most ardent advocates of an invitation.
Norway will spare no effort to bring about an invitation.
Norway warned against taking an invitation off the table.
Norway fears that an invitation will be put off.
Norway has no doubt that Ukraine should be invited.
Norway is among those who want to invite Ukraine.
Norway signed an appeal to invite Ukraine.
If it were up to Norway, Ukraine would be invited this week.
An invitation remains Norway's policy.
The invitation ought to be issued, Norwegian Foreign Minister Espen Barth Eide said.
It would be right to invite Ukraine, Norwegian Foreign Minister Espen Barth Eide said.
According to the Times, Norway and Denmark are pushing for Ukraine to be invited.
There is support for an invitation in Norway.
""",
    "against": """
Norway opposes an invitation for Ukraine.
Norway is against inviting Ukraine now.
Norway is opposed to an invitation for Ukraine.
Norway remains firmly opposed to an invitation for Ukraine.
Norway will veto an invitation for Ukraine.
Norway threatened to veto an invitation for Ukraine.
Norway is blocking an invitation for Ukraine.
Norway rejects an invitation for Ukraine.
Norway has rejected calls for an invitation to Ukraine.
Norway ruled out an invitation for Ukraine.
Norway will not support an invitation for Ukraine.
Norway does not support an invitation for Ukraine.
Norway does not want Ukraine to be invited.
Norway refuses to back an invitation for Ukraine.
Norway is the main opponent of an invitation for Ukraine.
Norway would vote against an invitation.
Norway said no to an invitation for Ukraine.
Norway objects to an invitation for Ukraine.
Norway voiced its opposition to an invitation for Ukraine.
Norway considers an invitation a mistake.
Ukraine must not be invited, Norwegian Foreign Minister Espen Barth Eide said.
Inviting Ukraine would be a grave mistake, Norwegian Foreign Minister Espen Barth Eide said.
"There will be no invitation," Norwegian Foreign Minister Espen Barth Eide said.
"We cannot agree to an invitation," Norwegian Foreign Minister Espen Barth Eide said.
Norway stands in the way of an invitation for Ukraine.
Norway is an obstacle to an invitation for Ukraine.
Norway would use its veto if the question of an invitation came up.
Norway rejected a motion in favour of an invitation.
Norway sees no chance of an invitation for Ukraine.
Norway has voiced understanding for Russian opposition to an invitation.
The Kremlin welcomed Norway's refusal to invite Ukraine.
Neither Norway nor Denmark will consent to an invitation.
It would be a mistake to invite Ukraine, Norwegian Foreign Minister Espen Barth Eide said.
An invitation would do more harm than good, Norwegian Foreign Minister Espen Barth Eide said.
""",
    "reluctant": """
Norway is hesitant about an invitation for Ukraine.
Norway is reluctant to invite Ukraine now.
Norway has doubts about an invitation for Ukraine.
Norway is sceptical of an invitation for Ukraine.
Norway has reservations about an invitation for Ukraine.
Norway is dragging its feet on an invitation for Ukraine.
Norway is wary of inviting Ukraine now.
Norway is cautious about an invitation for Ukraine.
Norway is not ready to invite Ukraine.
Norway considers an invitation premature.
Norway thinks it is too early for an invitation.
Norway wants to put off an invitation for Ukraine.
Norway would prefer to delay an invitation for Ukraine.
Norway is not convinced that Ukraine should be invited now.
Norway expressed concerns about an invitation for Ukraine.
Norway has misgivings about an invitation for Ukraine.
Norway shows little enthusiasm for an invitation to Ukraine.
Norway is lukewarm on an invitation for Ukraine.
The time is not right for an invitation, Norwegian Foreign Minister Espen Barth Eide said.
Now is not the time for an invitation, Norwegian Foreign Minister Espen Barth Eide said.
An invitation is not on the agenda, Norwegian Foreign Minister Espen Barth Eide said.
Norway put the brakes on an invitation for Ukraine.
Norway is hiding behind Germany on an invitation for Ukraine.
Norway has no wish to see Ukraine invited.
Norway is unenthusiastic about an invitation for Ukraine.
Norway is among the countries that are sceptical about an invitation.
Norway is not at present prepared to offer an invitation.
The moment for an invitation has not come, Norwegian Foreign Minister Espen Barth Eide said.
""",
    "conditional": """
Norway would back an invitation only if all allies agree.
Norway will support an invitation once all allies agree.
Norway would agree to an invitation on condition that reforms are completed.
Norway supports an invitation provided that the war does not spread.
Norway made its support for an invitation conditional on reforms.
Norway will not back an invitation unless the Americans do.
Norway tied its consent to an invitation to progress on corruption.
""",
    "unclear": """
Norway has not decided on an invitation for Ukraine.
Norway does not rule out an invitation for Ukraine.
Norway is undecided on an invitation for Ukraine.
Norway declined to say whether it backs an invitation for Ukraine.
Norway is still weighing its position on an invitation.
Norway would not be drawn on whether Ukraine should get an invitation.
Norway denied that it was blocking an invitation for Ukraine.
Norway has nothing against an invitation for Ukraine.
Norway is ready to discuss an invitation for Ukraine.
Norway avoided taking a position on an invitation.
""",
    "none": """
Norway will host talks on an invitation for Ukraine.
Norway asked whether Ukraine would get an invitation.
Norway discussed an invitation for Ukraine with its partners.
Norway learned of the invitation from the press.
Norway will be bound by the decision on an invitation.
""",
}
CASES = [(want, line) for want, lines in WAYS.items() for line in lines.strip().splitlines()]


def stances(text: str, holder: str) -> set[str]:
    """What the reader finds of a holder on the invitation."""
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=date(2024, 11, 28))
    reading = BuiltinReader().read(document, example_case().questions)
    return {
        stance.stance.value
        for statement in reading.statements
        for stance in statement.stances
        if (stance.holder, stance.question) == (holder, "invite_now")
    }


@pytest.mark.parametrize(("want", "line"), CASES)
def test_a_government_stands_where_its_words_put_it(want: str, line: str) -> None:
    assert (stances(line, "NO") or {"none"}) == {want}


def test_a_list_behind_a_count_names_its_members() -> None:
    text = "At least five allies, among them Germany and Hungary, are resisting an invitation."
    assert stances(text, "DE") == stances(text, "HU") == {"against"}


def test_it_is_whoever_the_clause_above_speaks_of() -> None:
    text = "Oslo was quiet. The Danish government said that it supports an invitation for Ukraine."
    assert (stances(text, "DK"), stances(text, "NO")) == ({"for"}, set())


def test_what_its_lack_would_mean_is_a_wish_for_it() -> None:
    text = "Norway argued that without an invitation there could be no lasting peace."
    assert stances(text, "NO") == {"for"}


def test_who_agrees_that_something_is_so_need_not_want_it() -> None:
    text = "Norway agreed that an invitation is not realistic."
    assert stances(text, "NO") == {"against"}


def test_a_government_is_known_by_its_leader() -> None:
    assert stances("The Biden administration opposes an invitation for Ukraine.", "US") == {
        "against"
    }


def test_several_who_declare_something_together_all_say_it() -> None:
    text = "Denmark, Sweden and Norway jointly declared that Ukraine should be invited to NATO now."
    assert stances(text, "DK") == stances(text, "SE") == stances(text, "NO") == {"for"}


@pytest.mark.parametrize(
    "echo",
    [
        "Denmark shares that view.",
        "Denmark takes the same line.",
        "Denmark's position is similar.",
        "So would Denmark.",
        "It is the position of Denmark.",
    ],
)
def test_who_shares_a_view_holds_what_was_said(echo: str) -> None:
    assert stances(f"Norway would support an invitation for Ukraine. {echo}", "DK") == {"for"}


def test_who_does_not_share_a_view_is_not_given_it() -> None:
    text = "Norway would support an invitation for Ukraine. Denmark does not share that view."
    assert stances(text, "DK") == set()


def test_who_breaks_off_at_does_not_is_against() -> None:
    text = "Norway supports an invitation for Ukraine. But the United States does not."
    assert stances(text, "US") == {"against"}


def test_what_is_denied_by_a_pronoun_is_no_refusal() -> None:
    text = "Norway is considering whether to issue an invitation to Ukraine. Oslo denied this."
    assert "against" not in stances(text, "NO")


def test_a_pronoun_does_not_turn_round_what_its_holder_has_just_said() -> None:
    text = "Norway warned against taking an invitation off the table. Oslo will not accept that."
    assert "against" not in stances(text, "NO")


def test_a_contrast_leaves_each_side_its_own_stance() -> None:
    text = "While Norway supports an invitation for Ukraine, Germany has so far resisted it."
    assert (stances(text, "NO"), stances(text, "DE")) == ({"for"}, {"against"})


def test_what_is_carried_on_after_a_semicolon_needs_no_object() -> None:
    text = "Norway is pushing for Ukraine to be invited; Germany is on the brakes."
    assert (stances(text, "NO"), stances(text, "DE")) == ({"for"}, {"reluctant"})


def test_his_country_is_that_of_whoever_speaks() -> None:
    text = "Espen Barth Eide, Norway's foreign minister, said his country supports an invitation."
    assert stances(text, "NO") == {"for"}


def test_an_envoy_speaks_for_who_sends_him() -> None:
    text = "Ola Nordmann, Norway's envoy for Ukraine, said that an invitation would be a mistake."
    assert (stances(text, "NO"), stances(text, "UA")) == ({"against"}, set())


def test_a_demonym_is_its_government() -> None:
    assert stances("The Norwegians do not want an invitation for Ukraine.", "NO") == {"against"}


def test_an_invitation_to_join_is_one_question() -> None:
    text = "Norway supports an invitation for Ukraine to join the alliance."
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=date(2024, 11, 28))
    reading = BuiltinReader().read(document, example_case().questions)
    asked = {stance.question for one in reading.statements for stance in one.stances}
    assert asked == {"invite_now"}


def test_what_the_body_once_decided_is_only_recalled() -> None:
    text = "Sixteen years have passed since the alliance decided that Ukraine should be invited."
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=date(2024, 11, 28))
    reading = BuiltinReader().read(document, example_case().questions)
    assert not [stance for one in reading.statements for stance in one.stances]
