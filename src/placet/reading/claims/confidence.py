"""How sure a stance is: the rules' own score made into a chance of being right.

Each rule gives its stances a score, by how plainly it takes the words to speak. What came of such
stances on labelled texts that no rule had been written for says how often they are right: a
logistic regression on the score's log-odds and a few marks (Platt, "Probabilistic outputs for
support vector machines", 1999), whose numbers are in `confidence.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from placet.reading import data
from placet.reading.whose.tellers import in_office
from placet.words import Question, Speaker, Stance, StanceReading

_USUAL = 0.75
"""The score of a plain statement; log-odds are counted from it."""
_EDGE = 0.01


@dataclass(frozen=True, slots=True)
class Curve:
    """Log-odds of being right: where they start, and what each mark adds."""

    start: float
    marks: Mapping[str, float]


def marks(score: float, stance: Stance, *, qualified: bool) -> dict[str, float]:
    """What tells how sure a stance is, as numbers.

    Args:
        score: of the rule, above 0 and below 1.
        stance: as read.
        qualified: is the question one that is named only together with a qualifier?
    """
    return {
        "score": log_odds(score) - log_odds(_USUAL),
        "reluctant": float(stance is Stance.RELUCTANT),
        "qualified": float(qualified),
    }


def chance(found: Mapping[str, float], shape: Curve) -> float:
    """The chance of being right."""
    odds = shape.start + sum(shape.marks[name] * value for name, value in found.items())
    return 1 / (1 + exp(-odds))


def calibrated(reading: StanceReading, question: Question, speaker: Speaker | None = None) -> float:
    """The chance that a stance is right and its holder's, from its score and its marks.

    Whoever is not in office yet, or any more, speaks for the holder by half.
    """
    found = marks(reading.confidence, reading.stance, qualified=not question.cues)
    return round(chance(found, curve()) * in_office(speaker), 3)


def score(reading: StanceReading, _question: Question, _speaker: Speaker | None = None) -> float:
    """The rules' own score as it is."""
    return reading.confidence


@lru_cache(maxsize=1)
def curve() -> Curve:
    """The curve that comes with placet."""
    table = data.table("claims/confidence.toml")
    return Curve(table["start"], table["marks"])


def log_odds(p: float) -> float:
    """The log-odds of a chance, kept off the edges."""
    inside = min(max(p, _EDGE), 1 - _EDGE)
    return log(inside / (1 - inside))
