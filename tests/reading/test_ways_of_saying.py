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
