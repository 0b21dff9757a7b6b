"""All faces of a brief say the same."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from placet.brief import Brief, phrases, render
from placet.brief.states import camps

GOLDEN = Path(__file__).parent / "golden"
TEXT_FORMS = ("terminal", "md", "html")


def words_of(brief: Brief, form: str) -> str:
    """What a reader of the form reads, on one line."""
    text = render(brief, form, width=4000)  # type: ignore[arg-type]
    assert isinstance(text, str)
    if form == "md":
        text = MarkdownIt().enable("table").render(text)
    if form != "terminal":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(text.split())


def said_by_all(brief: Brief) -> list[str]:
    main = brief.main
    return [
        brief.title,
        main.verdict,
        main.rule,
        main.rule_source,
        main.board.question.text,
        phrases.bounds(main),
        main.headline,
        *phrases.unlock(main),
        phrases.meeting(brief.next_meeting),
        brief.fingerprint,
        *(line.text for line in (*brief.asked, *brief.stage, *brief.rule_told, *brief.not_known)),
        *(phrases.names(main.board, camp.members) for camp in camps(main) if camp.members),
        *(phrases.tile(main.board, row) for row in main.board.members if row.evidence),
        *(phrases.claim(p) for row in main.board.members for p in row.evidence),
        *(phrases.heard(count) for count in brief.counts),
        *(count.verdict for count in brief.counts),
        *(part for one in brief.said for part in (one.content, *one.terms, *one.counts_as)),
        *(f"{one.kind}: {one.value}" for one in brief.told),
    ]


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_every_face_says_everything(pole: Brief, form: str) -> None:
    shown = words_of(pole, form)
    assert [words for words in said_by_all(pole) if " ".join(words.split()) not in shown] == []


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_number_in_each_state_is_the_same_on_every_face(pole: Brief, form: str) -> None:
    shown = words_of(pole, form)
    for camp in camps(pole.main):
        n, word = len(camp.members), camp.state.word
        assert re.search(rf"\b{n} {word}|\b{word}( \S+)? {n}\b|{word} .* {n} ", shown), word


def test_json_says_the_same_to_programs(pole: Brief) -> None:
    told = json.loads(str(render(pole, "json")))
    main = pole.main
    assert next(iter(told)) == "schema"
    assert told["schema"] == "placet/brief@1"
    assert told["verdict"] == main.verdict
    assert told["outcome"] == "not_carried"
    assert told["bounds"] == {
        "all_undecided_against": main.worst,
        "all_undecided_in_favour": main.best,
    }
    assert told["known"] == {camp.state.key: len(camp.members) for camp in camps(main)}
    members = {one["country"]: one for one in told["counts"][0]["members"]}
    assert {code: one["standing"] for code, one in members.items()} == {
        row.country: row.standing for row in main.board.members
    }
    assert members["LU"]["old"]
    assert not members["IS"]["old"]
    assert [one["label"] for one in told["statements"]] == [one.label for one in pole.said]
    assert [one["value"] for one in told["facts"]] == [one.fact.value for one in pole.told]


def test_every_piece_of_evidence_in_json_can_be_looked_up(pole: Brief) -> None:
    for count in json.loads(str(render(pole, "json")))["counts"]:
        known = {position["id"] for position in count["positions"]}
        named = [one for member in count["members"] for one in member["evidence"]]
        assert {*named, *count["collective"], *count["others"], *count["reported"]} == known


def test_a_brief_of_the_same_things_is_the_same_text(pole: Brief) -> None:
    for form in (*TEXT_FORMS, "json"):
        assert render(pole, form) == render(pole, form)  # type: ignore[call-overload]


@pytest.mark.parametrize(("form", "suffix"), [("terminal", "txt"), ("md", "md")])
def test_the_text_faces_are_as_agreed(
    pole: Brief, form: str, suffix: str, update_golden: bool
) -> None:
    """To agree to a change: pytest tests/brief --update-golden, and read the difference."""
    file = GOLDEN / f"pole.{suffix}"
    text = str(render(pole, form))  # type: ignore[call-overload]
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
