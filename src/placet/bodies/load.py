"""Reading a body's file, strictly: what nobody would read or could not be true is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

from placet.bodies.body import Body, DatedWeights, Matter, Stage, Term
from placet.bodies.countries import is_country
from placet.errors import PlacetError, UsageError, did_you_mean
from placet.formats.tomlfile import TomlFile, read_toml
from placet.rules import Weights
from placet.rules.tree import NoWeightsError
from placet.words import Dated

_BODY = ("name", "title", "since", "until", "checked", "default", "source", "note", "names")
_LENT = ("members_of", "others")
_TABLES = ("term", "weights", "matter", "stage")
_TERM = ("members", "seats", "prefix", "group", "since", "until", "source")
_WEIGHTS = ("name", "since", "until", "whole", "source", "values")
_MATTER_TEXTS = ("group", "participants", "abstention", "absence", "note")
_MATTER = ("id", "title", "since", "until", "source", "leaves_out", *_MATTER_TEXTS)
_STAGE = ("id", "title", "who", "matter", "source", "note")
_MOST_SEATS = 10_000
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def body_names() -> tuple[str, ...]:
    """The bodies that come with placet."""
    folder = files("placet.bodies") / "data"
    return tuple(
        sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if _is_toml(item.name))
    )


def load_body(name: str | Path) -> Body:
    """The body called `name`, or the one in a file of your own.

    Raises:
        UsageError: no such body.
        CaseError: its file is wrong; with the place, the value and the mend.
    """
    if isinstance(name, Path) or _is_toml(name):
        return read_body(Path(name))
    if name not in body_names():
        raise UsageError(f"no body {name!r}", mend=did_you_mean(name, body_names()))
    return _shipped(name)


@lru_cache
def _shipped(name: str) -> Body:
    return read_body(Path(str(files("placet.bodies") / "data" / f"{name}.toml")))


def _is_toml(name: str) -> bool:
    return name.endswith(".toml")


def read_body(path: Path) -> Body:
    """Read and check the file of one body."""
    toml = read_toml(path)
    toml.check_keys(toml.data, "", (*_BODY, *_LENT, *_TABLES))
    names = _names(toml)
    lender = (
        load_body(toml.text(toml.data, "", "members_of")) if "members_of" in toml.data else None
    )
    lent_terms, lent_weights = (lender.terms, lender.weights) if lender else ((), ())
    body = Body(
        name=_slug(toml, toml.data, "", "name"),
        title=toml.text(toml.data, "", "title"),
        source=toml.text(toml.data, "", "source"),
        default=toml.text(toml.data, "", "default"),
        checked=toml.day(toml.data, "", "checked"),
        note=toml.text(toml.data, "", "note", ""),
        names=names,
        terms=(*(_term(toml, at, table, names) for at, table in toml.tables("term")), *lent_terms),
        weights=(
            *(_weights(toml, at, table) for at, table in toml.tables("weights")),
            *lent_weights,
        ),
        others=tuple(load_body(other) for other in toml.texts(toml.data, "", "others")),
        matters=tuple(_matter(toml, at, table) for at, table in toml.tables("matter")),
        stages=tuple(_stage(toml, at, table) for at, table in toml.tables("stage")),
        **_span(toml, toml.data, ""),
    )
    _check_overlaps(toml, body)
    _check_names(toml, body)
    _check_rules(toml, body)
    return body


def _names(toml: TomlFile) -> Mapping[str, str]:
    names = toml.data.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise toml.error("names", "names is not a table of texts", 'write: [names] EU = "..."')
    return names


def _slug(toml: TomlFile, table: Mapping[str, Any], at: str, key: str) -> str:
    value = toml.text(table, at, key)
    if not _NAME.fullmatch(value):
        path = f"{at}.{key}" if at else key
        raise toml.error(path, f"{key} = {value!r} is not a short name", "use a-z, 0-9 and hyphens")
    return value


def _span(toml: TomlFile, table: Mapping[str, Any], at: str) -> dict[str, Any]:
    since = toml.day(table, at, "since")
    until = toml.day(table, at, "until") if "until" in table else None
    if until is not None and until < since:
        path = f"{at}.until" if at else "until"
        raise toml.error(path, f"until = {until} is before since = {since}", "swap or mend them")
    return {"since": since, "until": until}


def _term(toml: TomlFile, at: str, table: Mapping[str, Any], names: Mapping[str, str]) -> Term:
    toml.check_keys(table, at, _TERM)
    members = toml.texts(table, at, "members")
    if "seats" in table:
        members += _seats(toml, at, table)
    else:
        for code in members:
            if not is_country(code) and code not in names:
                raise toml.error(
                    f"{at}.members",
                    f"unknown country {code!r}",
                    "use ISO 3166-1 alpha-2 codes; name any other member under [names]",
                )
    twice = sorted({code for code in members if members.count(code) > 1})
    if twice or not members:
        problem = f"{', '.join(twice)} named twice" if twice else "a term without members"
        raise toml.error(f"{at}.members", problem, "name each member once")
    return Term(
        members=members,
        group=toml.text(table, at, "group", ""),
        source=toml.text(table, at, "source"),
        **_span(toml, table, at),
    )


def _seats(toml: TomlFile, at: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Numbered seats, for chambers whose members are not named."""
    seats, prefix = _number(toml, at, table, "seats"), toml.text(table, at, "prefix")
    if seats > _MOST_SEATS:
        raise toml.error(f"{at}.seats", f"seats = {seats}", f"a chamber has {_MOST_SEATS} at most")
    width = len(str(seats))
    return tuple(f"{prefix}{number:0{width}}" for number in range(1, seats + 1))


def _weights(toml: TomlFile, at: str, table: Mapping[str, Any]) -> DatedWeights:
    toml.check_keys(table, at, _WEIGHTS)
    values = table.get("values")
    if not isinstance(values, dict) or not values:
        raise toml.error(f"{at}.values", "no weights", f"add: [{at.partition('[')[0]}.values]")
    try:
        weights = Weights(
            toml.text(table, at, "name"),
            tuple(values.items()),
            table.get("whole"),
            toml.text(table, at, "source"),
        )
    except UsageError as error:
        raise toml.error(f"{at}.values", error.problem, error.mend) from None
    return DatedWeights(weights=weights, **_span(toml, table, at))


def _matter(toml: TomlFile, at: str, table: Mapping[str, Any]) -> Matter:
    toml.check_keys(table, at, (*_MATTER, "rule", "negative"))
    rule, negative = table.get("rule"), table.get("negative")
    if not isinstance(rule, dict):
        raise toml.error(f"{at}.rule", "no rule", "add: [matter.rule] with its kind")
    texts: dict[str, Any] = {key: toml.text(table, at, key, "") for key in _MATTER_TEXTS}
    return Matter(
        id=_slug(toml, table, at, "id"),
        title=toml.text(table, at, "title"),
        source=toml.text(table, at, "source"),
        rule=rule,
        negative=negative,
        leaves_out=_number(toml, at, table, "leaves_out"),
        **texts,
        **_span(toml, table, at),
    )


def _number(toml: TomlFile, at: str, table: Mapping[str, Any], key: str) -> int:
    value = table.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise toml.error(f"{at}.{key}", f"{key} = {value!r} is no number", f"write: {key} = 1")
    return value


def _stage(toml: TomlFile, at: str, table: Mapping[str, Any]) -> Stage:
    toml.check_keys(table, at, _STAGE)
    optional = {key: toml.text(table, at, key, "") for key in ("matter", "source", "note")}
    return Stage(
        id=_slug(toml, table, at, "id"),
        title=toml.text(table, at, "title"),
        who=toml.text(table, at, "who"),
        **optional,
    )


def _check_overlaps(toml: TomlFile, body: Body) -> None:
    """Refuse two terms of one member, weights of one name or rules of one matter on one day."""
    entries: list[tuple[str, frozenset[str], Dated]] = [
        *(
            (
                f"term[{i}]",
                frozenset(f"{member} {term.group}".strip() for member in term.members),
                term,
            )
            for i, term in enumerate(body.terms)
        ),
        *(
            (f"weights[{i}]", frozenset({f"weights {entry.weights.name}"}), entry)
            for i, entry in enumerate(body.weights)
        ),
        *(
            (f"matter[{i}]", frozenset({f"matter {entry.id}"}), entry)
            for i, entry in enumerate(body.matters)
        ),
    ]
    for (_, early_names, early), (at, late_names, late) in combinations(entries, 2):
        both = sorted(early_names & late_names)
        if both and (early.covers(late.since) or late.covers(early.since)):
            raise toml.error(
                at,
                f"{', '.join(both)}: from {late.since} overlaps the entry from {early.since}",
                "end the earlier one on the day before: until = ...",
            )


def _check_names(toml: TomlFile, body: Body) -> None:
    """Refuse a matter or a group that is named but not there."""
    matters = {matter.id for matter in body.matters}
    groups = {term.group for term in body.terms if term.group}
    named = [("default", body.default, matters)]
    for index, matter in enumerate(body.matters):
        named.append((f"matter[{index}].participants", matter.participants, matters))
        named.append((f"matter[{index}].group", matter.group, groups))
    named += [(f"stage[{i}].matter", stage.matter, matters) for i, stage in enumerate(body.stages)]
    for place, name, known in named:
        if name and name not in known:
            raise toml.error(place, f"there is no {name!r}", did_you_mean(name, known))


def _check_rules(toml: TomlFile, body: Body) -> None:
    """Build every rule on every day on which it changes."""
    for index, matter in enumerate(body.matters):
        for day in filter(matter.covers, _days_of_change(body)):
            without = body.members_on(day, matter.group)[: matter.leaves_out]
            try:
                body.rule(matter.id, day, without=without)
            except NoWeightsError:
                continue
            except PlacetError as error:
                place = f"matter[{index}].{error.place or 'rule'}"
                raise toml.error(place, f"{error.problem} (on {day})", error.mend) from None


def _days_of_change(body: Body) -> list[date]:
    entries: list[Dated] = [*body.terms, *body.weights, *body.matters, body]
    days = {entry.since for entry in entries}
    days |= {entry.until + timedelta(days=1) for entry in entries if entry.until}
    return sorted(day for day in days if body.covers(day))
