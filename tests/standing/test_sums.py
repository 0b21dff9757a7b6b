"""Sums by day give the same standings as the statements one by one."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from placet.ledger.evidence import LISTED, Positions
from placet.rules import weighted
from placet.standing import MemberStanding, Reset, smoothed, standings
from placet.standing.collective import report, standing_reports, tilts
from placet.standing.filtering import Event
from placet.standing.parameters import LEVELS, parameters
from placet.standing.telling import known, signal, telling
from placet.words import Directness, HolderKind, Position, Question, Stance

START = date(2022, 11, 20)
SPAN = 60
MEMBERS = ["IS", "PT", "NO"]
QUESTIONS = [
    Question(id="q", text="?", body="nato", matter="c", refused_with=("r",), granted_with=("s",)),
    Question(id="r", text="?", body="nato", matter="c", granted_with=("q",)),
]
RULE = weighted(3, dict.fromkeys(MEMBERS, 1))
FAST = settings(
    max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def position(
    day: int = 0, delay: int = 0, holder: str = "IS", confidence: float = 0.8, **fields: object
) -> Position:
    said = START + timedelta(day)
    kinds = {"body": HolderKind.BODY, "unnamed": HolderKind.UNNAMED}
    plain: dict[str, object] = {
        "id": "",
        "question": "q",
        "stance": Stance.FOR,
        "directness": Directness.ON_RECORD,
        "entered_by": "table of ours",
    }
    return Position(
        holder=None if holder in kinds else holder,
        holder_kind=kinds.get(holder, HolderKind.COUNTRY),
        said=said,
        published=said + timedelta(delay),
        confidence=confidence,
        **(plain | fields),  # type: ignore[arg-type]
    )


POSITION = st.builds(
    position,
    id=st.integers(0, 10**9).map(str),
    day=st.integers(0, SPAN),
    delay=st.sampled_from([0, 0, 0, 3, 20]),
    holder=st.sampled_from([*MEMBERS, "UA", "body", "unnamed"]),
    confidence=st.sampled_from([0.0, 0.4, 0.8, 1.0]),
    question=st.sampled_from(["q", "q", "r", "s"]),
    stance=st.sampled_from(Stance),
    directness=st.sampled_from(Directness),
    speaker=st.sampled_from(["", "Ann (minister)", "Ann", "Bob"]),
    summary=st.sampled_from(["", "At least two members."]),
    source=st.sampled_from(["a", "b"]),
    entered_by=st.sampled_from(["table of ours", "coder:ann", "coder:bob"]),
)
POSITIONS = st.lists(POSITION, max_size=14, unique_by=lambda p: p.id)
RESETS = st.dictionaries(
    st.sampled_from(MEMBERS),
    st.lists(
        st.builds(
            Reset, st.sampled_from([-700, -9, 0, 20, SPAN]).map(lambda d: START + timedelta(d))
        ),
        max_size=2,
        unique_by=lambda reset: reset.day,
    ),
)


def one_by_one(
    heard: Sequence[Position],
    on: date,
    question: Question,
    resets: Mapping[str, Sequence[Reset]],
    until: date,
) -> dict[str, tuple[list[Position], tuple[float, ...]]]:
    """By definition: what tells of each member, and its levels from one statement after another."""
    params = parameters()
    heard = [p for p in heard if known(p, until)]
    told = {
        code: telling([p for p in heard if p.holder == code], question) for code in {*MEMBERS, "UA"}
    }
    own: dict[str, list[Event]] = defaultdict(list)
    for code, statements in told.items():
        own[code] += [signal(p, question, params) for p in statements]
        own[code] += [change for change in resets.get(code, ()) if change.day <= until]
    of_body = [report(p, question, params) for p in heard if p.holder is None]
    shared = tilts(standing_reports(one for one in of_body if one), lambda _: RULE, own, params)
    return {
        code: (told[code], smoothed([*own[code], *shared.get(code, ())], on, until, params))
        for code in MEMBERS
    }


def same(
    rows: Sequence[MemberStanding],
    expected: dict[str, tuple[list[Position], tuple[float, ...]]],
    on: date,
) -> None:
    for row in rows:
        told, levels = expected[row.country]
        assert tuple(row.probabilities[level] for level in LEVELS) == pytest.approx(
            levels, abs=1e-9
        )
        assert [p.id for p in row.evidence] == [p.id for p in told]
        assert row.heard == {s: n for s in Stance if (n := sum(p.stance is s for p in told))}
        assert row.evidence_count == len(told)
        assert row.spoken == any(p.stance is not Stance.UNCLEAR for p in told)
        assert row.since == min((p.said for p in told), default=None)
        assert row.said == max((p.said for p in told if p.said <= on), default=None)
        assert row.nearest == min(
            (p.directness for p in told), key=list(Directness).index, default=None
        )


@pytest.fixture(params=["plain floats", "arrays"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Small ledgers are filtered in plain floats, large ones in arrays: here everything is."""
    if request.param == "arrays":
        monkeypatch.setattr(sys.modules[standings.__module__], "_MUCH", 0)
    return str(request.param)


@pytest.mark.usefixtures("way")
@FAST
@given(POSITIONS, RESETS, st.integers(-3, SPAN + 30))
def test_sums_and_single_statements_give_the_same(
    positions: list[Position], resets: dict[str, list[Reset]], day: int
) -> None:
    on = START + timedelta(day)
    for question in QUESTIONS:
        rows = standings(
            Positions(positions), MEMBERS, on, question, resets=resets, rule_on=lambda _: RULE
        )
        same(rows, one_by_one(positions, on, question, resets, on), on)


@FAST
@given(POSITIONS, RESETS, st.integers(0, SPAN), st.integers(0, SPAN))
def test_so_they_do_in_hindsight(
    positions: list[Position], resets: dict[str, list[Reset]], day: int, later: int
) -> None:
    on, until = START + timedelta(day), START + timedelta(day + later)
    for question in QUESTIONS:
        rows = standings(
            Positions(positions),
            MEMBERS,
            on,
            question,
            resets=resets,
            rule_on=lambda _: RULE,
            until=until,
        )
        same(rows, one_by_one(positions, on, question, resets, until), on)


@pytest.mark.usefixtures("way")
def test_so_they_do_when_a_member_says_hundreds_of_things_a_day() -> None:
    positions = [
        position(
            number % 9,
            number % 4,
            MEMBERS[number % 3],
            (number % 11) / 10,
            id=f"{number:05}",
            speaker=f"speaker {number}",
            stance=list(Stance)[number * number % 5],
            directness=list(Directness)[number % 5],
            question="qr"[number % 7 == 0],
        )
        for number in range(3000)
    ]
    on = START + timedelta(7)
    expected = one_by_one(positions, on, QUESTIONS[0], {}, on)
    rows = standings(Positions(positions), MEMBERS, on, QUESTIONS[0])
    for row in rows:
        told, levels = expected[row.country]
        assert tuple(row.probabilities.values()) == pytest.approx(levels, abs=1e-9)
        assert row.evidence_count == len(told)
        assert 0 < len(row.evidence) <= 2 * LISTED


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("confidence", "members"), [(0.01, 3), (1.0, 3), (1.0, 2)], ids=["weak", "strong", "of two"]
)
def test_so_they_do_over_years_of_words_that_let_the_start_be_forgotten_or_not(
    confidence: float, members: int
) -> None:
    positions = [
        position(
            day,
            holder=MEMBERS[day % members],
            confidence=confidence,
            id=f"{day:05}",
            speaker=f"speaker {day}",
            stance=list(Stance)[day * day % 5],
        )
        for day in range(400)
    ]
    told = position(200, holder="body", id="b", stance=Stance.AGAINST)
    resets = {"PT": [Reset(START + timedelta(150))]}
    on = START + timedelta(410)
    expected = one_by_one([*positions, told], on, QUESTIONS[0], resets, on)
    rows = standings(
        Positions([*positions, told]),
        MEMBERS,
        on,
        QUESTIONS[0],
        resets=resets,
        rule_on=lambda _: RULE,
    )
    for row in rows:
        assert tuple(row.probabilities.values()) == pytest.approx(
            expected[row.country][1], abs=1e-9
        )


def test_nothing_heard_leaves_all_at_the_prior() -> None:
    (row,) = standings(Positions([]), ["IS"], START, QUESTIONS[0])
    assert tuple(row.probabilities.values()) == pytest.approx(parameters().prior)
    assert (row.standing, row.said, row.evidence_count) == ("unknown", None, 0)


def test_of_much_that_was_heard_the_newest_is_listed_and_all_of_it_counts() -> None:
    positions = [position(day, id=f"{day:05}", speaker=f"speaker {day}") for day in range(SPAN)]
    (row,) = standings(Positions(positions), ["IS"], START + timedelta(SPAN), QUESTIONS[0])
    assert [p.id for p in row.evidence] == [f"{SPAN - 1 - n:05}" for n in range(LISTED)]
    assert row.evidence_count == SPAN
    assert (row.since, row.said) == (START, START + timedelta(SPAN - 1))
