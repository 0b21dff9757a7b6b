"""What turns a stance: exclusion, relative clauses, demands, terms, questions and lists of phrases.

All sentences are made up; so are the positions in them.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from rules_alone import rules_alone

from placet.cases import example_case
from placet.reading.stance.lexicon import stance_words
from placet.reading.syntax.parse import parse, syntax
from placet.reading.syntax.patterns import forms, mentioned
from placet.words import Document, Stance

EIDE = "Norwegian Foreign Minister Espen Barth Eide said"


def stances(text: str) -> set[str]:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=date(2024, 11, 28))
    reading = rules_alone().read(document, example_case().questions)
    return {
        stance.stance.value
        for one in reading.statements
        for stance in one.stances
        if stance.holder == "NO"
    }


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"Keeping Ukraine out of NATO would be a historic error, {EIDE}.", "for"),
        ("Norway wants to keep Ukraine out of NATO.", "against"),
        ("Norway is fine with Ukraine staying outside NATO.", "against"),
    ],
)
def test_what_is_said_of_staying_outside_is_turned_round(text: str, stance: str) -> None:
    assert stances(text) == {stance}


def test_what_is_demanded_in_the_subjunctive_is_wanted() -> None:
    assert stances("Norway recommended that Ukraine be invited.") == {"for"}


@pytest.mark.parametrize("ready", ["prepared", "ready", "willing"])
def test_who_is_not_ready_to_recommend_it_is_reluctant(ready: str) -> None:
    assert stances(f"Norway is not {ready} to recommend an invitation.") == {"reluctant"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway makes an invitation dependent on reforms.",
        "Norway says that an invitation hinges on reforms.",
        "Norway attaches conditions to an invitation.",
    ],
)
def test_what_waits_for_something_is_conditional(text: str) -> None:
    assert stances(text) == {"conditional"}


def test_to_refuse_it_while_a_war_lasts_is_to_set_a_term() -> None:
    assert stances(f"A country at war cannot join, {EIDE}.") == {"conditional"}


def test_a_question_is_no_stance() -> None:
    assert stances("Norway held talks in Oslo. Should an invitation be sent at once?") == set()


def test_who_has_always_been_for_it_is_for_it() -> None:
    assert stances("Norway has always been for Ukraine's accession.") == {"for"}


def test_what_was_never_promised_was_not_refused() -> None:
    assert "against" not in stances("Norway never promised Ukraine an invitation.")


@pytest.mark.parametrize("words", ["took cover behind", "takes cover behind", "taking cover"])
def test_a_phrase_stands_for_every_form_of_its_words(words: str) -> None:
    parsed = syntax(parse(f"Norway {words} Germany."))
    assert mentioned(("take cover",), forms(parsed, range(len(parsed.lower))))


def test_no_word_has_two_stances() -> None:
    table = tomllib.loads(
        (files("placet.reading") / "stance/stances.toml").read_text(encoding="utf-8")
    )
    for part in ("verbs", "nouns", "adjectives"):
        words = [w for themes in table[part].values() for t in themes.values() for w in t.split()]
        assert len(words) == len(set(words)), part


def test_words_are_looked_up_by_their_word_class() -> None:
    words = stance_words()
    assert words.of("call", "VERB") is Stance.FOR
    assert (words.of("wish", "VERB"), words.of("wish", "NOUN")) == (Stance.FOR, None)
