"""Scores of a distribution over dates: CRPS, exact and honest about censoring, and coverage.

A distribution is a cumulative one, linear between knots; a jump is a knot that stands twice, so
that step functions (Kaplan-Meier, a sample) are covered exactly. Mass may be missing at the end:
what may never happen is allowed for.

The continuous ranked probability score is the integral of (F(t) - [observed <= t])^2 (Gneiting and
Raftery, J. Am. Stat. Assoc. 102, 2007). Here it runs to a threshold only, which keeps it proper for
what lies before (Gneiting and Ranjan, "Comparing density forecasts using threshold- and
quantile-weighted scoring rules", J. Bus. Econ. Stat. 29, 2011); what is not observed yet is scored
up to the day on which it was last known to be open, as nothing later is known of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_SLACK = 1e-9
"""What rounding may do to a cumulative distribution."""


def crps(knots: ArrayLike, cdf: ArrayLike, observed: float, until: float) -> float:
    """The score of one distribution, in the unit of the knots; 0 is perfect.

    Args:
        knots: (K,) times, never falling; the first is the start of the integral. Beyond the last
            one the distribution stays where it is.
        cdf: (K,) chance of the event by each.
        observed: when it happened; infinity if it had not by `until`.
        until: end of the integral: the threshold, or the last day on which it was known to be open.
    """
    times, below = _checked(knots, cdf)
    end = max(float(until), float(times[0]))
    seen = min(max(float(observed), float(times[0])), end)
    return _squares(times, below, seen) + (
        _squares(times, 1 - below, end) - _squares(times, 1 - below, seen)
    )


def steps(times: ArrayLike, cdf: ArrayLike, start: float = 0.0) -> tuple[Floats, Floats]:
    """Knots and cumulative chances, (2M + 1,) each, of a step function that is 0 before its steps.

    Args:
        times: (M,) where it steps, rising.
        cdf: (M,) its value from each on.
        start: where it begins.
    """
    at, to = np.asarray(times, np.float64), np.asarray(cdf, np.float64)
    before = np.concatenate([[0.0], to[:-1]]) if len(to) else to
    knots = np.concatenate([[start], np.repeat(at, 2)])
    return knots, np.concatenate([[0.0], np.stack([before, to], axis=1).ravel()])


def quantiles(knots: ArrayLike, cdf: ArrayLike, levels: ArrayLike) -> Floats:
    """(Q,): first time by which each level is reached; infinity where it never is."""
    times, below = _checked(knots, cdf)
    wanted = np.atleast_1d(np.asarray(levels, np.float64))
    at = np.searchsorted(below, wanted - 1e-12, side="left")
    found = np.full(len(wanted), np.inf)
    reached = at < len(below)
    after = at[reached]
    first = np.maximum(after - 1, 0)
    rise = below[after] - below[first]
    part = np.where(rise > 0, (wanted[reached] - below[first]) / np.where(rise > 0, rise, 1), 0.0)
    found[reached] = times[first] + np.clip(part, 0, 1) * (times[after] - times[first])
    return found


def coverage(
    low: ArrayLike, high: ArrayLike, observed: ArrayLike, until: ArrayLike
) -> tuple[int, int]:
    """How many intervals hold what happened, and of how many that can be known.

    Args:
        low: (N,) lower ends.
        high: (N,) upper ends; infinity where the distribution does not reach that level.
        observed: (N,) when it happened; infinity if it had not by `until`.
        until: (N,) last day known. One that is still open counts as a miss once the upper end has
            passed, as a hit if the upper end is infinite, and as unknown otherwise.
    """
    lower, upper = np.asarray(low, np.float64), np.asarray(high, np.float64)
    seen, end = np.asarray(observed, np.float64), np.asarray(until, np.float64)
    happened = np.isfinite(seen)
    inside = np.where(happened, (lower <= seen) & (seen <= upper), np.isinf(upper))
    known = happened | (upper <= end) | np.isinf(upper)
    return int(inside[known].sum()), int(known.sum())


def _squares(times: Floats, values: Floats, end: float) -> float:
    """The integral of the square of a piecewise linear function from its first knot to `end`."""
    inner = times < end
    last = int(inner.sum()) - 1
    if last < 0:
        return 0.0
    length = np.diff(times[: last + 1])
    left, right = values[:last], values[1 : last + 1]
    whole = float((length * (left**2 + left * right + right**2)).sum() / 3)
    rest, start = end - float(times[last]), float(values[last])
    if last + 1 < len(times):
        gap = float(times[last + 1] - times[last])
        stop = start + (float(values[last + 1]) - start) * rest / gap
    else:
        stop = start
    return whole + rest * (start**2 + start * stop + stop**2) / 3


def _checked(knots: ArrayLike, cdf: ArrayLike) -> tuple[Floats, Floats]:
    times, below = np.asarray(knots, np.float64), np.asarray(cdf, np.float64)
    if times.ndim != 1 or times.shape != below.shape or not len(times):
        raise ValueError(f"knots {times.shape} and chances {below.shape} do not match")
    if (np.diff(times) < 0).any():
        raise ValueError("knots fall")
    if (np.diff(below) < -_SLACK).any() or below[0] < -_SLACK or below[-1] > 1 + _SLACK:
        raise ValueError("no cumulative distribution: it falls, or leaves 0 to 1")
    return times, below
