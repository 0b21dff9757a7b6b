"""One statement told by many is one event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.cases import example_case
from placet.ledger import Ledger, open_ledger
from placet.ledger.events import events, known_from, once
from placet.ledger.sums import added_up
from placet.ledger.wording import NEGATORS, alike, is_person, voice
from placet.reading.reader import BuiltinReader
from placet.words import Directness, Document, HolderKind, Position, Stance

DAY = date(2024, 11, 26)
WORDS = ["Spain is against it.", "It is Spain that is against it.", "Madrid refuses outright.", ""]


def position(number: int = 0, day: int = 0, delay: int = 0, **fields: object) -> Position:
    plain: dict[str, object] = {"stance": Stance.AGAINST, "summary": "", "speaker": ""}
    return Position(
        id=f"{number:03}",
        question="q",
        holder="ES",
        holder_kind=HolderKind.COUNTRY,
        confidence=0.8,
        directness=Directness.THIRD_PARTY,
        said=DAY + timedelta(day),
        published=DAY + timedelta(day + delay),
        source=f"source {number}",
        **(plain | fields),  # type: ignore[arg-type]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def take_in(ledger: Ledger, text: str, day: date) -> None:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=day, origin=name[:6])
    ledger.add_reading(BuiltinReader().read(document, [example_case().question()]))


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelensky", "Zelenskyy (President)", "V. Zelenskiy"),
        ("Viktor Orbán", "Orban (prime minister)"),
        ("Jonas Gahr Støre", "Gahr Store"),
        ("Ursula von der Leyen", "von der Leyen (president)", "Leyen"),
        ("Ahmed al-Sharaa", "Ahmed Al Sharaa", "Al-Sharaa"),
        ("Robert Fico Jr.", "Robert Fico, Sr", "Robert Fico III", "Fico"),
    ],
)
def test_a_name_is_one_voice_however_it_is_spelt(names: tuple[str, ...]) -> None:
    assert len({voice(name, "") for name in names}) == 1


def test_a_description_is_no_name_and_a_country_no_person() -> None:
    assert is_person("Ann Ek (minister)")
    assert not is_person("two NATO diplomats")
    assert not is_person("Estonia")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Ursula von der Leyen",
            "Jean van der Berg",
            "Jaap de Hoop Scheffer",
            "Geert van den Brink",
        ),
        *("Luigi di Maio", "António da Costa", "Miguel de la Madrid", "Ahmed al-Sharaa"),
        *("Mohammed bin Salman", "Mohammed bin Rashid Al Maktoum", "Robert Fico Jr."),
    ],
)
def test_particles_and_what_follows_a_name_leave_it_a_persons(name: str) -> None:
    assert is_person(name)


def test_a_particle_alone_makes_no_name() -> None:
    assert not is_person("von der")
    assert not is_person("sources in la Moncloa")


@pytest.mark.parametrize(
    "noun",
    [
        *("Ministry", "Office", "Government", "Chancellery", "Parliament"),
        *("Administration", "Council", "Agency", "Party"),
    ],
)
def test_an_institution_is_no_person_and_has_a_voice_of_its_own(noun: str) -> None:
    assert not is_person(f"Foreign {noun}")
    assert voice(f"Foreign {noun}", "") != voice(f"Defence {noun}", "")
    assert voice(f"Foreign {noun}", "") == voice(f"the foreign {noun.lower()}", "")


def test_the_same_words_are_alike_in_any_order() -> None:
    assert alike("Spain is against it.", "It is Spain that is against it.")


@pytest.mark.parametrize("negator", sorted(NEGATORS))
def test_what_is_denied_is_not_like_what_is_affirmed(negator: str) -> None:
    space = "" if negator == "n't" else " "
    denied = f"Turkey would{space}{negator} ratify the accession of Ukraine."
    assert not alike("Turkey would ratify the accession of Ukraine.", denied)
    assert alike(denied, f"As for Ukraine: {denied}")


@pytest.mark.parametrize("negator", sorted(NEGATORS - {"n't"}))
def test_what_is_denied_with_another_word_is_denied_alike(negator: str) -> None:
    denied = f"Turkey would {negator} ratify the accession of Ukraine."
    assert alike(denied, "Turkey wouldn't ratify the accession of Ukraine.")
    assert alike(denied, "Turkey would not, never ratify the accession of Ukraine.")


def test_a_copy_of_the_day_after_is_no_new_statement(ledger: Ledger) -> None:
    take_in(ledger, "Germany opposes an invitation to Ukraine, two diplomats said.", DAY)
    take_in(
        ledger,
        "Two diplomats said that Germany opposes an invitation to Ukraine.",
        DAY + timedelta(1),
    )
    (kept,) = once(ledger.positions())
    assert kept.said == DAY
    assert len(kept.links) == 1


@pytest.mark.parametrize(
    ("decision", "changes"), [("rejected", {}), ("corrected", {"stance": Stance.FOR})]
)
def test_a_report_rejected_or_corrected_to_another_stance_dates_no_copy(
    ledger: Ledger, decision: str, changes: dict[str, Stance]
) -> None:
    take_in(ledger, "Germany opposes an invitation to Ukraine, two diplomats said.", DAY)
    (first,) = ledger.positions()
    ledger.review(first.id, decision, by="Ann", **changes)
    copy = "Two diplomats said that Germany opposes an invitation to Ukraine."
    take_in(ledger, copy, DAY + timedelta(1))
    (kept,) = (p for p in ledger.positions() if p.stance is Stance.AGAINST)
    assert kept.said == DAY + timedelta(1)


def copies(ledger: Ledger, days: int = 2) -> str:
    """Take in a report and its copies of the days after; the id of the first."""
    take_in(ledger, "Germany opposes an invitation to Ukraine, two diplomats said.", DAY)
    (first,) = ledger.positions()
    for day in range(1, days + 1):
        text = f"Two diplomats said that Germany opposes an invitation to Ukraine. {day}."
        take_in(ledger, text, DAY + timedelta(day))
    assert {p.said for p in ledger.positions()} == {DAY}
    return first.id


@pytest.mark.parametrize(
    ("decision", "changes"),
    [
        ("rejected", {}),
        ("corrected", {"stance": Stance.FOR}),
        ("corrected", {"holder": "AT"}),
    ],
)
def test_copies_of_what_is_rejected_or_corrected_later_count_on_their_own(
    ledger: Ledger, decision: str, changes: dict[str, Any]
) -> None:
    """The first of them now dates the other, as if the original had never been there."""
    ledger.review(copies(ledger), decision, by="Ann", **changes)
    left = [p for p in ledger.positions() if p.stance is Stance.AGAINST and p.holder == "DE"]
    assert [p.said for p in left] == [DAY + timedelta(1)] * 2
    assert {p.id for p in left} <= {p.id for p in ledger.pending()}
    (kept,) = once(left)
    assert kept.published == DAY + timedelta(1)
    heard = ledger.heard([example_case().question().id], DAY + timedelta(5))
    assert heard.sums == added_up(ledger.positions())


def test_a_report_accepted_after_all_dates_its_copies_again(ledger: Ledger) -> None:
    first = copies(ledger)
    before = {p.id for p in ledger.positions()}
    for decision in ("rejected", "accepted", "rejected", "accepted"):
        ledger.review(first, decision, by="Ann")
    assert {p.id for p in ledger.positions()} == before


def test_a_copy_on_which_a_person_has_decided_keeps_its_day(ledger: Ledger) -> None:
    first = copies(ledger, days=1)
    (copy,) = (p for p in ledger.positions() if p.id != first)
    ledger.review(copy.id, "accepted", by="Bob")
    ledger.review(first, "rejected", by="Ann")
    assert [(p.id, p.said) for p in ledger.positions()] == [(copy.id, DAY)]


def test_what_tells_its_day_keeps_it_when_another_report_is_rejected(ledger: Ledger) -> None:
    take_in(ledger, "Germany opposes an invitation to Ukraine, two diplomats said.", DAY)
    (first,) = ledger.positions()
    told = "Two diplomats said on Tuesday that Germany opposes an invitation to Ukraine."
    take_in(ledger, told, DAY + timedelta(1))
    ledger.review(first.id, "rejected", by="Ann")
    assert [p.said for p in ledger.positions()] == [DAY]


def test_a_newer_reading_takes_the_place_of_a_copy_dated_anew(ledger: Ledger) -> None:
    ledger.review(copies(ledger, days=1), "rejected", by="Ann")
    (old,) = ledger.readings()[1:]
    ledger.add_reading(replace(old, reader="builtin 99", statements=()))
    assert ledger.positions() == ()


def test_whom_a_report_dates_others_retell_in_their_own_words(ledger: Ledger) -> None:
    take_in(
        ledger,
        "Slovak Prime Minister Robert Fico said on Tuesday that Slovakia opposes an invitation to "
        "Ukraine.",
        DAY + timedelta(1),
    )
    take_in(ledger, "Slovakia is against inviting Kyiv, Robert Fico said.", DAY + timedelta(2))
    assert len(once(ledger.positions())) == 1


def test_a_statement_made_again_a_week_later_is_another_one(ledger: Ledger) -> None:
    take_in(ledger, "Germany opposes an invitation to Ukraine, Olaf Scholz said.", DAY)
    later = DAY + timedelta(7)
    take_in(ledger, "Germany opposes an invitation to Ukraine, Olaf Scholz said again.", later)
    assert len(once(ledger.positions())) == 2


@pytest.mark.parametrize(
    "named", [("Ann Ek", "Bo Li"), ("Ursula von der Leyen", "Jean van der Berg")]
)
def test_two_people_who_say_the_same_have_each_said_it(named: tuple[str, str]) -> None:
    both = [position(n, summary=WORDS[0], speaker=who) for n, who in enumerate(named)]
    assert len(events(both)) == 2


REPORTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from(WORDS),
        st.sampled_from(["", "Ann Ek"]),
    ),
    max_size=12,
)


@given(REPORTS, st.integers(0, 5))
def test_what_is_learnt_later_never_regroups_what_was_known(
    drawn: list[tuple[int, int, str, str]], until: int
) -> None:
    heard = [
        position(number, day, delay, summary=words, speaker=speaker)
        for number, (day, delay, words, speaker) in enumerate(drawn)
    ]
    by = DAY + timedelta(until)
    then = events(p for p in heard if known_from(p) <= by)
    now = [[p for p in event if known_from(p) <= by] for event in events(heard)]
    assert sorted(map(ids, then)) == sorted(ids(event) for event in now if event)
    assert sum(map(len, events(heard))) == len(heard)


def ids(event: list[Position]) -> list[str]:
    return sorted(p.id for p in event)
