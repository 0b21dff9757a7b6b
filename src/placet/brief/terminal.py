"""The brief in a terminal: readable at 80 columns, without colour, and when piped to a file."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from placet.brief import forecasting, phrases
from placet.brief.layout import layout
from placet.brief.safe import one_line
from placet.brief.states import OLD_DAYS, Camp, camps, is_old, state_of
from placet.brief.view import Brief, Line
from placet.count.views import Board, Count
from placet.standing.member import MemberStanding
from placet.words import Position

Item = tuple[str, tuple[str, ...]]
"""A mark and its lines."""

_BAR = 32
_EVIDENCE = 2


def terminal(brief: Brief, *, width: int = 80, colour: bool = False) -> str:
    """The whole brief as text of at most `width` columns."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        safe_box=False,
    )
    for part in _parts(brief):
        console.print(part)
    output = console.file
    text = output.getvalue() if isinstance(output, StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _parts(brief: Brief) -> Iterable[RenderableType]:
    main = brief.main
    yield from _head(brief)
    yield _items(_summary(brief))
    yield Text()
    yield _bars(main)
    yield Text()
    yield from _grid(main.board)
    board = main.board
    yield from _section("WHERE EVERY MEMBER STANDS, farthest from yes first", _members(brief))
    yield from _section(
        "REPORTED OF THE BODY, OR OF MEMBERS NOT NAMED", _positions(brief, board.collective)
    )
    yield from _section("SAID BY COUNTRIES WITHOUT A SEAT", _positions(brief, board.others))
    yield from _section("THE OTHER QUESTIONS", _other_questions(brief))
    yield from _section("WHAT THE TEXTS SAY, and what it counts as", _said(brief))
    yield from _section("FACTS OF PROCEDURE IN THE TEXTS", _told(brief))
    yield from _section("WHAT IS NOT KNOWN", (("·", (line,)) for line in _lines(brief.not_known)))
    yield Text()
    yield _items(_foot(brief))


def _head(brief: Brief) -> Iterable[RenderableType]:
    main = brief.main
    head = Table.grid(expand=True)
    head.add_column(overflow="fold")
    head.add_column(justify="right", no_wrap=True)
    sources = phrases.plural(brief.sources, "source")
    head.add_row(_text(brief.title, "bold"), f"  {phrases.day(brief.as_of)} · {sources}")
    yield head
    yield Rule(style="none")
    yield _text(f"{main.board.body}: {main.board.question.text}")
    yield Text()
    yield _text(main.verdict, "bold")
    yield Text()


def _summary(brief: Brief) -> Iterable[Item]:
    main = brief.main
    yield "rule", (phrases.rule(main), *_lines(brief.rule_told))
    yield "bounds", (phrases.bounds(main),)
    yield "odds", (main.headline,)
    if brief.forecast:
        yield "ahead", forecasting.told(brief.forecast)
    yield "heard", tuple(phrases.heard(count) for count in brief.counts)
    yield "asked", _lines(brief.asked)
    yield "stage", _lines(brief.stage)
    yield "unlock", phrases.unlock(main)
    yield "next", (phrases.meeting(brief.next_meeting),)


def _bars(count: Count) -> Table:
    table = Table.grid(padding=(0, 1))
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    most = max(len(camp.members) for camp in camps(count)) or 1
    cells = min(_BAR, most)
    for camp in camps(count):
        table.add_row(*_bar(count.board, camp, cells=cells, most=most))
    return table


def _bar(board: Board, camp: Camp, *, cells: int, most: int) -> tuple[Text, ...]:
    n, state = len(camp.members), camp.state
    length = -(-n * cells // most)
    return (
        Text(f"{state.glyph} {n:>3}", style=state.ansi),
        Text(state.word),
        Text(state.bar * length, style=state.ansi),
        _text(" ".join(sorted(camp.members)) if n < len(board.members) else "every member"),
    )


def _grid(board: Board) -> Iterable[RenderableType]:
    """Every member as an equal tile; glyphs tell the states, round brackets the old ones."""
    rows: dict[int, dict[int, MemberStanding]] = {}
    places = layout([row.country for row in board.members])
    for row in board.members:
        place = places[row.country]
        rows.setdefault(place.row, {})[place.column] = row
    for _, tiles in sorted(rows.items()):
        line = Text("  ")
        for column in range(max(tiles) + 1):
            line.append_text(_tile(tiles[column]) if column in tiles else Text(" " * 6))
        yield line
    if any(is_old(row) for row in board.members):
        yield Text(f"  (round brackets: last said over {OLD_DAYS} days ago)")


def _tile(row: MemberStanding) -> Text:
    left, right = ("(", ")") if is_old(row) else ("[", "]")
    state = state_of(row)
    return Text(f"{left}{one_line(row.country)}{state.glyph}{right}", style=state.ansi).append(" ")


def _members(brief: Brief) -> Iterable[Item]:
    board = brief.main.board
    for row in board.members:
        if row.evidence:
            lines = [_position(brief, one) for one in row.evidence[:_EVIDENCE]]
            if row.evidence_count > _EVIDENCE:
                lines.append(phrases.more(row, _EVIDENCE))
            yield state_of(row).glyph, (phrases.tile(board, row), *lines)
    codes = [row.country for row in board.members if not row.evidence]
    if codes:
        yield "?", (f"unknown, not heard on this question: {phrases.names(board, codes)}",)


def _position(brief: Brief, position: Position) -> str:
    label = brief.label(position)
    where = f"[{label}]" if label else f"({position.source or position.url})"
    return f"{phrases.evidence(position)}: {phrases.claim(position)} {where}"


def _positions(brief: Brief, positions: Iterable[Position]) -> Iterable[Item]:
    for one in positions:
        yield "·", (f"{phrases.holder(brief.main.board, one)}: {_position(brief, one)}",)


def _other_questions(brief: Brief) -> Iterable[Item]:
    for count in brief.counts[1:]:
        yield "·", (count.board.question.text, count.verdict, phrases.tally(count))


def _said(brief: Brief) -> Iterable[Item]:
    for one in brief.said:
        head = f"{one.speaker} ({one.manner}) {phrases.place(brief, one.document, one.line)}"
        yield f"[{one.label}]", (head, one.content, *one.terms, "→ " + "; ".join(one.counts_as))


def _told(brief: Brief) -> Iterable[Item]:
    for one in brief.told:
        where = phrases.place(brief, one.document, one.line)
        yield f"[{one.label}]", (f"{one.kind}: {one.value} {where}",)


def _foot(brief: Brief) -> Iterable[Item]:
    if brief.command:
        yield "again", (brief.command,)
    yield "made by", (f"{brief.made_by}, from {brief.fingerprint}",)


def _section(title: str, items: Iterable[Item]) -> Iterable[RenderableType]:
    kept = list(items)
    if kept:
        yield Text()
        yield _text(title, "bold")
        yield _items(kept)


def _items(items: Iterable[Item]) -> Table:
    """Marks on the left, their lines beside them; what wraps stays beside its mark."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for mark, lines in items:
        table.add_row(_text(mark), Text("\n").join(_text(line) for line in lines))
    return table


def _lines(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.text + "".join(f" [{ref}]" for ref in line.refs) for line in lines)


def _text(text: str, style: str = "") -> Text:
    return Text(one_line(text), style=style, overflow="fold")
