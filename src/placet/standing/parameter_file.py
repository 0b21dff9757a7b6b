"""Parameters written as the file that `parameters` reads."""

from __future__ import annotations

from collections.abc import Iterable

from placet.standing.parameters import Parameters
from placet.words import Directness


def parameters_toml(params: Parameters, remarks: Iterable[str] = ()) -> str:
    """A file of parameters, laid out like the shipped one, where each figure is explained.

    Args:
        params: the figures.
        remarks: what they come from, a comment line each.
    """
    lines = [
        *(f"# {remark}" for remark in remarks),
        "# Levels: opposed, reluctant, conditional, supportive. Stances: against, reluctant,",
        "# conditional, for. What each figure means stands in placet's own defaults.toml.",
        f"prior = {_row(params.prior)}",
        f"moves_per_year = {_number(params.moves_per_year)}",
        f"assent = {_row(params.assent)}",
        f"named_from = {_number(params.named_from)}",
        f"implied = {_number(params.implied)}",
        f"reset = {_number(params.reset)}",
        "",
        "[believed]",
        *(f"{kind.value} = {_number(params.believed[kind])}" for kind in Directness),
    ]
    for kind in Directness:
        lines += ["", f"[says.{kind.value}]", "table = ["]
        lines += [f"  {_row(row)}," for row in params.says[kind]]
        lines += ["]", f"shakes = {_number(params.shakes[kind])}"]
    return "\n".join(lines) + "\n"


def _row(values: Iterable[float]) -> str:
    return f"[{', '.join(map(_number, values))}]"


def _number(value: float) -> str:
    text = f"{value:.12g}"
    return text if "." in text or "e" in text else f"{text}.0"
