"""What the brief works out: who asks, what counts as what, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.util import find_spec

import pytest

from placet.brief import Brief, brief, render
from placet.errors import UsageError
from placet.words import Fact, Span


def lines(found: tuple[object, ...]) -> list[str]:
    return [line.text for line in found]  # type: ignore[attr-defined]


def test_the_applicant_asks_and_its_wish_is_a_term_and_no_vote(pole: Brief) -> None:
    assert lines(pole.asked) == [
        "By Nemo, minister, Atlantis (letter, via the Gull)",
        "Term asked for: “must be heated”",
    ]
    assert [line.refs for line in pole.asked] == [("1", "2"), ("2",)]
    assert pole.said[0].counts_as == ("petition of Atlantis, no vote: for (pole)",)
    assert "a term asked for" in pole.said[1].counts_as


def test_a_members_word_is_a_position_and_a_report_about_the_body_names_nobody(
    pole: Brief,
) -> None:
    assert pole.said[2].counts_as == ("position of Iceland: against (pole)",)
    assert pole.said[3].counts_as == ("report that the body does not agree; names no member",)


def test_nobody_asks_where_nothing_says_so(empty: Brief) -> None:
    assert lines(empty.asked) == ["By whom is not told by anything read here."]
    assert lines(empty.stage) == ["Not told by anything read here."]


def test_what_is_not_known_is_named(pole: Brief) -> None:
    told = "\n".join(lines(pole.not_known))
    assert "Unknown: 28 of 32 members" in told
    assert "Rests on a single piece of evidence: Luxembourg, Norway and Portugal." in told
    assert "Last heard over 180 days ago: Luxembourg and Türkiye." in told
    assert "No date in: Tea at the North Pole." in told
    assert "Speakers who are not named:" in told


def test_the_texts_rule_stands_beside_the_bodys(pole: Brief) -> None:
    assert lines(pole.rule_told) == [
        "The texts count 32 members, as the body has.",
        "As the texts have it: unanimity.",
    ]


def test_a_text_that_counts_otherwise_is_contradicted(pole: Brief) -> None:
    wrong = Fact(kind="member-count", value=30, span=Span(0, 3, "Tea"))
    again = brief(pole.counts, [replace(pole.readings[0], facts=(wrong,))], title="t")
    assert lines(again.rule_told) == ["The texts count 30 members, but the body has 32."]


def test_the_next_meeting_is_the_first_that_is_not_over(pole: Brief) -> None:
    assert pole.next_meeting
    assert pole.next_meeting.date == date(2024, 12, 24)


def test_sources_are_counted_once(pole: Brief) -> None:
    """The document, and the Gull's page, whichever position it carries; one position has none."""
    assert pole.sources == 2


def test_the_fingerprint_follows_what_the_brief_was_made_from(pole: Brief) -> None:
    same = brief(pole.counts, pole.readings, title="another title")
    other = brief(pole.counts[:1], pole.readings, title=pole.title)
    assert same.fingerprint == pole.fingerprint != other.fingerprint


def test_a_brief_without_a_question_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one question"):
        brief([], [], title="nothing")


@pytest.mark.skipif(find_spec("weasyprint") is not None, reason="WeasyPrint is installed")
def test_pdf_says_what_it_needs(pole: Brief) -> None:
    with pytest.raises(UsageError, match=r"WeasyPrint(?s:.*)mend: install it with") as caught:
        render(pole, "pdf")
    assert caught.value.exit_code == 2


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint is not installed")
def test_pdf_is_the_page_in_print(pole: Brief) -> None:
    assert bytes(render(pole, "pdf"))[:5] == b"%PDF-"  # type: ignore[arg-type]
