"""A rule as TOML text and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from placet.errors import UsageError, did_you_mean
from placet.formats.shapes import ShapeError, checked
from placet.formats.tomlfile import parse_toml
from placet.rules.algebra import InFavour, Node, Opposed, Points, Weights, children
from placet.rules.rule import Rule
from placet.rules.tree import Names, from_table
from placet.rules.untree import to_table

_KEYS = ("name", "members", "source", "note", "rule", "negative", "weights")


def to_toml(rule: Rule) -> str:
    """`rule` as TOML that `from_toml` reads back as the same rule.

    Raises:
        UsageError: two different tables of weights have one name.
    """
    table: dict[str, Any] = {"name": rule.name, "members": list(rule.members)}
    table |= {key: value for key in ("source", "note") if (value := getattr(rule, key))}
    weights = {found.name: _weights_out(found) for found in _weights(rule)}
    if weights:
        table["weights"] = weights
    table["rule"] = to_table(rule.root)
    if rule.negative is not None:
        table["negative"] = to_table(rule.negative)
    return tomlkit.dumps(table)


def from_toml(text: str) -> Rule:
    """Read a rule.

    Raises:
        UsageError: it is not TOML, or not a rule; with the place and the mend.
    """
    try:
        table = parse_toml(text)
    except ValueError as error:
        raise UsageError(f"not TOML: {error}", mend="write it as TOML 1.0") from None
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"unknown key {key!r}", place=key, mend=did_you_mean(key, _KEYS))
    names = Names({name: _weights_in(name, given) for name, given in _given(table).items()})
    return Rule(
        name=_checked(table, "name", str, ""),
        members=_checked(table, "members", tuple[str, ...], ()),
        source=_checked(table, "source", str, ""),
        note=_checked(table, "note", str, ""),
        root=from_table(table.get("rule"), names),
        negative=from_table(table["negative"], names, "negative") if "negative" in table else None,
    )


def _checked(table: Mapping[str, Any], key: str, kind: Any, default: Any, at: str = "") -> Any:
    try:
        return checked(kind, table[key]) if key in table else default
    except ShapeError as error:
        raise UsageError(
            error.problem, place=f"{at}{key}{error.place}", mend="see docs/case-files.md"
        ) from None


def _given(table: Mapping[str, Any]) -> Mapping[str, Any]:
    given = table.get("weights", {})
    if not isinstance(given, Mapping):
        raise UsageError("weights is not a table", place="weights", mend="write: [weights.NAME]")
    return given


def _weights(rule: Rule) -> list[Weights]:
    roots = [rule.root] + ([rule.negative] if rule.negative is not None else [])
    found: dict[str, Weights] = {}
    for root in roots:
        for weights in _weights_within(root):
            if found.setdefault(weights.name, weights) != weights:
                raise UsageError(
                    f"two different weights are called {weights.name!r}",
                    mend="give each its own name",
                )
    return list(found.values())


def _weights_within(node: Node) -> Iterator[Weights]:
    for part in children(node):
        yield from _weights_within(part)
    if isinstance(node, InFavour | Opposed | Points) and node.weights is not None:
        yield node.weights


def _weights_out(weights: Weights) -> dict[str, Any]:
    table: dict[str, Any] = {"source": weights.source} if weights.source else {}
    if weights.whole is not None:
        table["whole"] = weights.whole
    return {**table, "values": dict(weights.values)}


def _weights_in(name: str, table: Any) -> Weights:
    at = f"weights.{name}"
    values = table.get("values", {}) if isinstance(table, Mapping) else None
    if not isinstance(values, Mapping):
        raise UsageError("no weights", place=at, mend=f"write: [{at}.values]")
    whole = table.get("whole")
    return Weights(name, tuple(values.items()), whole, _checked(table, "source", str, "", f"{at}."))
