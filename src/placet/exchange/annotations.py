"""Statements as W3C Web Annotations in JSON-LD.

Each anchors in its source by position and by the words themselves with a few around them, so that
it survives small changes of the page ("Web Annotation Data Model", W3C Recommendation, 23 February
2017, sections 4.2.4 and 4.2.5). Offsets count Unicode code points, as the recommendation wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from placet.words import Document, Reading, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def as_annotations(readings: Iterable[Reading]) -> dict[str, Any]:
    """A collection of annotations: one for each statement, its stances as bodies."""
    items = [
        _annotation(reading, statement) for reading in readings for statement in reading.statements
    ]
    return {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"type": "AnnotationPage", "items": items},
    }


def _annotation(reading: Reading, statement: Statement) -> dict[str, Any]:
    spoken = statement.speaker
    said = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": f"{spoken.name if spoken else 'the text'}: "
        + " … ".join(span.text for span in statement.content),
    }
    stances = [
        {
            "type": "TextualBody",
            "purpose": "classifying",
            "value": f"{stance.question}: {stance.holder or stance.holder_kind} {stance.stance}",
        }
        for stance in statement.stances
    ]
    return {
        "id": f"urn:placet:statement:{statement.id}",
        "type": "Annotation",
        "creator": {"type": "Software", "name": reading.reader},
        "body": [said, *stances],
        "target": [_target(reading.document, span) for span in statement.content],
    }


def _target(document: Document, span: Span) -> dict[str, Any]:
    return {
        "source": document.url or f"urn:sha256:{document.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": document.text[max(0, span.start - _AROUND) : span.start],
                "suffix": document.text[span.end : span.end + _AROUND],
            },
        ],
    }
