"""Power: how often each member is decisive when members vote yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb, lcm
from typing import TypeAlias

from placet.rules.engine.compile import Counting, counting
from placet.rules.engine.game import Game, binary_game
from placet.rules.engine.integral import shapley
from placet.rules.rule import Rule

Share: TypeAlias = Fraction | float
Ends: TypeAlias = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """The power of each member of a rule, when all vote yes or no.

    Counts are whole numbers without limit. Shares are exact fractions; only where the counts of all
    sizes would be too large to hold is the Shapley-Shubik index a float, right to 1e-12. Where even
    the coalitions cannot be counted, shares are estimates, `exact` is false, `winning` is None, and
    `low_high` gives the ends of their 95 % intervals.
    """

    swings: dict[str, int]
    """Raw Banzhaf: coalitions of the others that lose alone and win with the member (1965).

    None are given where they cannot be counted."""
    banzhaf: dict[str, Share]
    """Normalised: adds up to one, unless nobody is ever decisive."""
    penrose: dict[str, Share]
    """Absolute Banzhaf: the share of the others' votes in which a member is decisive (1946)."""
    shapley_shubik: dict[str, Share]
    """The share of orders in which a member is the one that tips (1954)."""
    collective: Share
    """Coleman's power of the collectivity to act: the share of coalitions that win (1971)."""
    winning: int | None
    """How many coalitions win: their yes carries when all others vote no."""
    how: str
    exact: bool = True
    low_high: Mapping[str, Ends] = field(default_factory=dict)
    """By index, where they are estimates."""
    draws: int = 0
    seed: int | None = None

    @property
    def preventive(self) -> dict[str, Share]:
        """Coleman's power to prevent action: the share of winning coalitions a member can undo."""
        return {m: p / (2 * self.collective or 1) for m, p in self.penrose.items()}

    @property
    def initiative(self) -> dict[str, Share]:
        """Coleman's power to initiate action: the share of losing coalitions a member can turn."""
        return {m: p / (2 * (1 - self.collective) or 1) for m, p in self.penrose.items()}

    def _repr_html_(self) -> str:
        """For notebooks: one row for each member, the most powerful first."""
        rows = "".join(
            f"<tr><td>{member}</td><td>{float(share):.6f}</td>"
            f"<td>{float(self.shapley_shubik[member]):.6f}</td>"
            f"<td>{float(self.penrose[member]):.6f}</td></tr>"
            for member, share in sorted(self.banzhaf.items(), key=lambda item: -item[1])
        )
        head = "<tr><th></th><th>Banzhaf</th><th>Shapley-Shubik</th><th>decisive</th></tr>"
        how = f"{'exact' if self.exact else 'estimated'}: {self.how}"
        return f"<table>{head}{rows}</table><p><small>{how}</small></p>"


def power(rule: Rule, *, seed: int = 0) -> Power:
    """The indices of Banzhaf, Penrose, Coleman, and Shapley and Shubik.

    Args:
        rule: the rule; of ballots only yes and no are considered.
        seed: of the simulation, where counting is out of reach.
    """
    game = binary_game(rule.lowered())
    found = counting(game)
    if found is None:
        return _simulated(rule, game, seed)
    how, backend = found
    winning, swings = backend.counts()
    orders: Sequence[Share] | None = exact_orders(game, backend)
    if orders is None:
        orders = shapley(game)
        how += "; Shapley-Shubik integrated, right to 1e-12"
    others = 1 << (game.n - 1)
    return Power(
        swings=dict(zip(rule.members, swings, strict=True)),
        banzhaf=_named(rule, [Fraction(swing, sum(swings) or 1) for swing in swings]),
        penrose=_named(rule, [Fraction(swing, others) for swing in swings]),
        shapley_shubik=_named(rule, orders),
        collective=Fraction(winning, 2 * others),
        winning=winning,
        how=how,
    )


def orders_of(sizes: Sequence[Sequence[int]]) -> list[Fraction]:
    """Shapley-Shubik from swings by size: s others come before, n - 1 - s after.

    Members with the same swings share one sum.
    """
    n = len(sizes)
    whole = n * lcm(*(comb(n - 1, size) for size in range(n)))
    orders = [whole // (n * comb(n - 1, size)) for size in range(n)]
    known = {
        swings: Fraction(sum(k * order for k, order in zip(swings, orders, strict=True)), whole)
        for swings in set(map(tuple, sizes))
    }
    return [known[tuple(swings)] for swings in sizes]


def exact_orders(game: Game, backend: Counting) -> list[Fraction] | None:
    """Shapley-Shubik as exact fractions, if the swings of all sizes can be held."""
    if backend.size_words(game.n) > _MOST_WORDS:
        return None
    return orders_of(backend.swings_by_size())


_MOST_WORDS = 1 << 25
"""64-bit words that the counts of all sizes may take."""


def _simulated(rule: Rule, game: Game, seed: int) -> Power:
    """Penrose by votes at even chances; Shapley-Shubik by votes at one chance drawn for all."""
    import numpy as np

    from placet.rules.engine import simulate

    rng = np.random.default_rng(seed)
    half = np.full((1, game.n, 2), 0.5)

    def even(size: int) -> simulate.Floats:
        return np.broadcast_to(half, (size, game.n, 2))

    def together(size: int) -> simulate.Floats:
        p = np.repeat(rng.random(size)[:, None], game.n, axis=1)
        return np.stack([1.0 - p, p], axis=2)

    def ends_of(factors: Callable[[int], simulate.Floats]) -> dict[str, simulate.Interval]:
        hits = simulate.decisive(game, factors, rng)
        return {
            m: simulate.interval(int(h), simulate.DRAWS)
            for m, h in zip(rule.members, hits, strict=True)
        }

    ends = {"penrose": ends_of(even), "shapley_shubik": ends_of(together)}
    penrose, orders = ({m: end.share for m, end in some.items()} for some in ends.values())
    total = sum(penrose.values()) or 1.0
    return Power(
        swings={},
        banzhaf={m: share / total for m, share in penrose.items()},
        penrose=dict(penrose),
        shapley_shubik=dict(orders),
        collective=simulate.carried(game, even, rng) / simulate.DRAWS,
        winning=None,
        how="simulation",
        exact=False,
        low_high={
            name: {m: (end.low, end.high) for m, end in some.items()} for name, some in ends.items()
        },
        draws=simulate.DRAWS,
        seed=seed,
    )


def _named(rule: Rule, shares: Sequence[Share]) -> dict[str, Share]:
    return dict(zip(rule.members, shares, strict=True))
