"""Who said or thought what, by which construction: one sentence of each way."""

from __future__ import annotations

import pytest

from placet.reading.attribution import Attribution, attributions
from placet.reading.syntax.parse import Syntax, parse, syntax

Said = tuple[str, str, str]


def said(text: str) -> list[Said]:
    """Source, cue and content of every attribution of a text; a missing source is empty."""
    lists = syntax(parse(text))
    return [_words(lists, one) for one in attributions(lists)]


def _words(lists: Syntax, one: Attribution) -> Said:
    source = lists.words(one.source.start, one.source.end) if one.source else ""
    cue = lists.words(one.cue.start, one.cue.end) if one.cue else ""
    content = " ... ".join(lists.words(part.start, part.end) for part in one.content)
    return source, cue, content


WAYS = {
    "a heading names who speaks before a colon": (
        "Rutte: Kyiv will get no invitation this year.",
        ("Rutte", ":", "Kyiv will get no invitation this year"),
    ),
    "a label names of what or to whom somebody speaks": (
        "Anna Berg on the summit: ‘We will not yield.’",
        ("Anna Berg", ":", "‘We will not yield.’"),
    ),
    "an apposition takes its closing comma with it": (
        "Anna Berg, the minister, said that the talks had failed.",
        ("Anna Berg, the minister,", "said", "that the talks had failed"),
    ),
    "a dateline is no part of who speaks": (
        "BRUSSELS (Reuters) - Anna Berg said that the talks had failed.",
        ("Anna Berg", "said", "that the talks had failed"),
    ),
    "a question put to a speaker has no source": (
        "Asked whether he would resign, the minister said that he was staying.",
        ("", "Asked", "whether he would resign"),
    ),
    "an aside with as reports the sentence around it": (
        "As the agency reported, the talks have failed.",
        ("the agency", "reported", "the talks have failed"),
    ),
    "a directive's content begins with who is told": (
        "The minister urged the allies to act.",
        ("The minister", "urged", "the allies to act"),
    ),
    "called on somebody to do something": (
        "The minister called on the allies to act.",
        ("The minister", "called on", "the allies to act"),
    ),
    "a verb with its particle": (
        "The minister laid out a plan for the summit.",
        ("The minister", "laid out", "a plan for the summit"),
    ),
    "verbs that govern the cue belong to it": (
        "The minister began to criticise the plan.",
        ("The minister", "began to criticise", "the plan"),
    ),
    "a noun tells where its verb adds little": (
        "The minister voiced concern about the delay.",
        ("The minister", "voiced concern about", "the delay"),
    ),
    "an attitude with its preposition": (
        "The minister is upbeat about the talks.",
        ("The minister", "is upbeat about", "the talks"),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_attribution_is_found(way: str) -> None:
    text, expected = WAYS[way]
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway: 12",
        "Related: The talks in Brussels have failed.",
        "The result means that the talks have failed.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert said(text) == []


def test_all_of_the_line_after_a_label_is_said_by_one() -> None:
    found = said("BERG: The talks failed. I think we should stop.\n\nThe hall was full.")
    assert found == [("BERG", ":", "The talks failed. I think we should stop")]


def test_a_participle_of_saying_adds_what_the_same_speaker_says() -> None:
    found = said("The minister argued that the plan works, adding that it is cheap.")
    assert ("The minister", "argued", "that the plan works") in found
    assert ("The minister", "adding", "that it is cheap") in found


def test_a_participle_of_an_event_stays_with_what_is_said() -> None:
    (only,) = said("The minister argued that the plan works, showing that it is cheap.")
    assert only[2] == "that the plan works, showing that it is cheap"


def test_words_quoted_after_a_mixed_quotation_are_the_same_speaker_s() -> None:
    text = "The plan is a “change agent,” Berg said. “That is what people want.”"
    assert said(text) == [
        ("Berg", "said", "The plan is a “change agent,” ... “That is what people want.”")
    ]


def test_the_passive_of_a_report_with_has_keeps_its_subject() -> None:
    text = "While NATO has reaffirmed the pledge, no date has been set."
    assert said(text) == [("NATO", "has reaffirmed", "the pledge")]
