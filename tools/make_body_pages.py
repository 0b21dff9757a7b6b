"""Makes the pages under docs/bodies from the bodies' files: rules, members, power, a picture.

Run it after changing a body: `python tools/make_body_pages.py`. With `--check` it writes nothing
and names the pages that are out of date.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import vl_convert

from placet.bodies import Body, Matter, body_names, load_body
from placet.rules import OutOfReachError, Power, Rule, minimal_power, power, probabilities
from placet.rules.lowered import LoweredRule, thresholds
from placet.rules.verdicts import verdict, who_can_block

PAGES = Path(__file__).resolve().parents[1] / "docs" / "bodies"
CAPTION = (
    "How likely a question carries if each member votes yes with the same chance, and else no, "
    "independently of the others."
)
INDICES = (
    "Of votes of yes and no alone. Banzhaf: normalised. Shapley-Shubik: the share of orders that "
    "it tips. Decisive: the chance that it tips when all others toss a coin (Penrose). Prevent and "
    "initiate: the share of winning coalitions it can undo, of losing ones it can turn (Coleman)."
)
BEGIN, END = "<!-- bodies -->", "<!-- /bodies -->"
STEPS, HEAVY = 40, 100_000
EXACT_UP_TO = 10**15
SMALL = 1e-3
FEW = 8
BEST_KNOWN = 12


def rule_of(body: Body, matter: Matter) -> Rule:
    """The rule on the day to which the body was checked, the first members left out if any are."""
    left_out = body.members_on(body.checked, matter.group)[: matter.leaves_out]
    return body.rule(matter.id, body.checked, without=left_out)


@cache
def page(name: str) -> str:
    """The page of one body."""
    body = load_body(name)
    matters = body.matters_on(body.checked)
    parts = [
        f"# {body.title}",
        "Made from the body's file by `tools/make_body_pages.py`; mend the file, not this page.",
        f"{body.source}.",
        body.note,
        f"![Chance that a question carries, by matter]({body.name}.svg)",
        CAPTION,
        f"```console\n$ {_command(body)}\n```",
        "## Members",
        _members(body),
        "## Matters",
        *(_matter(body, matter) for matter in matters),
        _earlier(body),
        "## Power",
        INDICES,
        *(_power(body, alike, rule) for alike, rule in games(body)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _members(body: Body) -> str:
    """Who belongs on the day of the check, and how the number changed before."""
    now = body.members_on(body.checked)
    who = ", ".join(_groups(body, now))
    lines = [f"{len(now)} on {body.checked}: {who}.", "", "| from | members | joined | left |"]
    lines.append("|---|---|---|---|")
    before: tuple[str, ...] = ()
    for day in _days(body):
        members = body.members_on(day)
        joined = [m for m in members if m not in before]
        left = [m for m in before if m not in members]
        if joined or left:
            names = [_few(body, joined) if before else "", _few(body, left)]
            lines.append(f"| {day} | {len(members)} | {names[0]} | {names[1]} |")
        before = members
    return "\n".join(lines)


def _days(body: Body) -> list[Any]:
    starts = {term.since for term in body.terms}
    ends = {term.until + timedelta(days=1) for term in body.terms if term.until}
    return sorted(day for day in starts | ends if body.covers(day))


def _few(body: Body, members: list[str]) -> str:
    if len(members) > BEST_KNOWN:
        return f"{len(members)} members"
    return ", ".join(body.name_of(member) for member in members)


def _groups(body: Body, members: tuple[str, ...]) -> list[str]:
    """Members by name; numbered seats as a range."""
    named = [m for m in members if not m[1:].isdigit()]
    seats: dict[str, list[str]] = {}
    for member in members:
        if member not in named:
            seats.setdefault(member[0], []).append(member)
    ranges = [f"{some[0]} to {some[-1]} ({len(some)} seats)" for some in seats.values()]
    return [*(body.name_of(member) for member in named), *ranges]


def _matter(body: Body, matter: Matter) -> str:
    rule = rule_of(body, matter)
    default = " (the default)" if matter.id == body.default else ""
    words = rule.in_words()
    rows = [
        ("rule", words[0].upper() + words[1:]),
        ("source", rule.source),
        ("abstention", matter.abstention),
        ("absence", matter.absence),
        ("can block", who_can_block(verdict(rule, {}))),
        ("note", rule.note),
    ]
    table = "\n".join(f"| {key} | {text} |" for key, text in rows if text)
    title = matter.title[0].upper() + matter.title[1:]
    return f"### {title}{default}\n\n| `{matter.id}` | |\n|---|---|\n{table}"


def _command(body: Body) -> str:
    matter = body.matter("", body.checked)
    left_out = body.members_on(body.checked, matter.group)[: matter.leaves_out]
    without = f" --without {','.join(left_out)}" if left_out else ""
    return f"placet rule {body.name} {matter.id} --on {body.checked}{without}"


def _earlier(body: Body) -> str:
    """Rules that are in force no longer."""
    past = [matter for matter in body.matters if matter.until and matter.until < body.checked]
    rows = [
        f"| `{matter.id}` | {matter.since} | {matter.until} "
        f"| {body.rule(matter.id, matter.since).in_words()} | {matter.source} |"
        for matter in past
    ]
    head = "## Earlier rules\n\n| matter | from | to | rule | source |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows) if rows else ""


def games(body: Body) -> list[tuple[list[Matter], Rule]]:
    """The matters that are decided alike, with their rule."""
    found: dict[LoweredRule, tuple[list[Matter], Rule]] = {}
    for matter in body.matters_on(body.checked):
        rule = rule_of(body, matter)
        found.setdefault(rule.lowered(), ([], rule))[0].append(matter)
    return list(found.values())


def _power(body: Body, matters: list[Matter], rule: Rule) -> str:
    head = "### Power: " + ", ".join(f"`{matter.id}`" for matter in matters)
    answer = power(rule)
    rows = _rows(body, answer)
    lines = ["| member | Banzhaf | Shapley-Shubik | decisive | prevent | initiate |"]
    table = "\n".join([*lines, "|---|---|---|---|---|---|", *rows])
    if len(rows) == 1:
        each = _share(next(iter(answer.penrose.values())))
        n = len(answer.banzhaf)
        table = f"All {n} members have the same power; each is decisive with chance {each}."
    return f"{head}\n\n{_counted(rule, answer)}\n\n{table}"


def _counted(rule: Rule, answer: Power) -> str:
    """How many coalitions carry, how many are minimal, and how that was found."""
    n = len(rule.members)
    if answer.winning is None:
        how = f"simulation ({answer.draws} draws, seed {answer.seed})"
        return f"Estimated by {how}; exact counts for {n} members are out of reach."
    share = _share(answer.collective)
    text = f"{_number(answer.winning)} of the 2^{n} coalitions carry, a share of {share}"
    with suppress(OutOfReachError):
        found = minimal_power(rule)
        sets = f"{_number(found.blocking_sets)} minimal blocking sets"
        text += f"; {_number(found.coalitions)} of them are minimal. There are {sets}"
    return f"{text}. Computed exactly: {answer.how}."


def _number(count: int) -> str:
    if count < EXACT_UP_TO:
        return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{count:.3e}".replace("e+", " × 10^")


def _share(share: Fraction | float) -> str:
    return f"{float(share):.6f}" if share >= SMALL or not share else f"{float(share):.3g}"


def _rows(body: Body, answer: Power) -> list[str]:
    """One row for each group of members with equal power, the most powerful first."""
    indices = (answer.banzhaf, answer.shapley_shubik, answer.penrose)
    indices += (answer.preventive, answer.initiative)
    alike: dict[tuple[float, ...], list[str]] = {}
    for member in answer.banzhaf:
        values = tuple(round(float(index[member]), 9) for index in indices)
        alike.setdefault(values, []).append(member)
    return [
        f"| {_few(body, some) if len(some) <= FEW else ', '.join(_groups(body, tuple(some)))} | "
        f"{' | '.join(map(_share, values))} |"
        for values, some in sorted(alike.items(), key=lambda item: -item[0][0])
    ]


@cache
def curve(name: str) -> list[dict[str, Any]]:
    """For each matter, the chance that a question carries at equal chances of assent."""
    data = []
    for matters, rule in games(load_body(name)):
        heaviest = max(max(map(max, leaf.scores)) for leaf in thresholds(rule.lowered().root))
        steps = STEPS if heaviest < HEAVY else STEPS // 2
        assent = np.linspace(0.0, 1.0, steps + 1)
        try:
            carried = probabilities(rule, np.repeat(assent[:, None], len(rule.members), axis=1))
        except OutOfReachError:
            continue
        names = ", ".join(matter.id for matter in matters)
        pairs = np.round(np.stack([assent, carried], axis=1), 6).tolist()
        data += [{"matter": names, "assent": p, "carried": q} for p, q in pairs]
    return data


def picture(data: list[dict[str, Any]]) -> str:
    """The curves as SVG, told apart by dash as well as by colour."""
    ends = alt.Axis(format="%", tickCount=5)
    legend = alt.Legend(orient="bottom", columns=1, labelLimit=420)
    chart = (
        alt.Chart(alt.Data(values=data), width=420, height=200)
        .mark_line()
        .encode(
            x=alt.X("assent:Q", title="chance that a member votes yes", axis=ends),
            y=alt.Y("carried:Q", title="chance that it carries", axis=ends),
            color=alt.Color("matter:N", title=None, sort=None, legend=legend),
            strokeDash=alt.StrokeDash("matter:N", title=None, sort=None, legend=legend),
        )
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict())
    return svg.replace("</svg>", f"<!-- data {digest(data)} --></svg>")


def digest(data: list[dict[str, Any]]) -> str:
    """Names the data of a picture, so that a picture of other data is noticed."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]


def index(bodies: Mapping[str, Body]) -> str:
    """The table of all bodies."""
    rows = "\n".join(
        f"| [`{name}`]({name}.md) | {body.title} | {len(body.members_on(body.checked))} "
        f"| {body.since} | {', '.join(f'`{m.id}`' for m in body.matters_on(body.checked))} |"
        for name, body in bodies.items()
    )
    return f"| body | | members | known from | matters |\n|---|---|---|---|---|\n{rows}"


def made(names: Sequence[str] = ()) -> dict[Path, str]:
    """The index and the pages of these bodies, or of all, each with its text."""
    bodies = {name: load_body(name) for name in body_names()}
    readme = (PAGES / "README.md").read_text(encoding="utf-8")
    before, after = readme.partition(BEGIN)[0], readme.partition(END)[2]
    pages = {PAGES / f"{name}.md": page(name) for name in names or bodies}
    return {PAGES / "README.md": f"{before}{BEGIN}\n{index(bodies)}\n{END}{after}", **pages}


def outdated(names: Sequence[str] = ()) -> list[str]:
    """Which pages and pictures, of these bodies or of all, are not as the data would have them.

    Pictures are compared by the data that they show.
    """
    pages = [path.name for path, text in made(names).items() if _text(path) != text]
    pictures = {name: PAGES / f"{name}.svg" for name in names or body_names()}
    return pages + [p.name for n, p in pictures.items() if digest(curve(n)) not in _text(p)]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> None:
    """Write the pages, or with --check say which are out of date."""
    if "--check" in sys.argv:
        names = outdated()
        sys.exit(f"out of date: {', '.join(names)}" if names else 0)
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
    for name in body_names():
        (PAGES / f"{name}.svg").write_text(picture(curve(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
