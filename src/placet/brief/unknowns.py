"""What is not known: said as loudly as what is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.brief.phrases import listed, names, plural, title
from placet.brief.states import OLD_DAYS, is_old
from placet.brief.view import Line, Said, Told
from placet.count.views import Board, Count
from placet.standing.member import MemberStanding
from placet.words import UNKNOWN, Directness, Reading

_THIN = {Directness.UNNAMED, Directness.THIRD_PARTY, Directness.COLLECTIVE}


def not_known(
    counts: Sequence[Count],
    readings: Sequence[Reading],
    said: Sequence[Said],
    told: Sequence[Told],
) -> tuple[Line, ...]:
    """Members not heard, thin and old evidence, undated texts, open days, unnamed speakers."""
    return (
        *_members(counts),
        *_evidence(counts[0].board),
        *_documents(readings),
        *_open_days(told),
        *_speakers(said),
    )


def _members(counts: Sequence[Count]) -> Iterable[Line]:
    """By name for the main question; for the others the board names them."""
    for count in counts:
        board = count.board
        if not count.unknown:
            continue
        total = f"{len(count.unknown)} of {plural(len(board.members), 'member')}"
        if len(count.unknown) == len(board.members):
            total += "; nobody has been heard by name"
        elif count is counts[0]:
            total += f": {names(board, count.unknown)}"
        yield Line(text=f"“{board.question.text}” Unknown: {total}.")


def _evidence(board: Board) -> Iterable[Line]:
    known = [row for row in board.members if row.standing != UNKNOWN]
    for text, rows in (
        ("Rests on a single piece of evidence", [r for r in known if r.evidence_count == 1]),
        (
            "Rests on unnamed or third parties alone",
            [r for r in known if r.nearest in _THIN],
        ),
        (f"Last heard over {OLD_DAYS} days ago", [r for r in board.members if is_old(r)]),
    ):
        if rows:
            yield Line(text=f"{text}: {names(board, _codes(rows))}.")


def _codes(rows: Iterable[MemberStanding]) -> list[str]:
    return [row.country for row in rows]


def _documents(readings: Sequence[Reading]) -> Iterable[Line]:
    undated = [
        title(reading.document) for reading in readings if reading.document.published is None
    ]
    if undated:
        yield Line(text=f"No date in: {listed(undated)}. Give it with --published.")


def _open_days(told: Sequence[Told]) -> Iterable[Line]:
    for one in told:
        if one.fact.kind == "meeting" and "stays open" in one.fact.note:
            yield Line(text=f"Day of a meeting: {one.value}", refs=(one.label,))


def _speakers(said: Sequence[Said]) -> Iterable[Line]:
    unnamed = [
        one.label
        for one in said
        if one.statement.speaker and one.statement.speaker.kind in _NAMELESS
    ]
    if unnamed:
        yield Line(text="Speakers who are not named:", refs=tuple(unnamed))
    missing = [one.label for one in said if one.statement.source and not one.statement.speaker]
    if missing:
        yield Line(text="Speakers who could not be resolved:", refs=tuple(missing))


_NAMELESS = {"unnamed", "group"}
