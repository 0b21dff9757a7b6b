"""How `placet why` shows an explanation: for people, and as JSON."""

from __future__ import annotations

from typing import Any

from placet.cli.shapes import position_shape, why_shape
from placet.cli.show import line, show_evidence
from placet.count.views import Board
from placet.standing import Effect, Explanation
from placet.words import HolderKind

_LITTLE = 0.005


def show_explanation(board: Board, told: Explanation) -> None:
    """The standing and its evidence, then what each thing that is known does to it."""
    row = told.standing
    show_evidence(board, row)
    shown = [effect for effect in told.effects if not _idle(effect)]
    if not shown:
        line("nothing that is known moves it: it is taken as one of whom nothing is heard")
        return
    line("log-odds of assent that each adds, and the standing without it", style="bold")
    for effect in shown:
        line(f"{_name(effect):10}  {effect.day}  {_what(effect)}")
        line(
            f"    {_signed(effect.now)} now, {_signed(effect.at_once)} on its day; without it: "
            f"{effect.without.standing}, assents with {effect.without.p_assent:.2f}"
        )
    if told.older:
        line(f"{told.older:,} older statements count too, and are not taken apart")
    line(f"without all of it: assents with {told.prior:.2f}, as one of whom nothing is heard")


def explanation_shape(board: Board, told: Explanation) -> dict[str, Any]:
    """An explanation as `placet why --json` prints it."""
    return {
        **why_shape(board, told.standing),
        "prior_p_assent": told.prior,
        "older": told.older,
        "effects": [
            {
                "position": effect.position.id if effect.position else None,
                "kind": _kind(effect),
                "day": effect.day,
                "log_odds_at_once": effect.at_once,
                "log_odds_now": effect.now,
                "without": {
                    "standing": effect.without.standing,
                    "p_assent": effect.without.p_assent,
                    "probabilities": effect.without.probabilities,
                },
            }
            for effect in told.effects
        ],
        "body": [
            position_shape(effect.position)
            for effect in told.effects
            if effect.position and _kind(effect) == "body"
        ],
    }


def _kind(effect: Effect) -> str:
    if effect.position is None:
        return "change of government"
    return "member" if effect.position.holder_kind is HolderKind.COUNTRY else "body"


def _idle(effect: Effect) -> bool:
    """Does what is known of the body make no difference worth a line?"""
    return _kind(effect) == "body" and max(abs(effect.now), abs(effect.at_once)) < _LITTLE


def _name(effect: Effect) -> str:
    return effect.position.id[:10] if effect.position else ""


def _what(effect: Effect) -> str:
    position = effect.position
    if position is None:
        return "a change of government"
    holder = position.holder or position.holder_kind.value
    who = f", {position.speaker}" if position.speaker else ""
    return f"{holder} {position.stance.value} on {position.question}{who}"


def _signed(value: float) -> str:
    return "±0.00" if abs(value) < _LITTLE else f"{value:+.2f}".replace("-", "−")
