"""Briefs of a case, and of documents alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.calls import count, open_ledger, today
from placet.api.forecasts import forecast
from placet.api.notices import notices
from placet.api.reading import read
from placet.cases import Case, example_case
from placet.errors import SourceError
from placet.words import Reading

if TYPE_CHECKING:
    from placet.brief import Brief


def brief(case: Case, *, question: str = "", as_of: date | None = None) -> Brief:
    """The brief of a case: every question counted, the named one (or the first) in full."""
    from placet.brief import brief as made

    day = as_of or today()
    asked = case.question(question)
    order = [asked, *(other for other in case.questions if other.id != asked.id)]
    with open_ledger(case) as ledger:
        counts = [count(case, question=one.id, as_of=day, evidence=ledger) for one in order]
        texts = ledger.readings(as_of=day)
        told = notices(case, ledger, day)
    return made(
        counts,
        texts,
        title=case.title,
        as_of=day,
        meetings=case.meetings,
        forecast=forecast(case, question=asked.id, as_of=day),
        notices=map(str, told),
        command=f"placet brief {case.path} --as-of {day}",
    )


def brief_documents(
    paths: Sequence[str | Path],
    *,
    case: Case | None = None,
    question: str = "",
    as_of: date | None = None,
    published: date | None = None,
    told: Callable[[SourceError], None] = lambda _: None,
) -> Brief:
    """The brief of documents alone: only they speak, so a board may well be empty.

    Raises:
        SourceError: none of them could be read; of those that fail beside others `told` hears.
    """
    from placet.brief import brief as made
    from placet.ledger.evidence import Positions
    from placet.ledger.rows import positions_of

    frame = case or example_case()
    results = list(read(paths, questions=frame.questions, published=published))
    texts = [result for result in results if isinstance(result, Reading)]
    failed = [result for result in results if isinstance(result, SourceError)]
    if not texts:
        raise failed[0]
    for error in failed:
        told(error)
    days = [text.document.published for text in texts if text.document.published]
    day = as_of or (max(days) if days else today())
    evidence = Positions(p for text in texts for p in positions_of(text, day))
    asked = frame.question(question)
    order = [asked, *(other for other in frame.questions if other.id != asked.id)]
    return made(
        [count(frame, question=one.id, as_of=day, evidence=evidence) for one in order],
        texts,
        title=texts[0].document.title or frame.title,
        as_of=as_of or (max(days) if days else None),
        command=" ".join(["placet brief", *map(str, paths)]),
    )
