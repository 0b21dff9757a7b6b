"""Who codes which text: laws of the assignment."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.coding import assign
from placet.errors import UsageError

TEXTS = st.integers(0, 40).map(lambda n: tuple(range(n)))


@given(TEXTS, st.integers(1, 5), st.integers(0, 4), st.integers(0, 9))
def test_each_text_is_coded_as_often_as_asked(
    texts: tuple[int, ...], each: int, more: int, seed: int
) -> None:
    coders = "abcdefghi"[: each + more]
    given_to = assign(texts, coders, each=each, seed=seed)
    assert set(given_to) == set(coders)
    assert Counter(itertools.chain(*given_to.values())) == Counter(dict.fromkeys(texts, each))
    assert all(len(set(found)) == len(found) for found in given_to.values())


@given(st.integers(1, 12), st.integers(1, 4), st.integers(0, 9))
def test_after_every_round_of_the_groups_the_work_and_the_pairs_are_equal(
    rounds: int, each: int, seed: int
) -> None:
    coders = "abcd"
    groups = len(list(itertools.combinations(coders, each)))
    given_to = assign(range(groups * rounds), coders, each=each, seed=seed)
    assert len({len(found) for found in given_to.values()}) == 1
    pairs = {len({*given_to[a]} & {*given_to[b]}) for a, b in itertools.combinations(coders, 2)}
    assert len(pairs) == 1


def test_chance_decides_and_the_seed_repeats_it() -> None:
    texts = tuple(range(30))
    assert assign(texts, "abc", seed=1) == assign(texts, "abc", seed=1)
    assert assign(texts, "abc", seed=1) != assign(texts, "abc", seed=2)


def test_a_text_cannot_have_more_coders_than_there_are() -> None:
    with pytest.raises(UsageError, match="3 coders for each text, of 2"):
        assign((1, 2), ("a", "b"), each=3)
    with pytest.raises(UsageError, match="named twice"):
        assign((1, 2), ("a", "a"))
