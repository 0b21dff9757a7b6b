"""Compiled kernels over bit masks: counting, deciding, and drawing ballots.

Drawing is bit-sliced: a word holds one member's ballot in 64 scenarios, 32 words make a group. A
ballot is yes when a random number, read digit by digit, falls below the member's chance; all lanes
read on until each has met a digit that differs. The numbers are those of SFC64, one stream for each
lane of each block, so that results do not depend on how many processors share the work.

Numbers of slices and of leaves are lengths of tuples, which are known when a kernel is compiled.

Source: Doty-Humphrey, PractRand, for the generator; Warren, Hacker's Delight, 7-3, for transposing.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numba import prange
from numpy.typing import NDArray

from placet.rules.engine.compiled import compiled, parallel

Words: TypeAlias = NDArray[np.uint64]
Planes: TypeAlias = "NDArray[np.uint32] | NDArray[np.uint64]"
Bools: TypeAlias = NDArray[np.bool_]
Tuple: TypeAlias = tuple[np.uint64, ...]

BLOCK = 1 << 16
"""Scenarios that share their streams of random numbers."""
_LANES = 32
_GROUP = 64 * _LANES
_DIGITS = 2
_ENTRY = np.uint64((1 << 11) - 1)
_ONE, _ZERO, _ALL = np.uint64(1), np.uint64(0), np.uint64((1 << 64) - 1)
# Places in the one array that a block works in, so that the compiler sees that they are apart.
_A, _B, _C, _LEFT, _YES = (_LANES * part for part in range(5))


@parallel
def count_unanimous(yes: Planes, needed: np.unsignedinteger) -> int:
    """How many masks have all bits of `needed`."""
    total = 0
    for i in prange(len(yes)):
        total += (yes[i] & needed) == needed
    return total


@parallel
def allowed(yes: Planes, other: Planes, bad: Planes, out: Bools) -> None:
    """Whether nobody takes a ballot that is bad for it: no, abstain, absent."""
    for i in prange(len(yes)):
        a, b = yes[i], other[i]
        out[i] = ((~a & ~b & bad[0]) | (~a & b & bad[1]) | (a & b & bad[2])) == 0


@parallel
def looked_up(
    yes: Planes,
    tables: Words,
    shifts: Tuple,
    start: np.uint64,
    tops: Tuple,
    truth: np.uint64,
    out: Bools,
) -> None:
    """The outcome of each mask, by the packed tallies of its slices."""
    for i in prange(len(yes)):
        out[i] = _outcome(_packed(np.uint64(yes[i]), tables[0], shifts, start), tops, truth)


@parallel
def count_looked_up(
    yes: Planes, tables: Words, shifts: Tuple, start: np.uint64, tops: Tuple, truth: np.uint64
) -> int:
    """How many masks carry."""
    total = 0
    for i in prange(len(yes)):
        total += _outcome(_packed(np.uint64(yes[i]), tables[0], shifts, start), tops, truth)
    return total


@parallel
def two_planes(
    yes: Planes,
    other: Planes,
    tables: Words,
    shifts: Tuple,
    start: np.uint64,
    tops: Tuple,
    truth: np.uint64,
    out: Bools,
) -> None:
    """The outcome of each pair of masks."""
    for i in prange(len(yes)):
        a, b = np.uint64(yes[i]), np.uint64(other[i])
        word = _packed(a & ~b, tables[0], shifts, start)
        word = _packed(~a & b, tables[1], shifts, word)
        word = _packed(a & b, tables[2], shifts, word)
        out[i] = _outcome(word, tops, truth)


@parallel
def draw_unanimous(digits: Words, sure: Words, needed: Words, blocks: int, seed: int) -> int:
    """How many of `blocks` * BLOCK scenarios have a yes of everybody needed.

    Args:
        digits: (n,), each member's chance in units of 2^-64.
        sure: (n,), all ones where the chance is one.
        needed: (n,), not zero where the member's yes is needed.
        blocks: how many blocks.
        seed: of the streams.
    """
    total = 0
    for block in prange(blocks):
        work, counter = _seeded(seed, block), _ONE
        every = np.empty(_LANES, np.uint64)
        for _ in range(BLOCK // _GROUP):
            every[:] = _ALL
            for member in range(len(digits)):
                # Where somebody needed has not voted yes, nobody else's ballot matters.
                if needed[member]:
                    work[_LEFT:_YES] = every
                    counter = _draw(work, counter, digits[member], sure[member])
                    for lane in range(_LANES):
                        every[lane] &= work[_YES + lane]
            for lane in range(_LANES):
                total += _ones(every[lane])
    return total


@parallel
def draw_looked_up(
    digits: Words,
    sure: Words,
    tables: Words,
    shifts: Tuple,
    start: np.uint64,
    tops: Tuple,
    truth: np.uint64,
    blocks: int,
    seed: int,
) -> int:
    """How many of `blocks` * BLOCK scenarios carry."""
    total = 0
    for block in prange(blocks):
        work, counter = _seeded(seed, block), _ONE
        bits = np.empty((64, _LANES), np.uint64)
        for _ in range(BLOCK // _GROUP):
            bits[:] = _ZERO
            for member in range(len(digits)):
                work[_LEFT:_YES] = _ALL
                counter = _draw(work, counter, digits[member], sure[member])
                bits[member] = work[_YES:]
            _transpose(bits)
            for scenario in range(64):
                for lane in range(_LANES):
                    word = _packed(bits[scenario, lane], tables[0], shifts, start)
                    total += _outcome(word, tops, truth)
    return total


@compiled
def _packed(mask: np.uint64, table: Words, shifts: Tuple, word: np.uint64) -> np.uint64:
    """`word` and the tallies of the members of a mask, a slice of eleven at a time."""
    for place in range(len(shifts)):
        word += table[place, (mask >> shifts[place]) & _ENTRY]
    return word


@compiled
def _outcome(word: np.uint64, tops: Tuple, truth: np.uint64) -> int:
    """The outcome for the leaves whose highest bit is set."""
    held = _ZERO
    for leaf in range(len(tops)):
        held |= ((word >> tops[leaf]) & _ONE) << np.uint64(leaf)
    return int((truth >> held) & _ONE)


@compiled
def _draw(work: Words, counter: np.uint64, digits: np.uint64, sure: np.uint64) -> np.uint64:
    """One member's ballots in those scenarios of a group that are left open."""
    for lane in range(_LANES):
        work[_YES + lane] = sure
        work[_LEFT + lane] &= ~sure
    for place in range(0, 64, _DIGITS):
        undecided = _ZERO
        for lane in range(_LANES):
            a, b, c = work[_A + lane], work[_B + lane], work[_C + lane]
            left, yes = work[_LEFT + lane], work[_YES + lane]
            for step in range(_DIGITS):
                digit = _ZERO - ((digits >> np.uint64(63 - place - step)) & _ONE)
                word = a + b + counter + np.uint64(step)
                a, b = b ^ (b >> np.uint64(11)), c + (c << np.uint64(3))
                c = ((c << np.uint64(24)) | (c >> np.uint64(40))) + word
                yes |= left & ~word & digit
                left &= ~(word ^ digit)
            work[_A + lane], work[_B + lane], work[_C + lane] = a, b, c
            work[_LEFT + lane], work[_YES + lane] = left, yes
            undecided |= left
        counter += np.uint64(_DIGITS)
        if undecided == _ZERO:
            break
    return counter


@compiled
def _seeded(seed: int, block: int) -> Words:
    """What a block works in, its streams seeded by splitmix64."""
    work = np.empty(5 * _LANES, np.uint64)
    z = np.uint64(seed) * np.uint64(0xD1342543DE82EF95)
    z += np.uint64(block) * np.uint64(0xAF251AF3B0F025B5)
    for place in range(3 * _LANES):
        z += np.uint64(0x9E3779B97F4A7C15)
        x = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        work[place] = x ^ (x >> np.uint64(31))
    return work


@compiled
def _transpose(bits: Words) -> None:
    """Turn 64 words of 64 bits about their diagonal, in each lane."""
    width, mask = 32, np.uint64(0xFFFFFFFF)
    while width:
        shift = np.uint64(width)
        row = 0
        while row < 64:  # noqa: PLR2004 - bits of a word
            for lane in range(_LANES):
                swap = ((bits[row, lane] >> shift) ^ bits[row + width, lane]) & mask
                bits[row + width, lane] ^= swap
                bits[row, lane] ^= swap << shift
            row = (row + width + 1) & ~width
        width >>= 1
        mask ^= mask << np.uint64(width)


@compiled
def _ones(word: np.uint64) -> int:
    """How many bits of a word are set."""
    word -= (word >> _ONE) & np.uint64(0x5555555555555555)
    pairs = np.uint64(0x3333333333333333)
    word = (word & pairs) + ((word >> np.uint64(2)) & pairs)
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))
