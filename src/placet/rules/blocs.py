"""Power when members vote in blocs: the values of Owen, and of Banzhaf and Owen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from placet.errors import UsageError
from placet.rules.chances import check_members
from placet.rules.engine.compile import OutOfReachError
from placet.rules.engine.game import Game, binary_game, merged
from placet.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocPower:
    """The power of each member when blocs come, or vote, together, as exact fractions."""

    owen: dict[str, Fraction]
    """Blocs come in any order and so do the members of each: who tips (Owen 1977)."""
    banzhaf_owen: dict[str, Fraction]
    """Other blocs toss a coin each, fellow members one each: who is decisive (Owen 1981)."""


def bloc_power(rule: Rule, blocs: Iterable[Iterable[str]]) -> BlocPower:
    """The power of members within blocs that vote together.

    Args:
        rule: the rule.
        blocs: who votes together; whoever is in none stands alone.

    Raises:
        UsageError: a bloc without members, a stranger, or a member in two blocs.
        OutOfReachError: the game is too large to count.
    """
    groups = _groups(rule, [tuple(bloc) for bloc in blocs])
    game = binary_game(rule.lowered())
    owen, banzhaf = [Fraction(0)] * game.n, [Fraction(0)] * game.n
    alone = [place for place, group in enumerate(groups) if len(group) == 1]
    together = [place for place, group in enumerate(groups) if len(group) > 1]
    for inner in ([alone] if alone else []) + [[place] for place in together]:
        for member, swings in _swings(game, groups, inner).items():
            size = len(groups[inner[0]])
            owen[member] = _value(swings, len(groups), size)
            banzhaf[member] = Fraction(sum(swings.values()), 1 << (len(groups) - 1 + size - 1))
    return BlocPower(
        owen=dict(zip(rule.members, owen, strict=True)),
        banzhaf_owen=dict(zip(rule.members, banzhaf, strict=True)),
    )


def _groups(rule: Rule, blocs: Sequence[tuple[str, ...]]) -> list[tuple[int, ...]]:
    named = [member for bloc in blocs for member in bloc]
    check_members(rule, named)
    twice = sorted({member for member in named if named.count(member) > 1})
    if twice:
        raise UsageError(f"in two blocs: {', '.join(twice)}", mend="name each member once")
    if not all(blocs):
        raise UsageError("a bloc without members", mend="name its members")
    alone = [(member,) for member in rule.members if member not in named]
    place = {member: index for index, member in enumerate(rule.members)}
    return [tuple(place[member] for member in bloc) for bloc in (*blocs, *alone)]


def _swings(
    game: Game, groups: Sequence[tuple[int, ...]], inner: Sequence[int]
) -> Mapping[int, Mapping[tuple[int, int], int]]:
    """For each member of the inner blocs, its swings by how many blocs and fellows vote yes.

    Inner blocs are one of several members, or all of a single one, which need no telling apart.
    """
    from placet.rules.engine.diagram import TooLargeError, build
    from placet.rules.engine.passes import Drawn

    several = len(groups[inner[0]]) > 1
    singles = [(member,) for member in groups[inner[0]]] if several else []
    rest = [group for place, group in enumerate(groups) if not several or place != inner[0]]
    players = [*singles, *rest]
    quotient = merged(game, players)
    if isinstance(quotient.tree, bool):
        return {}
    n, fellows = len(players), max(len(singles), 1)
    shifts = [n if place < len(singles) else n * fellows for place in range(n)]
    try:
        packed = Drawn(build(quotient)).weighted_swings(shifts)
    except TooLargeError:
        raise OutOfReachError(
            f"counting swings of {n} blocs and members is out of reach",
            mend="join more members in blocs",
        ) from None
    wanted = (
        range(len(singles)) if several else [p for p, group in enumerate(rest) if len(group) == 1]
    )
    return {players[place][0]: _unpacked(packed[place], n, fellows) for place in wanted}


def _unpacked(packed: int, n: int, fellows: int) -> dict[tuple[int, int], int]:
    mask = (1 << n) - 1
    counts = {}
    for slot in range(packed.bit_length() // n + 1):
        count = packed >> (n * slot) & mask
        if count:
            counts[divmod(slot, fellows)] = count
    return counts


def _value(swings: Mapping[tuple[int, int], int], blocs: int, size: int) -> Fraction:
    """Owen's value: orders of the blocs, and orders within the member's own."""
    return sum(
        (
            Fraction(count, blocs * comb(blocs - 1, others) * size * comb(size - 1, fellows))
            for (others, fellows), count in swings.items()
        ),
        Fraction(0),
    )
