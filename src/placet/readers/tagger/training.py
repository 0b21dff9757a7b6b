"""Learning the three fields from a labelled corpus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from placet.errors import UsageError
from placet.readers.tagger.candidates import Candidate, candidates
from placet.readers.tagger.cues import cue_features
from placet.readers.tagger.fields import Features, Field, fit
from placet.readers.tagger.judge import (
    Chosen,
    chosen,
    is_right,
    judge_features,
    judged,
    with_neighbours,
)
from placet.readers.tagger.model import Model
from placet.readers.tagger.roles import role_features, rule_of, window
from placet.readers.tagger.view import View, view
from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.ranges import head_of
from placet.reading.syntax.parse import Syntax, parse_many, syntax

CUE_ROUNDS, ROLE_ROUNDS, JUDGE_ROUNDS = 60, 60, 60
JUDGE_RIDGE = 2.0
FOLDS = 2
"""Parts of the corpus: the judge learns on each what fields that have not seen it propose."""
_LEAST = 5

Fragments = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its attributions: source, cue and content as ranges of code points."""

    text: str
    statements: tuple[tuple[Fragments, Fragments, Fragments], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A labelled text, seen."""

    seen: View
    labels: tuple[Attribution, ...]


def train(
    documents: Sequence[Labelled], *, corpus: str, tell: Callable[[str], None] = lambda _: None
) -> Model:
    """Learn from labelled documents.

    Args:
        documents: the corpus.
        corpus: what the model notes of where it comes from, a hash.
        tell: told of each step.

    Raises:
        UsageError: there is too little to learn from.
    """
    if len(documents) < _LEAST or not any(one.statements for one in documents):
        raise UsageError(
            f"{len(documents)} documents with labelled statements are too few to learn from",
            mend=f"give {_LEAST} at the least, some hundreds for a useful tagger",
        )
    tell(f"parsing {len(documents)} documents ...")
    known = list(_known(documents))
    found: list[list[Candidate]] = [[] for _ in known]
    for fold in range(FOLDS):
        tell(f"learning on the documents outside of part {fold + 1} of {FOLDS} ...")
        fields = [Field(data) for data in _fields(known, fold)]
        for number in range(fold, len(known), FOLDS):
            found[number] = candidates(known[number].seen, *fields)
    tell("learning what to believe ...")
    judge, threshold = _judge(known, found)
    tell("learning cues, sources and contents on all documents ...")
    cues, roles = _fields(known, None)
    return Model(
        cues=cues,
        roles=roles,
        judge=judge,
        threshold=threshold,
        corpus=corpus,
        documents=len(documents),
    )


def _known(documents: Sequence[Labelled]) -> Iterator[_Known]:
    trees = parse_many(one.text for one in documents)
    for one, tree in zip(documents, trees, strict=True):
        lists = syntax(tree)
        labels = [_attribution(lists, *parts) for parts in one.statements]
        yield _Known(view(lists), tuple(label for label in labels if label))


def _attribution(
    lists: Syntax, source: Fragments, cue: Fragments, content: Fragments
) -> Attribution | None:
    who, how = _range(lists, source), _range(lists, cue)
    what = tuple(part for one in content if (part := _range(lists, (one,))))
    if not what:
        return None
    return Attribution(
        source=who,
        cue=how,
        content=what,
        cue_head=head_of(lists, how) if how else None,
        source_head=head_of(lists, who) if who else None,
    )


def _range(lists: Syntax, parts: Fragments) -> TokenRange | None:
    """The tokens that share a character with the fragments, from first to last."""
    if not parts:
        return None
    start = bisect_right(lists.ends, min(first for first, _ in parts))
    end = bisect_left(lists.starts, max(last for _, last in parts))
    return TokenRange(start, end) if end > start else None


def _fields(known: Sequence[_Known], fold: int | None) -> tuple[bytes, bytes]:
    """The fields of cues and of roles, learnt on all documents but those of a part."""
    learnt = [one for number, one in enumerate(known) if number % FOLDS != fold]
    cues = fit(_cue_sequences(learnt), rounds=CUE_ROUNDS)
    return cues, fit(_role_sequences(learnt), rounds=ROLE_ROUNDS)


def _cue_sequences(known: Sequence[_Known]) -> Iterator[tuple[Features, list[str]]]:
    for one in known:
        labels = ["O"] * len(one.seen.syntax.pos)
        for label in one.labels:
            if label.cue:
                labels[label.cue.start : label.cue.end] = ["I"] * (label.cue.end - label.cue.start)
                labels[label.cue.start] = "B"
        for first, last in one.seen.syntax.sentences:
            yield cue_features(one.seen, first, last), labels[first:last]


def _role_sequences(known: Sequence[_Known]) -> Iterator[tuple[Features, list[str]]]:
    for one in known:
        for label in one.labels:
            if not label.cue:
                continue
            rule = rule_of(one.seen, label.cue)
            span = window(one.seen, label.cue, rule)
            head = head_of(one.seen.syntax, label.cue)
            yield role_features(one.seen, label.cue, head, rule, span), _roles(label, span)


def _roles(label: Attribution, span: tuple[int, int]) -> list[str]:
    labels = ["O"] * (span[1] - span[0])

    def put(part: TokenRange, role: str) -> None:
        for token in range(max(part.start, span[0]), min(part.end, span[1])):
            labels[token - span[0]] = f"B{role}" if token == part.start else f"I{role}"

    for part in label.content:
        put(part, "C")
    if label.source:
        put(label.source, "S")
    if label.cue:
        put(label.cue, "K")
    return labels


def _judge(known: Sequence[_Known], found: Sequence[list[Candidate]]) -> tuple[bytes, float]:
    """The judge, and the threshold that was best when each half was judged by the other."""
    sequences = [
        [
            (judge_features(one.seen, candidate, near), is_right(candidate.attribution, one.labels))
            for candidate, near in with_neighbours(group)
        ]
        for one, group in zip(known, found, strict=True)
    ]

    def learnt(half: int | None) -> bytes:
        return fit(
            (
                ([features], ["yes" if right else "no"])
                for number, group in enumerate(sequences)
                if number % 2 != half
                for features, right in group
            ),
            rounds=JUDGE_ROUNDS,
            ridge=JUDGE_RIDGE,
        )

    halves = Field(learnt(0)), Field(learnt(1))
    scored = [
        judged(one.seen, group, halves[number % 2])
        for number, (one, group) in enumerate(zip(known, found, strict=True))
    ]
    best = max((step / 40 for step in range(8, 30)), key=lambda t: _f1(known, scored, t))
    return learnt(None), best


def _f1(known: Sequence[_Known], scored: Sequence[Chosen], threshold: float) -> float:
    right = said = wanted = 0
    for one, group in zip(known, scored, strict=True):
        kept = chosen(group, threshold)
        right += sum(is_right(label, kept) for label in one.labels)
        said, wanted = said + len(kept), wanted + len(one.labels)
    return 2 * right / (said + wanted) if said + wanted else 0.0
