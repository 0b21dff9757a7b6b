"""Stretches of a text: which places they hold, and whether two have one in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.reading.attribution.model import TokenRange
from placet.words import Span

BOUNDS = st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda b: (b[0], b[0] + b[1]))


@given(BOUNDS, BOUNDS)
def test_two_overlap_if_they_have_a_place_in_common(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    common = set(range(*one)) & set(range(*other))
    assert TokenRange(*one).overlaps(TokenRange(*other)) == bool(common)
    assert Span(*one, "").overlaps(Span(*other, "")) == bool(common)


@given(BOUNDS, st.integers(0, 14))
def test_it_holds_the_places_from_its_start_to_before_its_end(
    bounds: tuple[int, int], place: int
) -> None:
    assert TokenRange(*bounds).holds(place) == (place in range(*bounds))
