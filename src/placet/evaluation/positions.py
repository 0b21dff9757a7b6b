"""Positions scored: holder, question and stance must all agree.

A label that is marked ambiguous counts where it was found, and is not missed where it was not. A
holder is invented when no label of the document names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placet.evaluation.calibration import Outcome
from placet.evaluation.figures import Figure, figure
from placet.formats.shapes import ShapeError
from placet.words import Directness, HolderKind, Reading, Stance

Key = tuple[str, str, str]
"""Holder (alpha-2 code, `body` or `unnamed`), question, stance."""

DIRECTNESS = {
    "on_record_official": Directness.ON_RECORD,
    "third_party_characterisation": Directness.THIRD_PARTY,
    "anonymous": Directness.UNNAMED,
}
"""Words that labels use beside our own."""
_UNNAMED = "*"
_CODE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPosition:
    """One position of a labelled file."""

    holder: str
    question: str
    stance: str
    directness: str = ""
    speaker: str = ""
    evidence: str = ""
    ambiguous: bool = False

    @property
    def key(self) -> Key:
        """What has to agree."""
        return self.holder, self.question, self.stance


@dataclass(frozen=True, slots=True, order=True)
class Given:
    """How a reader gives a position."""

    confidence: float
    directness: str
    explicit: bool = True
    counted: bool = True
    """Does it go to the board, or is it a suggestion to a person?"""


@dataclass(frozen=True, slots=True)
class ComparedPositions:
    """One document's labels and predictions, by what they say."""

    missed: tuple[Key, ...]
    extra: tuple[Key, ...]
    invented: tuple[str, ...]
    counts: Counter[Hashable]
    outcomes: tuple[Outcome, ...] = ()
    """How sure each prediction was, and whether it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPosition:
    """A position as label files write it."""

    holder: str = ""
    """Alpha-2 code; `unnamed` or "*"; `body` or the body's name."""
    country_iso2: str = ""
    """What some files call the holder."""
    question: str
    stance: Stance
    directness: str | None = None
    speaker: str | None = None
    evidence: str | None = None
    ambiguous: bool = False


def labelled(row: WrittenPosition) -> LabelledPosition:
    """A position of a label file.

    Raises:
        ValueError: it has no holder.
    """
    holder = row.holder or row.country_iso2
    if not holder:
        raise ShapeError("'holder' is missing", "positions")
    if holder in {_UNNAMED, HolderKind.UNNAMED.value}:
        holder = HolderKind.UNNAMED.value
    elif len(holder) != _CODE:
        holder = HolderKind.BODY.value
    directness = row.directness or ""
    return LabelledPosition(
        holder=holder,
        question=row.question,
        stance=row.stance.value,
        directness=DIRECTNESS.get(directness, directness),
        speaker=row.speaker or "",
        evidence=row.evidence or "",
        ambiguous=row.ambiguous,
    )


def predicted(reading: Reading) -> dict[Key, Given]:
    """The positions of a reading; the most confident of equals."""
    found: dict[Key, Given] = {}
    for statement in reading.statements:
        for stance in statement.stances:
            holder = stance.holder or stance.holder_kind.value
            key = (holder, stance.question, stance.stance.value)
            given = Given(
                stance.confidence, stance.directness.value, stance.explicit, not stance.suggested
            )
            found[key] = max(found.get(key, given), given)
    return found


def compare_positions(
    gold: Sequence[LabelledPosition], got: Mapping[Key, Given], asked: Collection[str]
) -> ComparedPositions:
    """Compare one document's predictions with its labels on the questions that were asked."""
    wanted = {one.key: one for one in reversed(gold) if one.question in asked}
    optional = {one.key for one in gold if one.ambiguous}
    must = set(wanted) - (optional - set(got))
    right = must & set(got)
    counts: Counter[Hashable] = Counter()
    counts["gold", "board", "counted"] = len(must)
    for key in must:
        _tally(counts, "gold", key, wanted[key].directness)
    for key, given in got.items():
        counts["pred", "board", "counted"] += given.counted
        # What is right counts as what the label calls it, so that each group adds up.
        directness = wanted[key].directness if key in right else given.directness
        _tally(counts, "pred", key, directness)
    for key in right:
        for what in ("right_r", "right_p"):
            counts[what, "board", "counted"] += got[key].counted
        _tally(counts, "right_r", key, wanted[key].directness)
        _tally(counts, "right_p", key, wanted[key].directness)
    holders = {one.holder for one in gold}
    invented = sorted({key[0] for key in got} - holders)
    counts["invented"] = len(invented)
    told = {(one.holder, one.question) for one in gold}
    untold = [given for key, given in got.items() if key[:2] not in told]
    counts["untold"] = len(untold)
    counts["untold", "board", "counted"] = sum(given.counted for given in untold)
    return ComparedPositions(
        missed=tuple(sorted(must - right)),
        extra=tuple(sorted(set(got) - right)),
        invented=tuple(invented),
        counts=counts,
        outcomes=tuple(Outcome(given.confidence, key in right) for key, given in got.items()),
    )


def _tally(counts: Counter[Hashable], what: str, key: Key, directness: str) -> None:
    counts[what] += 1
    counts[what, "question", key[1]] += 1
    counts[what, "directness", directness or "unsaid"] += 1


def positions_figure(counts: Counter[Hashable], *group: str) -> Figure:
    """Precision, recall and F1 of all positions, or of one group: ("question", "invite_now")."""

    def number(what: str) -> int:
        return counts[(what, *group)] if group else counts[what]

    return figure(number("right_p"), number("pred"), number("right_r"), number("gold"))


def positions_report(counts: Counter[Hashable]) -> dict[str, Any]:
    """Every figure of the counts.

    Per 100 labels: `invented` holders, whom no label of the document names, and `untold` positions,
    of holders whom none names on that question. `board` is of what is no suggestion.
    """
    groups = {key[1:] for key in counts if isinstance(key, tuple)}
    by: dict[str, dict[str, Figure]] = {"question": {}, "directness": {}, "board": {}}
    for kind, name in sorted(groups):
        labelled = counts["gold", kind, name] > 0
        if labelled and name != "unsaid":  # labels need not say how direct they are
            by[kind][name] = positions_figure(counts, kind, name)
    labels = counts["gold"] or 1
    return {
        **positions_figure(counts),
        "invented": 100 * counts["invented"] / labels,
        "untold": 100 * counts["untold"] / labels,
        "board": {
            **positions_figure(counts, "board", "counted"),
            "untold": 100 * counts["untold", "board", "counted"] / labels,
        },
        "by_question": by["question"],
        "by_directness": by["directness"],
    }
