"""Numbers as they are written out in words."""

from __future__ import annotations

_TO_NINETEEN = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate(_TO_NINETEEN, 1)}
"""The numbers that texts write out, one to ninety-nine."""
for _number, _ten in enumerate(_TENS, 2):
    NUMBERS[_ten] = 10 * _number
    NUMBERS |= {f"{_ten}-{unit}": 10 * _number + NUMBERS[unit] for unit in _TO_NINETEEN[:9]}
