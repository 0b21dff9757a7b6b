"""Packages that unlock, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.cli.forecast_shapes import package_shape
from placet.cli.forecast_show import percent
from placet.cli.output import print_json
from placet.cli.show import labelled, line, show_table
from placet.forecast import Package
from placet.formats import chance_text
from placet.words import Position, Question


def give_packages(
    question: Question,
    packages: Sequence[Package],
    target: float,
    names: Mapping[str, str],
    today: float | None,
    *,
    as_json: bool,
) -> None:
    """The cheapest ways to carry a question, after its chance as things stand."""
    if as_json:
        shape = {
            "question": question.id,
            "target": target,
            "before": {"p_carries": today},
            "packages": [package_shape(package) for package in packages],
        }
        print_json("placet/unlock@1", shape)
        return
    line(f"to carry with a chance of {target:.0%}: {question.text}", style="bold")
    if today is not None:
        line(f"as things stand, if it is put to the vote today: {chance_text(today)}")
    if not packages:
        line("no package of terms and members reaches it, or no member has a position on record")
        return
    columns = ["", "terms granted", "meeting", "to win", "cost", "carries", "apart"]
    show_table(columns, [_row(n, one) for n, one in enumerate(packages, start=1)], right=4)
    line("carries: at that meeting, as every forecast has it; apart: were members independent")
    _show_proof(packages)
    _show_moves(packages, names)
    _show_terms(packages, names)


def _row(number: int, package: Package) -> list[str]:
    return [
        str(number),
        _terms(package),
        str(package.meeting),
        str(len(package.moves)),
        f"{package.cost:.1f}",
        percent(package.p_carries),
        percent(package.p_independent),
    ]


def _terms(package: Package) -> str:
    return "\n".join(f"{axis}: {choice}" for axis, choice in package.terms.items()) or "none"


def _show_proof(packages: Sequence[Package]) -> None:
    unproven = [str(n) for n, one in enumerate(packages, start=1) if not one.proven]
    if unproven:
        labelled("proof", f"none that {', '.join(unproven)} could not be cheaper")
    if len(unproven) < len(packages):
        rest = "the others are" if unproven else "each is"
        labelled("proof", f"{rest} the cheapest with its terms at its meeting, proven")


def _show_moves(packages: Sequence[Package], names: Mapping[str, str]) -> None:
    """Whom each package wins; said once where several win the same."""
    groups: dict[str, list[str]] = {}
    for number, package in enumerate(packages, start=1):
        won = [f"{names.get(m.country, m.country)} ({m.standing})" for m in package.moves]
        groups.setdefault(", ".join(won) or "nobody", []).append(str(number))
    for members, numbers in groups.items():
        label = "to win" if len(groups) == 1 else f"in {', '.join(numbers)}"
        labelled(label, members)


def _show_terms(packages: Sequence[Package], names: Mapping[str, str]) -> None:
    """What each choice of terms meets and rules out, and the statements that say so."""
    seen: set[str] = set()
    for package in packages:
        terms = _terms(package).replace("\n", ", ")
        if terms in seen or not package.evidence:
            continue
        seen.add(terms)
        line(f"what {terms} would do", style="bold")
        for word, members in (("meets", package.won), ("against", package.lost)):
            for position in package.evidence:
                if position.holder in members:
                    labelled(word, _said(position, names))


def _said(position: Position, names: Mapping[str, str]) -> str:
    holder = names.get(position.holder or "", position.holder or "")
    manner = position.directness.value.replace("_", " ")
    by = ", ".join(part for part in (position.speaker, manner, position.source) if part)
    return f"{holder}: {position.condition} ({position.said}, {by}; {position.id[:10]})"
