"""Adding a ledger up by day, for `bulk_standings`, and keeping the sums beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from placet.formats import plain
from placet.standing.bulk import ENTRY, KINDS, UNCLEAR, Tallies, Tally
from placet.standing.filtering import STANCES
from placet.standing.telling import event_of
from placet.words import Directness, HolderKind, Position, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entries = NDArray[np.void]

_RANK = {kind.value: rank for rank, kind in enumerate(KINDS)}
_COLUMN = {stance.value: column for column, stance in enumerate((*STANCES, Stance.UNCLEAR))}
_FORM = 1
_ARRAYS = ("sums", "counts", "silent", "levels", "late")


def add_up(rows: Iterable[Any]) -> Tallies:
    """Add up positions that come by question and holder.

    Args:
        rows: with the fields `question`, `holder`, `holder_kind`, `stance`, `directness`, `said`,
            `published`, `speaker`, `confidence`, `id`, `statement`, `reviewed` and `summary`; those
            of one question and holder together, none that has been rejected or replaced.
    """
    found: dict[str, dict[str, Entries]] = {}
    body: dict[str, list[Position]] = {}
    number = 0
    for (question, holder), group in groupby(rows, key=lambda row: (row.question, row.holder)):
        heard = list(group)
        number += len(heard)
        found.setdefault(question, {})
        body.setdefault(question, [])
        countries = [row for row in heard if row.holder_kind == HolderKind.COUNTRY]
        if countries and holder:
            found[question][holder] = _entries(countries)
        body[question] += [_position(row) for row in heard if row.holder_kind != HolderKind.COUNTRY]
    return _laid_out(found, body, number)


def _entries(rows: Iterable[Any]) -> Entries:
    """The statements of one holder on one question, each event once as known from day to day.

    The nearest and surest report of an event counts; one that comes to be known later replaces what
    counted before.
    """
    import numpy as np

    events: dict[tuple[object, ...], list[tuple[int, int, float, str]]] = {}
    for row in rows:
        sure = 1.0 if row.reviewed == "accepted" and row.statement else row.confidence
        known = max(row.said, row.published).toordinal()
        key = row.said.toordinal(), event_of(row.speaker, row.summary, row.id), _COLUMN[row.stance]
        events.setdefault(key, []).append((known, _RANK[row.directness], -sure, row.id))
    out: list[tuple[object, ...]] = []
    for (said, _, stance), reports in events.items():
        best: tuple[int, float, str] | None = None
        for known, kind, unsure, name in sorted(reports):
            report = (kind, unsure, name)
            if best is None or report < best:
                if best is not None:
                    out.append((0, said, known, best[0], stance, -best[1], -1))
                out.append((0, said, known, report[0], stance, -report[1], 1))
                best = report
    return np.array(out, dtype=ENTRY)


def _laid_out(
    found: Mapping[str, Mapping[str, Entries]], body: Mapping[str, list[Position]], number: int
) -> Tallies:
    """Sums by day, from the first day on which anything was said."""
    import numpy as np

    holders = tuple(sorted({code for by_holder in found.values() for code in by_holder}))
    days = [int(e["said"].min()) for one in found.values() for e in one.values()]
    days += [int(e["said"].max()) for one in found.values() for e in one.values()]
    days += [p.said.toordinal() for listed in body.values() for p in listed]
    first, last = (min(days), max(days)) if days else (date.max.toordinal(), 0)
    span = max(0, last - first + 1)
    questions = {}
    for question, by_holder in found.items():
        whole = [entries for _, entries in sorted(by_holder.items())]
        for code, entries in by_holder.items():
            entries["holder"] = holders.index(code)
        rows = np.concatenate(whole) if whole else np.array([], dtype=ENTRY)
        rows["said"] -= first
        rows["known"] -= first
        clear, mute = rows[rows["stance"] != UNCLEAR], rows[rows["stance"] == UNCLEAR]
        shape = (len(holders), span, len(KINDS))
        weights, levels = clear["sign"] * clear["confidence"], np.unique(mute["confidence"])
        late = rows[(rows["known"] > rows["said"]) | (rows["sign"] < 0)]
        questions[question] = Tally(
            _summed(clear, clear["stance"], weights, (*shape, len(STANCES))),
            _counted(clear, clear["stance"], (*shape, len(STANCES))).astype(np.int32),
            _counted(mute, np.searchsorted(levels, mute["confidence"]), (*shape, len(levels))),
            levels,
            late[np.argsort(late["known"], kind="stable")],
            tuple(body[question]),
        )
    return Tallies(date.fromordinal(first), span, holders, questions, number)


def _summed(rows: Entries, column: Any, weights: Any, shape: tuple[int, ...]) -> Any:
    """The weights by holder, day, directness and column."""
    import numpy as np

    size = int(np.prod(shape))
    if not size:
        return np.zeros(shape)
    at = tuple(rows[name].astype(np.int64) for name in ("holder", "said", "kind"))
    places = np.ravel_multi_index((*at, np.asarray(column, np.int64)), shape)
    return np.bincount(places, weights=weights, minlength=size).reshape(shape)


def _counted(rows: Entries, column: Any, shape: tuple[int, ...]) -> Any:
    import numpy as np

    return np.rint(_summed(rows, column, rows["sign"], shape))


def keep(tallies: Tallies, path: Path, stamp: str) -> None:
    """Write the sums to a file, marked with the state of the ledger that they were made from."""
    import numpy as np

    arrays: dict[str, Any] = {}
    for place, tally in enumerate(tallies.questions.values()):
        for name in _ARRAYS:
            arrays[f"{name}{place}"] = getattr(tally, name)
    head = {
        "form": _FORM,
        "stamp": stamp,
        "first": tallies.first,
        "days": tallies.days,
        "holders": tallies.holders,
        "questions": list(tallies.questions),
        "body": [[asdict(p) for p in tally.body] for tally in tallies.questions.values()],
        "statements": tallies.statements,
    }
    written = path.with_name(path.name + ".part.npz")
    np.savez(written, head=np.array(json.dumps(head, default=plain)), **arrays)
    written.replace(path)


def kept(path: Path, stamp: str) -> Tallies | None:
    """The sums in a file, if they were made from the ledger as it is."""
    import numpy as np

    if not path.is_file():
        return None
    try:
        with path.open("rb") as raw, np.load(raw) as file:
            head = json.loads(str(file["head"]))
            if (head["form"], head["stamp"]) != (_FORM, stamp):
                return None
            questions = {
                name: Tally(
                    **{array: file[f"{array}{place}"] for array in _ARRAYS},
                    body=tuple(_read(values) for values in head["body"][place]),
                )
                for place, name in enumerate(head["questions"])
            }
    except (
        OSError,
        ValueError,
        KeyError,
        BadZipFile,
    ):  # cut off or of something else: it is made anew
        return None
    first, holders = date.fromisoformat(head["first"]), tuple(head["holders"])
    return Tallies(first, head["days"], holders, questions, head["statements"])


def _position(row: Any) -> Position:
    return Position(
        id=row.id,
        question=row.question,
        holder=None,
        holder_kind=HolderKind(row.holder_kind),
        stance=Stance(row.stance),
        confidence=row.confidence,
        directness=Directness(row.directness),
        said=row.said,
        published=row.published,
        speaker=row.speaker,
        summary=row.summary,
        statement=row.statement,
        reviewed=row.reviewed or "",
    )


def _read(values: Mapping[str, Any]) -> Position:
    days = {name: date.fromisoformat(values[name]) for name in ("said", "published")}
    kinds = {
        "holder_kind": HolderKind(values["holder_kind"]),
        "stance": Stance(values["stance"]),
        "directness": Directness(values["directness"]),
        "links": (),
    }
    return Position(**{**values, **days, **kinds})
