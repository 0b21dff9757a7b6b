"""One reader over one labelled file: every figure, its interval, and each error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from placet.errors import SourceError
from placet.evaluation import attribution, positions
from placet.evaluation.calibration import Outcome, calibration
from placet.evaluation.figures import Figure, Interval, intervals
from placet.evaluation.gold import GoldDocument, LabelledSpeaker
from placet.evaluation.spans import ROLES, Item, Label, dice, label_of
from placet.readers import Reader, read_safely
from placet.words import Question, Reading, Speaker

DRAWS = 1000
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """Something to learn from: a label that was missed, or a finding that no label has."""

    document: str
    kind: str
    """missed or spurious statement; missed or extra position; invented holder; wrong speaker."""
    what: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one reader scores on one labelled file; None for what is not labelled there."""

    reader: str
    documents: int
    attribution: dict[str, Any] | None
    """`span`, `statement` and `by_type`, as `placet.evaluation.attribution` defines them."""
    speakers: dict[str, Any] | None
    positions: dict[str, Any] | None
    intervals: dict[str, Interval]
    """95 % intervals of F1, by name of the figure."""
    errors: tuple[Error, ...]
    failed: tuple[SourceError, ...]
    """Documents on which the reader failed; they count as read with nothing found."""

    @property
    def attributed(self) -> Figure | None:
        """The figure by which attribution is judged: who said what, linked."""
        return self.attribution["statement"]["attributed"] if self.attribution else None

    @property
    def exact(self) -> dict[str, Figure] | None:
        """Exact spans of each role."""
        if not self.attribution:
            return None
        return {role: figures["exact"] for role, figures in self.attribution["span"].items()}


def evaluate(
    gold: Sequence[GoldDocument],
    reader: Reader,
    questions: Sequence[Question],
    *,
    draws: int = DRAWS,
) -> Evaluation:
    """Read every document of a labelled file and score what the reader found.

    Args:
        gold: the labelled documents.
        reader: whose reading is scored.
        questions: what positions are asked about. For attribution the documents are read without
            questions, so that what the text itself asserts is no attribution.
        draws: how often documents are drawn anew for the intervals.
    """
    failed: list[SourceError] = []
    scores = [_score(one, reader, questions, failed) for one in gold]
    total = _sum(score.statements for score in scores)
    placed = _sum(score.positions for score in scores)
    spoken = _sum(score.speakers for score in scores)
    has_positions = any(one.positions is not None for one in gold)
    has_statements = any(one.statements is not None for one in gold)
    return Evaluation(
        reader=f"{reader.name} {reader.version}",
        documents=len(gold),
        attribution=attribution.report(total) if has_statements else None,
        speakers=_speakers_report(spoken) if spoken else None,
        positions=_positions_report(placed, scores) if has_positions else None,
        intervals=_intervals(scores, draws, statements=has_statements, positions=has_positions),
        errors=tuple(error for score in scores for error in score.errors),
        failed=tuple(failed),
    )


@dataclass(frozen=True, slots=True)
class _Score:
    """The counts and errors of one document."""

    statements: Counter[Hashable]
    positions: Counter[Hashable]
    speakers: Counter[Hashable]
    errors: tuple[Error, ...]
    outcomes: tuple[Outcome, ...] = ()
    group: str = ""


def _read(
    gold: GoldDocument, reader: Reader, questions: Sequence[Question], failed: list[SourceError]
) -> Reading:
    result = read_safely(reader, gold.document, questions)
    if isinstance(result, Reading):
        return result
    failed.append(SourceError(f"{gold.name}: {result.problem}", mend=result.mend))
    return Reading(document=gold.document, reader=reader.name)


def _score(
    gold: GoldDocument, reader: Reader, questions: Sequence[Question], failed: list[SourceError]
) -> _Score:
    statements: Counter[Hashable] = Counter()
    placed: Counter[Hashable] = Counter()
    spoken: Counter[Hashable] = Counter()
    errors: list[Error] = []
    outcomes: tuple[Outcome, ...] = ()
    if gold.statements is not None:
        reading = _read(gold, reader, (), failed)
        found = [label_of(statement) for statement in reading.statements]
        compared = attribution.compare(gold.document.text, gold.statements, found)
        statements = compared.counts
        errors += _statement_errors(gold, compared)
        errors += _count_speakers(gold, reading, compared, spoken)
    if gold.positions is not None:
        asking = questions if gold.questions is None else gold.questions
        given = positions.predicted(_read(gold, reader, asking, failed))
        asked = {question.id for question in asking}
        got = positions.compare_positions(gold.positions, given, asked)
        placed, outcomes = got.counts, got.outcomes
        errors += _position_errors(gold, got)
    return _Score(statements, placed, spoken, tuple(errors), outcomes, gold.group)


def _statement_errors(gold: GoldDocument, compared: attribution.Compared) -> list[Error]:
    text = gold.document.text
    paired_gold = {left for left, _ in compared.pairs}
    paired_got = {right for _, right in compared.pairs}
    missed = [one for index, one in enumerate(compared.gold) if index not in paired_gold]
    spare = [one for index, one in enumerate(compared.predicted) if index not in paired_got]
    optional = attribution.compare(text, gold.optional, [one.label for one in spare])
    allowed = {right for _, right in optional.pairs}
    spurious = [one for index, one in enumerate(spare) if index not in allowed]
    listed = [("missed statement", one) for one in missed]
    listed += [("spurious statement", one) for one in spurious]
    return [
        Error(document=gold.name, kind=kind, what=_words(text, one.label)) for kind, one in listed
    ]


def _words(text: str, label: Label) -> dict[str, str]:
    return {
        role: " ... ".join(" ".join(text[start:end].split()) for start, end in label.role(role))
        for role in ROLES
    }


def _position_errors(gold: GoldDocument, got: positions.ComparedPositions) -> list[Error]:
    def errors(kind: str, keys: Iterable[positions.Key]) -> list[Error]:
        names = ("holder", "question", "stance")
        return [
            Error(document=gold.name, kind=kind, what=dict(zip(names, key, strict=True)))
            for key in keys
        ]

    invented = [
        Error(document=gold.name, kind="invented holder", what={"holder": holder})
        for holder in got.invented
    ]
    return errors("missed position", got.missed) + errors("extra position", got.extra) + invented


def _count_speakers(
    gold: GoldDocument, reading: Reading, compared: attribution.Compared, counts: Counter[Hashable]
) -> list[Error]:
    """Compare the speakers of statements that were found, content and all."""
    errors = []
    for left, right in compared.pairs:
        wanted = gold.speakers.get(left)
        if wanted is None or not _found(compared.gold[left], compared.predicted[right]):
            continue
        got = reading.statements[right].speaker
        person, country = _same_person(wanted, got), wanted.country == (got.country if got else "")
        counts["found"] += 1
        counts["person"] += person
        counts["country"] += country
        counts["both"] += person and country
        if not (person and country):
            said = f"{got.name} ({got.country or 'no country'})" if got else "nobody"
            label = f"{wanted.person or 'unnamed'} ({wanted.country or 'no country'})"
            what = {"label": label, "found": said}
            errors.append(Error(document=gold.name, kind="wrong speaker", what=what))
    return errors


def _found(gold: Item, got: Item) -> bool:
    return dice(gold.chars["content"], got.chars["content"]) >= _HALF


def _same_person(wanted: LabelledSpeaker, got: Speaker | None) -> bool:
    """Is it the same person, by last name; or nobody with a name on both sides?"""
    name = got.name if got and got.kind == "person" else ""
    if not wanted.person or not name:
        return not wanted.person and not name
    return wanted.person.split()[-1].casefold() == name.split()[-1].casefold()


def _speakers_report(counts: Counter[Hashable]) -> dict[str, Any]:
    """Of the statements found, the share whose speaker is right."""
    found = counts["found"]
    shares = {name: counts[name] / found for name in ("person", "country", "both")}
    return {"found": found, **shares}


def _positions_report(counts: Counter[Hashable], scores: Sequence[_Score]) -> dict[str, Any]:
    outcomes = [outcome for score in scores for outcome in score.outcomes]
    return {
        **positions.positions_report(counts),
        "calibration": calibration(outcomes, counts["gold"]),
    }


def _intervals(
    scores: Sequence[_Score], draws: int, *, statements: bool, positions: bool
) -> dict[str, Interval]:
    out: dict[str, Interval] = {}
    if statements:
        names = ("n_gold", "n_pred", *attribution.GRADES)
        rows = [
            Counter[Hashable]({name: score.statements[name] for name in names}) for score in scores
        ]
        grades = {grade: partial(_grade, grade) for grade in attribution.GRADES}
        out |= intervals(rows, grades, draws=draws)
    if positions:
        measures: dict[str, Callable[[Counter[Hashable]], float]] = {"positions": _positions}
        out |= intervals(_by_group(scores), measures, draws=draws)
    return out


def _by_group(scores: Sequence[_Score]) -> list[Counter[Hashable]]:
    """The counts of each document, or of each decision where documents belong to some."""
    groups: dict[str, list[Counter[Hashable]]] = {}
    for number, score in enumerate(scores):
        groups.setdefault(score.group or str(number), []).append(score.positions)
    return [_sum(group) for group in groups.values()]


def _grade(grade: str, counts: Counter[Hashable]) -> float:
    return attribution.statement_figure(counts, grade)["f1"]


def _positions(counts: Counter[Hashable]) -> float:
    return positions.positions_figure(counts)["f1"]


def _sum(parts: Iterable[Counter[Hashable]]) -> Counter[Hashable]:
    total: Counter[Hashable] = Counter()
    for part in parts:
        total.update(part)
    return total
