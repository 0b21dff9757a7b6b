"""Boards, counts and readings as text for people: readable at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from placet.api.reading import Explained
from placet.ballots import ADVERSE
from placet.count.views import Board, Count
from placet.formats import escape_terminal
from placet.standing import MemberStanding
from placet.words import UNKNOWN, Level, Position, Reading, Statement

GLYPHS = {
    Level.SUPPORTIVE: "✓",
    Level.CONDITIONAL: "±",
    Level.RELUCTANT: "–",
    Level.OPPOSED: "✗",
    UNKNOWN: "?",
}
_STALE_DAYS = 180
_REPORTS = 5
_console = Console(highlight=False, markup=False, emoji=False)


def show_board(board: Board) -> None:
    """The board as a table, farthest from yes first."""
    _head(board)
    _console.print(_tally(board))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for name, width in (("", 1), ("member", 16), ("standing", 11)):
        table.add_column(name, width=width, no_wrap=True)
    for name in ("assent", "said"):
        table.add_column(name, width=6, justify="right", no_wrap=True)
    table.add_column("last word", ratio=1, no_wrap=True, overflow="ellipsis")
    for row in board.members:
        table.add_row(*_cells(board, row), style="dim" if _stale(row) else "")
    _console.print(table)
    labelled(
        "assent", "; ".join(("chance of a yes if it is put to the vote today", *board.silence))
    )
    if board.collective:
        show_positions("about the body or unnamed members", board.collective[:5])
    if board.others:
        show_positions("without a seat", board.others[:5])


def show_count(count: Count) -> None:
    """The verdict first, its rule beside it, then who stands where."""
    _head(count.board)
    line(count.verdict, style="bold")
    line(f"rule     {count.rule} ({count.rule_source})")
    bounds = (("all undecided against", count.worst), ("all undecided in favour", count.best))
    line("bounds   " + "; ".join(f"{n}: {'carried' if b else 'not carried'}" for n, b in bounds))
    labelled("odds", count.headline)
    for camp, codes in _camps(count):
        if codes:
            line(f"{GLYPHS[camp]} {len(codes):2}  {camp:11} {_named(count.board, codes)}")
    for unlock in count.unlock[:1]:
        line(
            f"unlock   {len(unlock.countries)} would have to assent: {', '.join(unlock.countries)}"
        )


def show_evidence(board: Board, row: MemberStanding) -> None:
    """One member's standing and everything that it rests on."""
    _head(board)
    name = board.names.get(row.country, row.country)
    chances = ", ".join(f"{level} {p:.2f}" for level, p in row.probabilities.items())
    line(f"{GLYPHS[_level(row)]} {name}: {row.standing}", style="bold")
    line(f"chances  {chances}; assents with {row.p_assent:.2f} if it is put to the vote today")
    if not any(row.heard.get(stance) for stance in ADVERSE):
        line("silent   no word against is on record: that tells more than the levels do")
    for condition in row.conditions:
        line(f"on terms {condition}")
    show_positions(f"evidence, newest first: {len(row.evidence)}", row.evidence)


def show_positions(title: str, positions: Iterable[Position]) -> None:
    """Positions as short paragraphs, each with its id, source and link."""
    line(title, style="bold")
    for position in positions:
        holder = position.holder or position.holder_kind.value
        stance = f"{position.stance.value} ({position.directness.value.replace('_', ' ')})"
        state = position.reviewed or ("suggestion" if position.suggested else "")
        mark = f", {state}" if state else ""
        line(f"{position.id[:10]}  {position.said}  {holder}  {position.question}: {stance}{mark}")
        said = ": ".join(part for part in (position.speaker, position.summary) if part)
        line(f"    {said}")
        for part in (
            position.condition and f"on terms: {position.condition}",
            " ".join(p for p in (position.source, position.url) if p),
            _also(position),
        ):
            if part:
                line(f"    {part}")


def _also(position: Position) -> str:
    """Where else the same is reported."""
    if not position.links:
        return ""
    more = len(position.links) - _REPORTS
    listed = "; ".join(position.links[:_REPORTS])
    return f"also reported: {listed}" + (f"; and {more} more" if more > 0 else "")


def show_reading(reading: Reading) -> None:
    """What a document says, statement by statement."""
    document = reading.document
    where = " · ".join(
        str(part)
        for part in (document.publisher, document.published or "undated", document.origin)
        if part
    )
    line(document.title or document.origin, style="bold")
    number = len(reading.statements)
    line(f"{where} · {number} statement{'s' * (number != 1)} · {reading.reader}")
    for number, statement in enumerate(reading.statements, start=1):
        _show_statement(number, statement)
    for fact in reading.facts:
        note = f" ({fact.note})" if fact.note else ""
        line(f"fact {fact.kind}: {fact.value}{note}")
        line(f'    "{fact.span.text}"')


def _show_statement(number: int, statement: Statement) -> None:
    speaker = statement.speaker
    name = speaker.name if speaker else "(the text)"
    who = ", ".join(p for p in (name, speaker.office, speaker.country) if p) if speaker else name
    how = ", ".join(
        part
        for part in (
            statement.cue.text if statement.cue else "",
            statement.channel,
            f"via {statement.via}" if statement.via else "",
            "hedged" if statement.hedged else "",
        )
        if part
    )
    line(f"[{number}] {who}" + (f" ({how})" if how else ""), style="bold")
    line("    " + " ... ".join(span.text for span in statement.content))
    for condition in statement.conditions:
        line(f"    {condition.polarity}: {condition.span.text}")
    for stance in statement.stances:
        holder = stance.holder or stance.holder_kind.value
        manner = "explicit" if stance.explicit else "implied"
        sure = f"{stance.confidence:.2f}{', suggestion' if stance.suggested else ''}"
        line(f"    {stance.question}: {holder} {stance.stance} ({manner}, {sure})")


def show_explained(told: Explained) -> None:
    """Each sentence, and under it whose stance was considered and what came of it."""
    from placet.reading.learned.explaining import verdict

    line(told.document.title or told.document.origin, style="bold")
    for sentence in told.sentences:
        line(sentence.text)
        for view in sentence.considered:
            chance = f"{view.stance} {view.sure:.2f}"
            line(f"    {view.holder}  {view.question}: {chance}, {verdict(view)}")
        if sentence.why:
            line(f"    {sentence.why}")


def _head(board: Board) -> None:
    line(f"{board.body} · {board.question.text}", style="bold")
    line(f"as known on {board.as_of} · {board.case}")


def _tally(board: Board) -> Text:
    counts = dict.fromkeys(GLYPHS, 0)
    for row in board.members:
        counts[_level(row)] += 1
    return Text("   ".join(f"{GLYPHS[camp]} {camp} {n}" for camp, n in counts.items()))


def _cells(board: Board, row: MemberStanding) -> tuple[str, ...]:
    newest = row.evidence[0] if row.evidence else None
    last = (
        ", ".join(p for p in (newest.speaker, newest.source) if p) if newest else "nothing on this"
    )
    terms = " (on terms)" if row.conditions else ""
    return (
        GLYPHS[_level(row)],
        board.names.get(row.country, row.country),
        row.standing,
        f"{row.p_assent:.2f}",
        f"{row.age_days} d" if row.age_days is not None else "—",
        escape_terminal(last + terms),
    )


def _camps(count: Count) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (Level.OPPOSED, count.opposed),
        (Level.RELUCTANT, count.reluctant),
        (Level.CONDITIONAL, count.conditional),
        (UNKNOWN, count.unknown),
        (Level.SUPPORTIVE, count.supportive),
    )


def _named(board: Board, codes: Iterable[str]) -> str:
    return ", ".join(board.names.get(code, code) for code in codes)


def _level(row: MemberStanding) -> str:
    return Level(row.standing) if row.standing != UNKNOWN else UNKNOWN


def _stale(row: MemberStanding) -> bool:
    return row.age_days is not None and row.age_days > _STALE_DAYS


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> None:
    """A table; so many of its last columns are numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, name in enumerate(columns):
        table.add_column(name, justify="right" if at >= len(columns) - right else "left")
    for row in rows:
        table.add_row(*map(escape_terminal, row))
    _console.print(table)


def line(text: str, style: str = "") -> None:
    """Print a line; where it wraps, it keeps its indent."""
    bare = escape_terminal(text).lstrip(" ")
    indent = " " * (len(text) - len(text.lstrip(" ")))
    for part in _wrapped(bare, style, _console.width - len(indent)):
        _console.print(Text(indent) + part)


def labelled(label: str, text: str, style: str = "", width: int = 9) -> None:
    """Print a line that begins with a label; where it wraps, it goes on beneath its text."""
    for number, part in enumerate(_wrapped(escape_terminal(text), style, _console.width - width)):
        head = label if number == 0 else ""
        _console.print(Text(head.ljust(width - 1) + " ", style=style) + part)


def _wrapped(text: str, style: str, width: int) -> Iterable[Text]:
    for part in Text(text, style=style).wrap(_console, width):
        part.rstrip()
        yield part
