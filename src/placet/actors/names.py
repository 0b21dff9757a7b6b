"""Making spellings of one name meet: diacritics, apostrophes, transliterations.

Nothing here guesses: two names meet only if rules that are stated below make them the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-"}
    | {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe"}
)
# Languages that write their letters out: Støre is Stoere, Tîlvăr is only Tilvar.
_WRITTEN_OUT = str.maketrans(
    {"ø": "oe", "Ø": "Oe", "ö": "oe", "Ö": "Oe", "ä": "ae", "Ä": "Ae", "ü": "ue", "Ü": "Ue"}
    | {"å": "aa", "Å": "Aa"}
)
# Ukrainian, Russian, Bulgarian, Macedonian and Serbian letters, about as passports write them.
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдеєжзиіїйклмнопрстуфхцъыэ", "abvhgdeezzyiijklmnoprstufhcaye", strict=True))
    | {"ё": "e", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "ж": "zh"}
    | {
        "ђ": "dj",
        "ј": "j",
        "љ": "lj",
        "њ": "nj",
        "ћ": "c",
        "џ": "dz",
        "ѓ": "g",
        "ќ": "k",
        "ѕ": "dz",
    }
)
_ENDING = re.compile(r"(?:i|y|j)+$")
_TITLES = frozenset(
    {"president", "prime", "minister", "chancellor", "premier", "sir"}
    | {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."}
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case, without diacritics, article, possessive ending or double spaces."""
    if name.isascii():
        text = name.casefold()
    else:
        text = unicodedata.normalize("NFKD", name).casefold()  # first: letters may decompose to ø
        text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = " ".join(text.split()).removeprefix("the ")
    return text.removesuffix("'s").removesuffix("'").strip(" .,;:")


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """A key under which transliterations of one name meet: Zelensky, Zelenskiy, Zelenskyy.

    Final i, y and j in any number are one letter, as are y and i, kh and h, g and h, ts and c; what
    is written in Cyrillic letters is written in Latin ones first.
    """
    text = fold(name).replace("-", " ")
    if not text.isascii():
        text = text.translate(_CYRILLIC)
    words = (_ENDING.sub("i", word).replace("y", "i") for word in text.split())
    return " ".join(word.replace("kh", "h").replace("g", "h").replace("ts", "c") for word in words)


def keys(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a name of the registry may be asked for: its words, each by its sound."""
    plain = tuple(sound(name).split())
    written_out = tuple(sound(name.translate(_WRITTEN_OUT)).split())
    return (plain,) if plain == written_out else (plain, written_out)


def without_titles(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name after a title: "president zelenskyy" is "zelenskyy"."""
    first = 0
    while first < len(words) - 1 and words[first] in _TITLES:
        first += 1
    return tuple(words[first:])


def same_person(asked: Sequence[str], known: Sequence[str]) -> bool:
    """May two names with the same last word, given by their words' sounds, be one person's?

    A surname alone may; otherwise every word of the shorter name must stand in the longer one, in
    the same order: "Gahr Støre" and "J. Gahr Støre" are Jonas Gahr Støre, a Melania Trump is not
    Donald Trump. A name that is one word only, as Lula, is met by that word only.
    """
    if len(asked) == 1:
        return len(asked[0]) > 1
    if len(known) == 1:
        return False
    shorter, longer = sorted((asked[:-1], known[:-1]), key=len)
    rest = iter(longer)
    return all(any(_agree(word, other) for other in rest) for word in shorter)


def _agree(one: str, other: str) -> bool:
    """The same word, or its initial."""
    short, full = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return short == full or (len(short) == 1 and full.startswith(short))
