"""The brief as JSON for other programs: the main question, all questions, the texts.

Keys are a promise; more may be added.
"""

from __future__ import annotations

from typing import Any

from placet.brief import forecasting, phrases
from placet.brief.states import camps, is_old
from placet.brief.view import Brief, Said, Told, evidence
from placet.count.views import Board, Count
from placet.formats import dumps, plain, reading_json
from placet.standing.member import MemberStanding


def machine(brief: Brief) -> str:
    """The brief as JSON that is safe to show on a terminal, too.

    JSON leaves some control characters and direction marks as they are, always inside its strings;
    there the terminal's way of writing them is JSON's own, so nothing is lost.
    """
    return dumps("placet/brief@1", _shape(brief)) + "\n"


def _shape(brief: Brief) -> dict[str, Any]:
    main = brief.main
    return {
        "title": brief.title,
        "as_of": brief.as_of,
        "body": main.board.body,
        "question": main.board.question.text,
        "verdict": main.verdict,
        "outcome": _outcome(main),
        "rule": {"name": main.rule, "source": main.rule_source},
        "rule_told": brief.rule_told,
        "bounds": _bounds(main),
        "odds": main.headline,
        "p_carries": main.p_carries,
        "range": _range(main),
        "forecast": forecasting.shape(brief.forecast),
        "known": {camp.state.key: len(camp.members) for camp in camps(main)},
        "asked": brief.asked,
        "stage": brief.stage,
        "unlock": phrases.unlock(main),
        "next_meeting": brief.next_meeting,
        "not_known": brief.not_known,
        "counts": [_count(count) for count in brief.counts],
        **_texts(brief),
        "sources": brief.sources,
        "command": brief.command,
        "made_by": brief.made_by,
        "fingerprint": brief.fingerprint,
    }


def _outcome(count: Count) -> str:
    """The verdict in one word for programs."""
    if count.carries is not None:
        return "carried" if count.carries else "not_carried"
    return "blocked_as_reported" if count.reported else "open"


def _range(count: Count) -> list[float] | None:
    """The chance under the other settings that could be defended, lowest and highest."""
    return None if count.low is None or count.high is None else [count.low, count.high]


def _bounds(count: Count) -> dict[str, bool]:
    return {"all_undecided_against": count.worst, "all_undecided_in_favour": count.best}


def _count(count: Count) -> dict[str, Any]:
    board = count.board
    return {
        "question": board.question.id,
        "text": board.question.text,
        "verdict": count.verdict,
        "outcome": _outcome(count),
        "rule": {"name": count.rule, "source": count.rule_source},
        "carries": count.carries,
        "bounds": _bounds(count),
        "odds": count.headline,
        "p_carries": count.p_carries,
        "range": _range(count),
        "blocking": count.blocking,
        **{camp.state.key: camp.members for camp in camps(count)},
        "pivotality": count.pivotality,
        "unlock": count.unlock,
        "members": [_member(board, row) for row in board.members],
        "reported": [position.id for position in count.reported],
        "collective": [position.id for position in board.collective],
        "others": [position.id for position in board.others],
        "positions": evidence(board),
    }


def _member(board: Board, row: MemberStanding) -> dict[str, Any]:
    ids = [position.id for position in row.evidence]
    name = phrases.name(board, row.country)
    return {
        **plain(row),
        "name": name,
        "evidence": ids,
        "evidence_count": row.evidence_count,
        "old": is_old(row),
    }


def _texts(brief: Brief) -> dict[str, Any]:
    """Statements and facts with their labels in the brief, and the documents themselves."""
    read = [reading_json(reading) for reading in brief.readings]
    statements = [one for reading in read for one in reading["statements"]]
    facts = [one for reading in read for one in reading["facts"]]
    return {
        "statements": [
            {**_place(brief, said), "counts_as": said.counts_as, "who": said.speaker, **one}
            for said, one in zip(brief.said, statements, strict=True)
        ],
        "facts": [
            {**_place(brief, told), "means": told.kind, **one}
            for told, one in zip(brief.told, facts, strict=True)
        ],
        "documents": [
            {**one["document"], "reader": one["reader"], "text": one["text"]} for one in read
        ],
    }


def _place(brief: Brief, one: Said | Told) -> dict[str, Any]:
    document = brief.document(one.document).id
    return {"label": one.label, "document": document, "line": one.line}
