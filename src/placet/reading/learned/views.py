"""What the network makes of a text: one view for each government, question and window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from placet.reading.actors.mentions import Mention
from placet.reading.learned.model import StanceModel, shipped
from placet.reading.learned.windows import Pieces, Window, windows
from placet.reading.syntax.parse import Syntax
from placet.words import Question, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from placet.reading.learned.lessons import Lessons

    Floats = NDArray[np.float64]

STANCES = (Stance.FOR, Stance.CONDITIONAL, Stance.RELUCTANT, Stance.AGAINST)
"""In the order of the network's scores."""
_LONGEST_QUESTION = 40


@dataclass(frozen=True, slots=True)
class View:
    """How likely a government was told to hold each stance on a question."""

    holder: str
    question: str
    chances: tuple[float, ...]
    """Of each of `STANCES`; what is left of one is that nothing was said."""
    mention: Mention
    """The mention that speaks most plainly."""
    scores: tuple[float, ...] = ()
    """(4,) what the network gave before any lesson, all mentions pooled."""
    marks: tuple[float, ...] = ()
    """(256,) what that mention's scores rest on."""

    @property
    def stance(self) -> Stance:
        """The likeliest stance."""
        return STANCES[self.chances.index(max(self.chances))]

    @property
    def sure(self) -> float:
        """How likely the likeliest stance is."""
        return max(self.chances)


def views(
    syntax: Syntax,
    named: Sequence[Mention],
    questions: Sequence[Question],
    *,
    model: StanceModel | None = None,
    lessons: Lessons | None = None,
) -> list[View]:
    """Every government named, on every question, window by window.

    Args:
        syntax: the text.
        named: who is named where.
        questions: all questions of the case: they compete for what is said.
        model: the shipped one if not told.
        lessons: what people have taught it in this case.
    """
    if not named or not questions:
        return []
    reader = _Reader(model or shipped(), syntax, tuple(questions), lessons)
    pieces = reader.model.pieces(syntax.text)
    return [
        view for window in windows(syntax, pieces, named) for view in reader.views(pieces, window)
    ]


@dataclass(frozen=True)
class _Reader:
    """A model that reads one text against some questions."""

    model: StanceModel
    syntax: Syntax
    questions: tuple[Question, ...]
    lessons: Lessons | None

    @cached_property
    def asked(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The pieces of all questions, and where each lies among them."""
        ids, spans = [self.model.about.opening], []
        for question in self.questions:
            own = list(self.model.pieces(question.text).ids[:_LONGEST_QUESTION])
            spans.append((len(ids), len(ids) + len(own)))
            ids += [*own, self.model.about.separator]
        return ids, spans

    def views(self, pieces: Pieces, window: Window) -> Iterator[View]:
        """The view of each government on each question in one window."""
        lead, asked = self.asked
        spans = [self._place(pieces, window, mention) for mention in window.mentions]
        kept = [(one, span) for one, span in zip(window.mentions, spans, strict=True) if span]
        if not kept:
            return
        ids = [*lead, *pieces.ids[window.start : window.end], self.model.about.separator]
        scores, marks = self.model.read(ids, [span for _, span in kept], asked)
        taught = scores if self.lessons is None else scores + self.lessons.added(marks)
        for holder in dict.fromkeys(mention.holder for mention, _ in kept):
            rows = [n for n, (mention, _) in enumerate(kept) if mention.holder == holder]
            chances = _chances(_pooled(taught[rows]) / self.model.about.temperature)
            plain, plainest = _pooled(scores[rows]), taught[rows].max(axis=2).argmax(axis=0)
            for column, question in enumerate(self.questions):
                row = rows[int(plainest[column])]
                yield View(
                    holder,
                    question.id,
                    tuple(chances[column].tolist()),
                    kept[row][0],
                    tuple(plain[column].tolist()),
                    tuple(marks[row, column].tolist()),
                )

    def _place(self, pieces: Pieces, window: Window, mention: Mention) -> tuple[int, int] | None:
        """Where a mention's pieces lie in the sequence of a window; None beyond its end."""
        shift = len(self.asked[0]) - window.start
        start, end = pieces.between(*self.syntax.chars(mention.start, mention.end))
        if start >= window.end:
            return None
        return start + shift, max(min(end, window.end), start + 1) + shift


def _pooled(scores: Floats) -> Floats:
    """(Q, 4) of the (M, Q, 4) scores of a government's M mentions: one plain mention is enough.

    The logarithm of their exponentials' sum, less what many mentions add by their number alone.
    """
    import numpy as np

    count = len(scores)
    return np.asarray(np.logaddexp.reduce(scores, axis=0) - 0.5 * np.log(count))


def _chances(scores: Floats) -> Floats:
    """(Q, 4) chances of each stance, from log-odds against none."""
    import numpy as np

    every = np.hstack([np.zeros((len(scores), 1)), scores])
    return np.asarray(np.exp(every - np.logaddexp.reduce(every, axis=1, keepdims=True))[:, 1:])
