"""What the built-in reader finds in sentences of our own."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.cases import example_case
from placet.reading.reader import BuiltinReader
from placet.words import Directness, Document, Reading, Span

DAY = date(2024, 11, 29)


@lru_cache(maxsize=256)
def read(text: str, published: date | None = DAY) -> Reading:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=published)
    return BuiltinReader().read(document, example_case().questions)


def stances(text: str) -> set[tuple[str, str, str | None]]:
    return {
        (stance.question, stance.stance.value, stance.holder)
        for statement in read(text).statements
        for stance in statement.stances
    }


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Olaf Scholz said that the talks would take time.",
            "Olaf Scholz",
            "that the talks would take time",
        ),
        ("“We shall see,” said Radosław Sikorski.", "Radosław Sikorski", "We shall see"),
        (
            "According to Mark Rutte, the ministers meet next week.",
            "Mark Rutte",
            "the ministers meet next week",
        ),
    ],
)
def test_source_and_content_are_found(text: str, speaker: str, content: str) -> None:
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.name == speaker
    assert content in statement.content[0].text


def test_a_pronoun_is_the_person_named_before() -> None:
    text = "Jens Stoltenberg arrived on Monday. He said that the door stays open."
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.name == "Jens Stoltenberg"


def test_an_office_is_its_holder_on_the_day() -> None:
    text = "The German chancellor said that the talks would take time."
    then = read(text).statements[0].speaker
    earlier = read(text, date(2020, 1, 15)).statements[0].speaker
    assert then is not None
    assert earlier is not None
    assert (then.name, earlier.name) == ("Olaf Scholz", "Angela Merkel")


def test_support_some_day_is_no_support_for_an_invitation_now() -> None:
    found = stances("Edgars Rinkēvičs said that Latvia supports Ukraine's membership of NATO.")
    assert ("membership_in_principle", "for", "LV") in found
    assert not any(question == "invite_now" for question, _, _ in found)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Viktor Orbán said that Hungary opposes an invitation to Ukraine.", ("against", "HU")),
        ("Petr Pavel said that Czechia supports an invitation to Ukraine.", ("for", "CZ")),
    ],
)
def test_a_stance_goes_to_who_holds_it(text: str, stance: tuple[str, str]) -> None:
    assert ("invite_now", *stance) in stances(text)


def test_the_holder_need_not_be_the_speaker() -> None:
    found = stances("Mark Rutte said that Hungary opposes an invitation to Ukraine.")
    assert ("invite_now", "against", "HU") in found
    assert not any(holder == "NL" for _, _, holder in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mark Rutte said that Slovakia supports the invitation to the summit in Washington.",
        "Petr Pavel said that Czechia supports Ukraine's accession to the European Union.",
        "Petr Fiala said that the weather in Prague was fine.",
    ],
)
def test_a_neighbouring_question_is_not_this_one(text: str) -> None:
    assert not stances(text)


def test_what_is_said_of_the_body_is_no_member_s() -> None:
    found = stances("NATO diplomats said that there is no consensus on an invitation to Ukraine.")
    assert {holder for _, _, holder in found} == {None}


def test_channel_and_who_reports_it_are_kept() -> None:
    text = "In a letter seen by Reuters, Andrii Sybiha asked NATO for an invitation to Ukraine."
    statement = read(text).statements[0]
    assert (statement.channel, statement.via) == ("letter", "Reuters")


def test_a_relative_date_counts_from_the_text_s_own_or_stays_open() -> None:
    text = "The ministers will hold a meeting in Brussels next week."
    (dated,) = (f for f in read(text).facts if f.kind == "meeting")
    (undated,) = (f for f in read(text, None).facts if f.kind == "meeting")
    assert dated.value == "2024-12-02/2024-12-08"
    assert "stays open" in undated.note


@pytest.mark.parametrize("text", ["", " \n\n ", "!!!", "\u202e\x00", "a" * 5000])
def test_odd_texts_say_nothing(text: str) -> None:
    assert read(text).statements == ()


PARTS = (
    "Olaf Scholz said that Germany rejects an invitation to Ukraine.",
    "“No date,” the minister added.",
    "\r\n\r\n",
    "🙂 “Ukraine’s future is in NATO”, wrote Alar Karis – twice.",
    "Café owners\tsaw\u00a0nothing.",
    "According to officials, consensus is required.",
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_every_span_is_the_characters_it_points_at(parts: list[str]) -> None:
    text = " ".join(parts)
    reading = read(text)
    spans: list[Span | None] = [fact.span for fact in reading.facts]
    for statement in reading.statements:
        spans += [statement.source, statement.cue, *statement.content]
        spans += [condition.span for condition in statement.conditions]
    assert all(text[span.start : span.end] == span.text for span in spans if span)
    assert BuiltinReader().read(reading.document, example_case().questions) == reading


def test_an_outlet_that_ends_a_sentence_is_named_without_its_full_stop() -> None:
    (statement,) = read("Latvia backs an invitation, two officials told Politico.").statements
    assert statement.via == "Politico"


def test_a_letter_speaks_for_whoever_sent_it_and_its_channel_is_inherited() -> None:
    text = (
        "Ukraine's foreign minister, Andrii Sybiha, has appealed to the allies. In the letter, "
        "seen by Reuters, he urged them to issue an invitation. Nothing else would convince "
        'Moscow, he argued. "We believe that the invitation should be extended now," '
        "the letter said."
    )
    document = Document(id="l" * 64, text=text, published=date(2024, 11, 29))
    found = BuiltinReader().read(document, example_case().questions).statements
    letter = [one for one in found if one.channel == "letter"]
    assert len(letter) >= 3
    said = next(one for one in letter if one.speaker and one.speaker.name == "the letter")
    assert said.speaker is not None
    assert said.speaker.country == "UA"
    assert [(s.holder, s.directness) for s in said.stances] == [("UA", Directness.DOCUMENT)]


def test_a_letter_that_nobody_sent_speaks_for_nobody() -> None:
    text = "The invitation should be extended now, a letter said."
    document = Document(id="m" * 64, text=text, published=date(2024, 11, 29))
    for one in BuiltinReader().read(document, example_case().questions).statements:
        assert not (one.speaker and one.speaker.country)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("“The talks are not over,” said Radosław Sikorski.", True),
        ('"We do not see an end of the talks," said Olaf Scholz.', True),
        ("“The talks are over,” said Radosław Sikorski.", False),
        ("Olaf Scholz said that the talks were not over.", True),
        ("Olaf Scholz did not say that the talks were over.", True),
        ("Olaf Scholz said that the talks were over.", False),
    ],
)
def test_what_is_denied_is_marked_whether_quoted_or_not(text: str, negated: bool) -> None:
    (statement,) = read(text).statements
    assert statement.negated is negated
