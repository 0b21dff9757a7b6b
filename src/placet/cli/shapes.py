"""The JSON shapes of boards and counts. Keys are a promise; more may be added."""

from __future__ import annotations

from typing import Any

from placet.api.reading import Explained
from placet.count.views import Board, Count
from placet.standing import MemberStanding
from placet.words import Position


def board_shape(board: Board) -> dict[str, Any]:
    """A board as `placet board --json` prints it."""
    return {
        "case": board.case,
        "body": board.body,
        "question": board.question.id,
        "text": board.question.text,
        "as_of": board.as_of,
        "silence": board.silence,
        "members": [_member(board, row) for row in board.members],
        "collective": [position_shape(position) for position in board.collective],
        "others": [position_shape(position) for position in board.others],
    }


def count_shape(count: Count) -> dict[str, Any]:
    """A count as `placet count --json` prints it."""
    return {
        "case": count.board.case,
        "body": count.board.body,
        "question": count.board.question.id,
        "as_of": count.board.as_of,
        "verdict": count.verdict,
        "rule": {"name": count.rule, "source": count.rule_source},
        "carries": count.carries,
        "bounds": {"all_undecided_against": count.worst, "all_undecided_in_favour": count.best},
        "odds": count.headline,
        "p_carries": count.p_carries,
        "range": None if count.low is None else [count.low, count.high],
        "spoken": count.board.spoken,
        "blocking": count.blocking,
        "opposed": count.opposed,
        "reluctant": count.reluctant,
        "conditional": count.conditional,
        "unknown": count.unknown,
        "supportive": count.supportive,
        "evidence": {
            row.country: [position.id for position in row.evidence]
            for row in count.board.members
            if row.evidence
        },
        "evidence_count": {row.country: row.evidence_count for row in count.board.members},
        "reported": [position_shape(position) for position in count.reported],
        "pivotality": count.pivotality,
        "unlock": count.unlock,
    }


def why_shape(board: Board, row: MemberStanding) -> dict[str, Any]:
    """One member's evidence as `placet why --json` prints it."""
    return {
        "case": board.case,
        "question": board.question.id,
        "as_of": board.as_of,
        **_member(board, row),
        "positions": [position_shape(position) for position in row.evidence],
    }


def position_shape(position: Position) -> dict[str, Any]:
    """One position, every field that a reader of the file may want to check."""
    return {
        "id": position.id,
        "question": position.question,
        "holder": position.holder,
        "holder_kind": position.holder_kind,
        "stance": position.stance,
        "confidence": position.confidence,
        "directness": position.directness,
        "explicit": position.explicit,
        "suggested": position.suggested,
        "said": position.said,
        "published": position.published,
        "speaker": position.speaker,
        "channel": position.channel,
        "source": position.source,
        "url": position.url,
        "condition": position.condition,
        "summary": position.summary,
        "statement": position.statement,
        "document": position.document,
        "span": position.span,
        "links": position.links,
        "entered_by": position.entered_by,
        "reviewed": position.reviewed,
    }


def explained_shape(told: Explained) -> dict[str, Any]:
    """What was considered of each sentence, as `placet read --explain --json` prints it."""
    from placet.reading.learned.explaining import verdict

    return {
        "document": {"id": told.document.id, "title": told.document.title},
        "sentences": [
            {
                "text": sentence.text,
                "why_nothing": sentence.why,
                "considered": [
                    {
                        "holder": view.holder,
                        "question": view.question,
                        "stance": view.stance,
                        "chance": round(view.sure, 3),
                        "verdict": verdict(view),
                    }
                    for view in sentence.considered
                ],
            }
            for sentence in told.sentences
        ],
    }


def _member(board: Board, row: MemberStanding) -> dict[str, Any]:
    return {
        "country": row.country,
        "name": board.names.get(row.country, row.country),
        "standing": row.standing,
        "probabilities": row.probabilities,
        "p_assent": row.p_assent,
        "evidence": [position.id for position in row.evidence],
        "evidence_count": row.evidence_count,
        "heard": row.heard,
        "conditions": row.conditions,
        "said": row.said,
        "age_days": row.age_days,
    }
