"""The forecast as the brief tells it: the odds by the horizon, and what they rest on."""

from __future__ import annotations

from typing import Any

from placet.brief import phrases
from placet.forecast import Forecast, MeetingOdds, StageOdds
from placet.formats import chance_text, span_text

_MOST = 0.75
"""Where more than this share of members is unknown, the brief warns of it."""


def told(found: Forecast | None) -> tuple[str, ...]:
    """The forecast in sentences: how odds ahead differ from those of today, what they rest on.

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
        "today": found.today and {"date": found.today.date, "p_carries": found.today.p_carries},
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


def _next(found: Forecast) -> StageOdds | None:
    """The stage that the question decides, or the first after it that is still to come."""
    return found.decided or next((s for s in found.stages if s.by and not s.reached), None)


def _odds(found: Forecast, ahead: StageOdds) -> str:
    """The odds at the next meeting and by the horizon, with what makes them others than today's."""
    last = ahead.by[-1]
    by = (
        f"{ahead.title} by {phrases.day(last.date)}: {chance_text(last.p)} "
        f"({span_text(last.low, last.high)} under other settings that could be defended)"
    )
    if not found.meetings:
        return f"{by}."
    meeting, times = found.meetings[0], len(found.meetings)
    kind = "a meeting assumed" if meeting.assumed else "the meeting"
    often = f", at whichever of {times} meetings it carries first" if times > 1 else ""
    return f"At {kind} on {phrases.day(meeting.date)}: {_beside(found, meeting)}. {by}{often}."


def _beside(found: Forecast, meeting: MeetingOdds) -> str:
    """The chance at a meeting, and why it is another than today's if it is."""
    text = chance_text(meeting.p_carries)
    if found.today is not None and chance_text(found.today.p_carries) == text:
        return f"{text} as well"
    return f"{text}, as members may have moved by then"


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
    return f"All odds assume: {'; '.join(found.grounds.assumptions)}."
