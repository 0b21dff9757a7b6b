"""What the brief says, as plain sentences that every face prints alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from placet.brief.states import camps, is_old, state_of
from placet.brief.view import Brief
from placet.cases import Meeting
from placet.count.views import Board, Count, Unlock
from placet.formats import chance_text
from placet.standing.member import MemberStanding
from placet.words import (
    UNKNOWN,
    Condition,
    Document,
    HolderKind,
    Level,
    Position,
    Reading,
    Speaker,
    Stance,
    Statement,
)

STANCE_WORDS = {
    Stance.FOR: "for",
    Stance.CONDITIONAL: "on terms",
    Stance.RELUCTANT: "reluctant",
    Stance.AGAINST: "against",
    Stance.UNCLEAR: "unclear",
}
_UNLOCK = {
    Level.OPPOSED: "{n} opposed to drop their objection",
    Level.RELUCTANT: "{n} reluctant to assent",
    Level.CONDITIONAL: "{n} on terms to have their terms met",
    UNKNOWN: "{n} unknown to assent",
    Level.SUPPORTIVE: "{n} in favour to stay so",
}


_NAMED = 8
"""More names than these are left to the board, which has them all."""


def day(when: date | None) -> str:
    """A day in words, e.g. 29 November 2024."""
    return f"{when.day} {when:%B %Y}" if when else "undated"


def plural(n: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: a, b and c."""
    *rest, last = tuple(words) or ("none",)
    return f"{', '.join(rest)} and {last}" if rest else last


def percent(chance: float) -> str:
    """A chance as people say it; what is nearly sure is never called sure."""
    if chance < 0.005:  # noqa: PLR2004
        return "under 1 %"
    return "over 99 %" if chance > 0.995 else f"{chance * 100:.0f} %"  # noqa: PLR2004


def name(board: Board, code: str | None) -> str:
    """A country's English short name, or its code where the board has none."""
    return board.names.get(code, code) if code else ""


def names(board: Board, codes: Iterable[str]) -> str:
    """Countries' names in a sentence, by alphabet."""
    return listed(sorted(name(board, code) for code in codes))


def age(row: MemberStanding) -> str:
    """How long ago the member was last heard, e.g. "36 days ago"; old ones say so."""
    if row.age_days is None:
        return "not heard"
    ago = "today" if row.age_days == 0 else f"{plural(row.age_days, 'day')} ago"
    return f"{ago} (old)" if is_old(row) else ago


def tile(board: Board, row: MemberStanding) -> str:
    """A member's tile as a sentence, e.g. "Spain: reluctant, said 36 days ago"."""
    word = state_of(row).word
    if row.age_days is None:
        return f"{name(board, row.country)}: {word}, not heard on this question"
    if row.standing == UNKNOWN:
        return f"{name(board, row.country)}: unknown, evidence too thin, last heard {age(row)}"
    return f"{name(board, row.country)}: {word}, said {age(row)}"


def rule(count: Count) -> str:
    """The rule in words with its legal source."""
    source = f" ({count.rule_source})" if count.rule_source else ""
    return f"It carries when {count.rule}{source}."


def bounds(count: Count) -> str:
    """Both ends of the count, which bound it exactly since rules are monotone."""
    ends = {True: "carried", False: "not carried"}
    return (
        "With every undecided member against: "
        f"{ends[count.worst]}. With every undecided member in favour: {ends[count.best]}."
    )


def tally(count: Count) -> str:
    """The number in each state as one line."""
    return " · ".join(
        f"{camp.state.glyph} {len(camp.members)} {camp.state.word}" for camp in camps(count)
    )


def heard(count: Count) -> str:
    """How much was heard from members on a question, when, and what it says."""
    rows = [row for row in count.board.members if row.since and row.said]
    text = count.board.question.text
    if not rows:
        return f"“{text}” Nothing heard about any member."
    days = [day for row in rows for day in (row.since, row.said) if day]
    stances = [(STANCE_WORDS[s], sum(row.heard.get(s, 0) for row in rows)) for s in Stance]
    tallied = listed(f"{n} {word}" for word, n in stances if n)
    pieces = plural(sum(row.evidence_count for row in rows), "piece")
    first, last = min(days), max(days)
    span = day(first) if first == last else f"{day(first)} to {day(last)}"
    return f"“{text}” {pieces} of evidence about members, {span}: {tallied}."


def more(row: MemberStanding, listed: int) -> str:
    """What a member's evidence holds beyond the pieces that are listed; empty if nothing."""
    left = row.evidence_count - listed
    return f"and {left} more: placet why" if left > 0 else ""


def unlock(count: Count) -> tuple[str, ...]:
    """The changes after which it carries, grouped by what would have to change."""
    if count.carries:
        return ("Nothing is needed: it carries as things stand.",)
    if count.worst:
        return ("Nobody need be won: those named in favour are enough, if they hold to it.",)
    if not count.unlock:
        return ("No set of moves was found after which it carries.",)
    return tuple(_moves(count, one) for one in count.unlock)


def _moves(count: Count, one: Unlock) -> str:
    parts = []
    for camp in camps(count):
        movers = [code for code in camp.members if code in one.countries]
        if movers:
            what = _UNLOCK[camp.state.key].format(n=len(movers))
            few = len(movers) <= _NAMED
            parts.append(f"{what} ({names(count.board, movers)})" if few else what)
    if one.p_carries is None:
        return f"It takes {'; '.join(parts)}."
    then = chance_text(one.p_carries)
    return (
        f"It takes {'; '.join(parts)}. Put to the vote today, it would then carry with a chance of "
        f"{then}."
    )


def speaker(who: Speaker | None, country: str = "") -> str:
    """A speaker with office and country, or what stands for one that the text does not name."""
    if who is None:
        return "the text itself"
    parts = [who.name, who.office, country or who.country]
    kept = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    return ", ".join(kept)


def manner(statement: Statement) -> str:
    """How it was said: channel, who reports it, quotation, hedge."""
    via = f"via {statement.via}" if statement.via else ""
    said = f"on {day(statement.said)}" if statement.said else ""
    hedged = "hedged" if statement.hedged else ""
    negated = "negated" if statement.negated else ""
    quoted = f"{statement.quotation.value} quotation"
    return ", ".join(
        part for part in (statement.channel, via, said, quoted, hedged, negated) if part
    )


def content(statement: Statement) -> str:
    """What was said, pieces of a split quotation joined."""
    return " … ".join(" ".join(span.text.split()) for span in statement.content)


def term(condition: Condition) -> str:
    """A condition with what it does, e.g. "requires: after a ceasefire"."""
    limits = f" ({condition.limits})" if condition.limits else ""
    return f"{condition.polarity}{limits}: {' '.join(condition.span.text.split())}"


def evidence(position: Position) -> str:
    """One piece of evidence in a line: day, stance, who, how."""
    directness = position.directness.value.replace("_", " ")
    kind = directness if position.explicit else f"{directness}, implied"
    parts = [
        day(position.said),
        f"{STANCE_WORDS[position.stance]} ({kind})",
        position.speaker,
        position.channel,
    ]
    reviewed = f"{position.reviewed} by a person" if position.reviewed else ""
    return " · ".join(part for part in (*parts, reviewed) if part)


def claim(position: Position) -> str:
    """What it says, with its condition."""
    terms = f"on terms: {position.condition}" if position.condition else ""
    return " — ".join(part for part in (position.summary, terms) if part)


def holder(board: Board, position: Position) -> str:
    """Whose position it is, also where no country is named."""
    if position.holder:
        return name(board, position.holder)
    return "the body" if position.holder_kind is HolderKind.BODY else "members not named"


def meeting(one: Meeting | None) -> str:
    """The next meeting in a line."""
    if one is None:
        return "No meeting is in the calendar."
    return ", ".join(part for part in (day(one.date), one.name, one.place) if part)


def title(document: Document) -> str:
    """What a document is called."""
    return document.title or document.origin or document.id[:12]


def place(brief: Brief, number: int, line: int) -> str:
    """Where something stands, e.g. "L8", or "press-note.md L8" where there are several texts."""
    if len(brief.readings) == 1:
        return f"L{line}"
    return f"{title(brief.document(number))} L{line}"


def document(reading: Reading) -> str:
    """A document in a line: its title, who published it and when."""
    parts = [title(reading.document), reading.document.publisher, day(reading.document.published)]
    return " · ".join(part for part in parts if part)


def origin(reading: Reading) -> str:
    """Where a document came from, and who read it."""
    where = reading.document.url or reading.document.origin or "standard input"
    return f"{where}, read by {reading.reader}"


def chance(row: MemberStanding) -> str:
    """A member's chance of assent if it is put to the vote today; none where it is unknown."""
    return percent(row.p_assent) if row.standing != UNKNOWN else "—"


def method() -> str:
    """How to read the count and its chances."""
    return (
        "For the two ends of the count members in favour are taken to assent and opposed ones to "
        "object; all others are undecided. Unknown stays unknown and is counted as no camp. "
        "Chances of assent are those of a vote today, by the same model as the odds."
    )
