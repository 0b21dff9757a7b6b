"""Making spellings of one name meet: diacritics, apostrophes, transliterations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "ø": "o", "ł": "l", "đ": "d"})
_ENDING = re.compile(r"(?:i|y|j)+$")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case, without diacritics, article, possessive ending or double spaces."""
    text = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = " ".join(text.split()).removeprefix("the ")
    return text.removesuffix("'s").removesuffix("'").strip(" .,;:")


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """A key under which transliterations of one surname meet: Zelensky, Zelenskiy, Zelenskyy."""
    text = fold(name).replace("-", " ")
    words = (_ENDING.sub("i", word).replace("y", "i") for word in text.split())
    return " ".join(word.replace("kh", "h").replace("g", "h").replace("ts", "c") for word in words)
