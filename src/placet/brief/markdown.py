"""The brief as Markdown: CommonMark with tables, for wikis, mails and version control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from placet.brief import forecasting, phrases
from placet.brief.safe import markdown_link as link
from placet.brief.safe import markdown_text as text
from placet.brief.states import camps, state_of
from placet.brief.view import Brief, Line
from placet.count.views import Count
from placet.standing.member import MemberStanding
from placet.words import Position


def markdown(brief: Brief) -> str:
    """The whole brief as Markdown."""
    board = brief.main.board
    blocks = [
        *_head(brief),
        *_board(brief),
        *_section("Evidence", _evidence(brief)),
        *_section("Reported of the body, or of members not named", _of(brief, board.collective)),
        *_section("Said by countries without a seat", _of(brief, board.others)),
        *_section("The other questions", _other_questions(brief)),
        *_section("What the texts say, and what it counts as", _said(brief)),
        *_section("Facts of procedure in the texts", _told(brief)),
        *_section("What is not known", _lines(brief.not_known)),
        *_section("Documents", _documents(brief)),
        *_foot(brief),
    ]
    return "\n".join(blocks) + "\n"


def _head(brief: Brief) -> Iterator[str]:
    main = brief.main
    sources = phrases.plural(brief.sources, "source")
    yield f"# {text(brief.title)}"
    yield ""
    yield f"{phrases.day(brief.as_of)} · {sources}"
    yield ""
    yield f"{text(main.board.body)}: {text(main.board.question.text)}"
    yield ""
    yield f"**{text(main.verdict)}**"
    yield ""
    yield f"- Rule: {text(phrases.rule(main))}"
    yield from _lines(brief.rule_told, indent="  ")
    yield f"- Bounds: {phrases.bounds(main)}"
    yield f"- Odds: {text(main.headline)}"
    if brief.forecast:
        yield f"- Ahead: {text(' '.join(forecasting.told(brief.forecast)))}"
    yield "- Heard:"
    yield from (f"  - {text(phrases.heard(count))}" for count in brief.counts)
    yield "- Asked:"
    yield from _lines(brief.asked, indent="  ")
    yield "- Stage:"
    yield from _lines(brief.stage, indent="  ")
    yield f"- Unlock: {text(' '.join(phrases.unlock(main)))}"
    yield f"- Next meeting: {text(phrases.meeting(brief.next_meeting))}"


def _board(brief: Brief) -> Iterator[str]:
    board = brief.main.board
    yield from ("", "## Board", "")
    yield "|  | State | Members | Who |"
    yield "|---|---|---:|---|"
    for camp in camps(brief.main):
        who = text(phrases.names(board, camp.members)) if camp.members else ""
        yield f"| {camp.state.glyph} | {camp.state.word} | {len(camp.members)} | {who} |"
    yield from ("", "Every member, farthest from yes first:", "")
    yield "|  | Member | State | Chance of assent | Last heard | Last word |"
    yield "|---|---|---|---:|---|---|"
    for row in board.members:
        yield f"| {' | '.join(_cells(brief, row))} |"


def _cells(brief: Brief, row: MemberStanding) -> tuple[str, ...]:
    state = state_of(row)
    return (
        state.glyph,
        text(phrases.name(brief.main.board, row.country)),
        state.word,
        phrases.chance(row),
        phrases.age(row),
        _source(brief, row.evidence[0]) if row.evidence else "",
    )


def _source(brief: Brief, position: Position) -> str:
    """Where it is from: the label of its statement, else a link to what carries it."""
    label = brief.label(position)
    source = position.source or position.url or "entered by hand"
    if not label:
        return link(", ".join(part for part in (position.speaker, source) if part), position.url)
    return text(f"{position.speaker} [{label}]" if position.speaker else f"[{label}]")


def _position(brief: Brief, position: Position) -> str:
    claim = text(f"{phrases.evidence(position)}: {phrases.claim(position)}")
    label = brief.label(position)
    where = text(f"[{label}]") if label else link(position.source or position.url, position.url)
    return f"{claim} ({where})" if where else claim


def _evidence(brief: Brief) -> Iterator[str]:
    board = brief.main.board
    for row in board.members:
        if row.evidence:
            yield f"- {state_of(row).glyph} {text(phrases.tile(board, row))}"
            yield from (f"  - {_position(brief, position)}" for position in row.evidence)
            more = phrases.more(row, len(row.evidence))
            if more:
                yield f"  - {more}"


def _of(brief: Brief, positions: Iterable[Position]) -> Iterator[str]:
    for one in positions:
        yield f"- {text(phrases.holder(brief.main.board, one))}: {_position(brief, one)}"


def _other_questions(brief: Brief) -> Iterator[str]:
    for count in brief.counts[1:]:
        yield f"- {text(count.board.question.text)}"
        yield f"  - {text(count.verdict)}"
        yield from (f"  - {line}" for line in _tally(count))


def _tally(count: Count) -> Iterator[str]:
    for camp in camps(count):
        who = f": {text(phrases.names(count.board, camp.members))}" if camp.members else ""
        yield f"{camp.state.glyph} {len(camp.members)} {camp.state.word}{who}"


def _said(brief: Brief) -> Iterator[str]:
    for one in brief.said:
        where = phrases.place(brief, one.document, one.line)
        yield f"- {text(f'[{one.label}] {one.speaker} ({one.manner}) {where}')}"
        yield f"  - {text(one.content)}"
        yield from (f"  - {text(term)}" for term in one.terms)
        yield f"  - → {text('; '.join(one.counts_as))}"


def _told(brief: Brief) -> Iterator[str]:
    for one in brief.told:
        where = phrases.place(brief, one.document, one.line)
        yield f"- {text(f'[{one.label}] {one.kind}: {one.value} {where}')}"


def _documents(brief: Brief) -> Iterator[str]:
    for reading in brief.readings:
        where = link(phrases.origin(reading), reading.document.url)
        yield f"- {text(phrases.document(reading))}, {where}"


def _foot(brief: Brief) -> Iterator[str]:
    again = f" · again: {text(brief.command)}" if brief.command else ""
    yield from ("", "---", "", f"{text(brief.made_by)}, from {brief.fingerprint}{again}")


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    kept = list(items)
    if kept:
        yield from ("", f"## {title}", "", *kept)


def _lines(lines: Iterable[Line], indent: str = "") -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {text(line.text + ''.join(f' [{ref}]' for ref in line.refs))}"
