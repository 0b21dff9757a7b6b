"""Rules as plain tables and back: what stands under `rule` in a TOML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Any, TypeVar

from placet.errors import UsageError, did_you_mean
from placet.rules.algebra import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    Node,
    NoObjection,
    Objection,
    Opposed,
    Opposition,
    Or,
    Points,
    Weights,
)

Table = Mapping[str, Any]
_Word = TypeVar("_Word", bound=StrEnum)
_SHARE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*%|(\d{1,18})\s*/\s*([1-9]\d{0,17})")


class NoWeightsError(UsageError):
    """Weights that are known on other days only."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a rule's tables stand for."""

    weights: Mapping[str, Weights] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: Callable[[str, str], Group] | None = None
    """Another body's rule for a matter, as a group."""
    elsewhen: Mapping[str, str] = field(default_factory=dict)
    """Weights known on other days only, and on which."""


def from_table(table: object, names: Names, at: str = "rule") -> Node:
    """Read an expression.

    Args:
        table: the parsed table with its `kind`.
        names: the weights and groups it may name.
        at: its place, for messages.

    Raises:
        UsageError: with the place, what is wrong there, and its mend.
    """
    if not isinstance(table, Mapping):
        raise UsageError("not a table", place=at, mend='write: [...rule] with kind = "..."')
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in _READERS:
        raise UsageError(
            f"kind = {kind!r} is not a kind of rule",
            place=f"{at}.kind",
            mend=did_you_mean(str(kind), _READERS),
        )
    keys, read = _READERS[kind]
    for key in table:
        if key not in (*keys, "kind"):
            known = [*keys, "kind"]
            raise UsageError(
                f"unknown key {key!r}", place=f"{at}.{key}", mend=did_you_mean(key, known)
            )
    try:
        return read(table, names, at)
    except UsageError as error:
        if error.place or isinstance(error, NoWeightsError):
            raise
        raise UsageError(error.problem, place=at, mend=error.mend) from None


def _need(table: Table, key: str, at: str) -> Fraction:
    value = table.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    match = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise UsageError(
            f"{key} = {value!r} is neither a number nor a share",
            place=f"{at}.{key}",
            mend=f'write: {key} = 9, {key} = "2/3" or {key} = "55%"',
        )
    percent, over, under = match.groups()
    return Fraction(percent) / 100 if percent else Fraction(int(over), int(under))


def _word(table: Table, key: str, at: str, words: type[_Word], default: _Word) -> _Word:
    value = table.get(key, default.value)
    if value not in [word.value for word in words]:
        raise UsageError(
            f"{key} = {value!r} is not known",
            place=f"{at}.{key}",
            mend=did_you_mean(str(value), [word.value for word in words]),
        )
    return words(value)


def _text(table: Table, key: str, at: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(
            f"{key} = {value!r} is not a text", place=f"{at}.{key}", mend=f'write: {key} = "..."'
        )
    return value


def _whole(table: Table, key: str, at: str, default: int | None = None) -> int:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError(
            f"{key} = {value!r} is not a whole number",
            place=f"{at}.{key}",
            mend=f"write: {key} = 1",
        )
    return value


def _among(table: Table, names: Names, at: str) -> tuple[str, ...]:
    value = table.get("among", [])
    if isinstance(value, str):
        if value not in names.groups:
            raise UsageError(
                f"among = {value!r} is not a group",
                place=f"{at}.among",
                mend=did_you_mean(value, names.groups),
            )
        return names.groups[value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(
            f"among = {value!r} is neither a group nor a list of members",
            place=f"{at}.among",
            mend='write: among = ["AA", "BB"] or the name of a group',
        )
    return tuple(value)


def _named_weights(table: Table, names: Names, at: str) -> Weights | None:
    name = _text(table, "weights", at)
    if name in names.elsewhen:
        raise NoWeightsError(
            f"no {name} is known for that day", mend=f"{name} is known {names.elsewhen[name]}"
        )
    if name and name not in names.weights:
        raise UsageError(
            f"weights = {name!r} are not given",
            place=f"{at}.weights",
            mend=did_you_mean(name, names.weights) if names.weights else "add [[weights]]",
        )
    return names.weights[name] if name else None


def _parts(table: Table, names: Names, at: str) -> tuple[Node, ...]:
    value = table.get("part")
    if not isinstance(value, list):
        raise UsageError("no parts", place=at, mend="add [[...part]] below it")
    return tuple(from_table(part, names, f"{at}.part[{i}]") for i, part in enumerate(value))


def _only_part(table: Table, names: Names, at: str) -> Node:
    parts = _parts(table, names, at)
    if len(parts) != 1:
        raise UsageError(f"{len(parts)} parts where one is due", place=at, mend="give one part")
    return parts[0]


def _in_favour(table: Table, names: Names, at: str) -> Node:
    keys = [key for key in ("at_least", "more_than") if key in table]
    if len(keys) != 1:
        raise UsageError("no need, or two", place=at, mend="write at_least or more_than")
    return InFavour(
        need=_need(table, keys[0], at),
        of=_word(table, "of", at, Base, Base.NUMBER),
        more=keys[0] == "more_than",
        weights=_named_weights(table, names, at),
        among=_among(table, names, at),
        source=_text(table, "source", at),
    )


def _against(table: Table, names: Names, at: str) -> Node:
    return Opposed(
        below=_need(table, "fewer_than", at),
        of=_word(table, "of", at, Base, Base.NUMBER),
        counts=_word(table, "counts", at, Opposition, Opposition.NO),
        weights=_named_weights(table, names, at),
        among=_among(table, names, at),
        source=_text(table, "source", at),
    )


def _points(table: Table, names: Names, at: str) -> Node:
    return Points(
        need=_whole(table, "need", at),
        yes=_whole(table, "yes", at),
        abstain=_whole(table, "abstain", at, 0),
        no=_whole(table, "no", at, 0),
        absent=_whole(table, "absent", at, 0),
        weights=_named_weights(table, names, at),
        among=_among(table, names, at),
        source=_text(table, "source", at),
    )


def _at_least(table: Table, names: Names, at: str) -> Node:
    counts = table.get("counts", [])
    if not isinstance(counts, list):
        raise UsageError(
            "counts is not a list", place=f"{at}.counts", mend="write: counts = [2, 1]"
        )
    return AtLeast(
        _whole(table, "k", at), _parts(table, names, at), tuple(counts), _text(table, "source", at)
    )


def _deemed(table: Table, names: Names, at: str) -> Node:
    source = _text(table, "source", at)
    weights = _named_weights(table, names, at)
    if weights is None:
        blockers = _whole(table, "blockers", at)
    else:
        blockers = _fewest(weights, _need(table, "beyond", at)) + 1
    return Deemed(rule=_only_part(table, names, at), blockers=blockers, source=source)


def _fewest(weights: Weights, beyond: Fraction) -> int:
    """The fewest members who together weigh more than the share `beyond`."""
    heaviest = sorted((value for _, value in weights.values), reverse=True)
    limit = beyond * (sum(heaviest) if weights.whole is None else weights.whole)
    totals = accumulate(heaviest)
    return next((n for n, total in enumerate(totals, 1) if total > limit), len(heaviest))


def _group(table: Table, names: Names, at: str) -> Node:
    return Group(
        name=_text(table, "name", at),
        members=_among(table, names, at),
        rule=_only_part(table, names, at),
        source=_text(table, "source", at),
    )


def _body(table: Table, names: Names, at: str) -> Node:
    if names.body is None:
        raise UsageError("a body within a rule that stands alone", place=at, mend="use a group")
    return names.body(_text(table, "body", at), _text(table, "matter", at))


def _objection(table: Table, names: Names, at: str) -> Node:
    return NoObjection(
        how=Objection(table["kind"]),
        among=_among(table, names, at),
        source=_text(table, "source", at),
    )


_Reader = Callable[[Table, Names, str], Node]
_LEAF = ("among", "source")
_READERS: dict[str, tuple[Collection[str], _Reader]] = {
    "and": (("part",), lambda table, names, at: And(_parts(table, names, at))),
    "or": (("part",), lambda table, names, at: Or(_parts(table, names, at))),
    "at least": (("k", "part", "counts", "source"), _at_least),
    "deemed attained": (("blockers", "beyond", "weights", "part", "source"), _deemed),
    "body": (("body", "matter"), _body),
    "group": (("name", "part", *_LEAF), _group),
    "in favour": (("at_least", "more_than", "of", "weights", *_LEAF), _in_favour),
    "against": (("fewer_than", "of", "counts", "weights", *_LEAF), _against),
    "points": (("need", "yes", "abstain", "no", "absent", "weights", *_LEAF), _points),
    **{how.value: (_LEAF, _objection) for how in Objection},
}
