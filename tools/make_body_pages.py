"""Makes the pages under docs/bodies from the bodies' files: rules, members, power, a picture.

Run it after changing a body: `python tools/make_body_pages.py`. With `--check` it writes nothing
and names the pages that are out of date.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from placet.bodies import Body, Matter, body_names, load_body
from placet.rules import Power, Rule, probability
from placet.rules.lowered import LoweredRule
from placet.rules.verdicts import verdict, who_can_block

PAGES = Path(__file__).resolve().parents[1] / "docs" / "bodies"
CAPTION = (
    "How likely a question carries if each member votes yes with the same chance, and else no, "
    "independently of the others."
)
BEGIN, END = "<!-- bodies -->", "<!-- /bodies -->"
STEPS = 40
FEW = 8
BEST_KNOWN = 12


def rule_of(body: Body, matter: Matter) -> Rule:
    """The rule on the day to which the body was checked, the first members left out if any are."""
    left_out = body.members_on(body.checked, matter.group)[: matter.leaves_out]
    return body.rule(matter.id, body.checked, without=left_out)


def page(body: Body) -> str:
    """The page of one body."""
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
    answer = verdict(rule, {}, with_power=True).power
    if answer is None:
        return (
            f"{head}\n\nNot given: exact counts for {len(rule.members)} members are out of reach."
        )
    rows = _rows(body, answer)
    if len(rows) == 1:
        n = len(answer.banzhaf)
        each = f"{float(next(iter(answer.penrose.values()))):.3g}"
        return (
            f"{head}\n\nAll {n} members have the same power; each is decisive with chance {each}."
        )
    lines = ["| member | Banzhaf | Shapley-Shubik | decisive |", "|---|---|---|---|", *rows]
    return f"{head}\n\n" + "\n".join(lines)


def _rows(body: Body, answer: Power) -> list[str]:
    """One row for each group of members with equal power, the most powerful first."""
    alike: dict[tuple[float, float, float], list[str]] = {}
    for member, share in answer.banzhaf.items():
        values = (share, answer.shapley_shubik[member], answer.penrose[member])
        alike.setdefault(tuple(map(_rounded, values)), []).append(member)  # type: ignore[arg-type]
    return [
        f"| {_few(body, some) if len(some) <= FEW else ', '.join(_groups(body, tuple(some)))} "
        f"| {values[0]:.6f} | {values[1]:.6f} | {values[2]:.6f} |"
        for values, some in sorted(alike.items(), key=lambda item: -item[0][0])
    ]


def _rounded(share: Fraction | float) -> float:
    return round(float(share), 9)


def curve(body: Body) -> list[dict[str, Any]]:
    """For each matter, the chance that a question carries at equal chances of assent."""
    return [
        {
            "matter": ", ".join(matter.id for matter in matters),
            "assent": step / STEPS,
            "carried": round(probability(rule, dict.fromkeys(rule.members, step / STEPS)), 6),
        }
        for matters, rule in games(body)
        for step in range(STEPS + 1)
    ]


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


def made() -> dict[Path, str]:
    """Every page with its text; pictures are compared by the data that they show."""
    bodies = {name: load_body(name) for name in body_names()}
    readme = (PAGES / "README.md").read_text(encoding="utf-8")
    before, after = readme.partition(BEGIN)[0], readme.partition(END)[2]
    pages = {PAGES / f"{name}.md": page(body) for name, body in bodies.items()}
    return {PAGES / "README.md": f"{before}{BEGIN}\n{index(bodies)}\n{END}{after}", **pages}


def outdated() -> list[str]:
    """The names of pages and pictures that are not as the data would have them."""
    pages = [
        path.name
        for path, text in made().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    pictures = [
        f"{name}.svg"
        for name in body_names()
        if digest(curve(load_body(name))) not in _drawn(PAGES / f"{name}.svg")
    ]
    return pages + pictures


def _drawn(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> None:
    """Write the pages, or with --check say which are out of date."""
    if "--check" in sys.argv:
        names = outdated()
        sys.exit(f"out of date: {', '.join(names)}" if names else 0)
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
    for name in body_names():
        (PAGES / f"{name}.svg").write_text(picture(curve(load_body(name))), encoding="utf-8")


if __name__ == "__main__":
    main()
