"""The forecast as the brief tells it: the odds by the horizon, and what they rest on."""

from __future__ import annotations

from typing import Any

from placet.brief import phrases
from placet.forecast import Forecast, StageOdds

_MOST = 0.75
"""Where more than this share of members is unknown, the brief warns of it."""
_TINY, _ONE, _TEN, _SURE = 0.0001, 0.01, 0.1, 0.995


def told(found: Forecast | None) -> tuple[str, ...]:
    """The forecast in sentences: the odds, what they rest on, what they assume.

    Nothing where none was made; one sentence where there is no figure.
    """
    if found is None:
        return ()
    if found.refused:
        return (f"None: {found.refused}.",)
    ahead = _next(found)
    if ahead is None:
        reached = [stage for stage in found.stages if stage.reached]
        last = f"{reached[-1].title}: {phrases.day(reached[-1].reached)}. " if reached else ""
        return (f"{last}What follows has no figure: too few past cases.",)
    return (_odds(found, ahead), _grounds(found), _assumed(found))


def shape(found: Forecast | None) -> dict[str, Any] | None:
    """The forecast for other programs; `placet forecast --json` has all of it."""
    if found is None:
        return None
    ahead, meeting = _next(found), found.meetings[0] if found.meetings else None
    return {
        "stage": ahead.stage if ahead else None,
        "by": ahead.by[-1] if ahead else None,
        "next_meeting": meeting and {"date": meeting.date, "p_carries": meeting.p_carries},
        "grounds": found.grounds,
        "refused": found.refused,
        "model": found.model,
        "exact": found.exact,
        "draws": found.draws,
        "seed": found.seed,
    }


def chance(p: float) -> str:
    """A chance with no more digits than tell something, and never quite none or all."""
    if p < _TINY:
        return "under 0.01 %"
    if p > _SURE:
        return "over 99 %"
    digits = 2 if p < _ONE else 1 if p < _TEN else 0
    return f"{p * 100:.{digits}f} %"


def _next(found: Forecast) -> StageOdds | None:
    """The stage that the question decides, or the first after it that is still to come."""
    return found.decided or next((s for s in found.stages if s.by and not s.reached), None)


def _odds(found: Forecast, ahead: StageOdds) -> str:
    last = ahead.by[-1]
    span = chance(last.low), chance(last.high)
    range_ = span[0] if span[0] == span[1] else f"{span[0]} to {span[1]}"
    text = (
        f"{ahead.title} by {phrases.day(last.date)}: {chance(last.p)} "
        f"({range_} under other settings that could be defended)"
    )
    if found.meetings:
        meeting = found.meetings[0]
        kind = "a meeting assumed" if meeting.assumed else "the meeting"
        text += f"; at {kind} on {phrases.day(meeting.date)}: {chance(meeting.p_carries)}"
    return f"{text}."


def _grounds(found: Forecast) -> str:
    on = found.grounds
    aged = "" if on.age_days is None else f", half of them {on.age_days} days old or older"
    guessed = ", so that much of it is what is assumed of the silent" * (
        on.unknown > _MOST * on.members
    )
    return (
        f"It rests on {phrases.plural(on.statements, 'statement')}{aged}; "
        f"{on.unknown} of {on.members} members are unknown{guessed}."
    )


def _assumed(found: Forecast) -> str:
    return (
        f"The forecast assumes: {'; '.join(found.grounds.assumptions)}. "
        "The odds of the count take members one by one, and the unknown at their prior."
    )
