"""A text in a normal form, in which words are found however they are spelt, and the way back.

Models change quotation marks, apostrophes, dashes, white space, capitals and accents of what they
copy. In normal form such spellings are the same; each character of it knows the code points of the
text that it stands for, so that what is found is a place in the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

Place = tuple[int, int]

_ALIKE = str.maketrans(
    dict.fromkeys("\"'`´ʹʺʼʽ‘’‚‛“”„‟′″‵‶«»‹›「」『』", "'") | dict.fromkeys("-‐‑‒–—―−⁃", "-")
)
"""Every mark of quotation is an apostrophe, every dash a hyphen."""
_MUCH_LONGER = 4
"""Words so many times as long as the text are none of it, however they are spelt."""
_RUNS = frozenset(" '")
"""Of these several in a row are one: two spaces, a quotation within a quotation."""


@dataclass(frozen=True)
class Normal:
    """A text that words are looked for in.

    Args:
        text: as it stands.
    """

    text: str

    def find(self, words: str) -> Iterator[Place]:
        """Every place at which the words stand as whole words, in the order of the text."""
        if len(words) > _MUCH_LONGER * len(self.text):
            return
        sought = normal_form(words).strip()
        if not sought:
            return
        before = r"(?<!\w)" if sought[0].isalnum() else ""
        after = r"(?!\w)" if sought[-1].isalnum() else ""
        form, places = self._form
        for match in re.finditer(before + re.escape(sought) + after, form):
            yield places[match.start()][0], places[match.end() - 1][1]

    @cached_property
    def _form(self) -> tuple[str, list[Place]]:
        """The normal form, and for each of its characters the code points that it stands for."""
        form: list[str] = []
        places: list[Place] = []
        for at, char in enumerate(self.text):
            for folded in _folded(char):
                if form and folded == form[-1] and folded in _RUNS:
                    places[-1] = (places[-1][0], at + 1)
                else:
                    form.append(folded)
                    places.append((at, at + 1))
            if places and unicodedata.combining(char):  # an accent belongs to the letter before
                places[-1] = (places[-1][0], at + 1)
        return "".join(form), places


def normal_form(text: str) -> str:
    """The text in normal form."""
    return Normal(text)._form[0]  # noqa: SLF001 - the module's own


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What a code point is in normal form: nothing, a character, or several."""
    if char.isspace():
        return " "
    alike = char.translate(_ALIKE)
    if alike != char:
        return alike
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = (c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"})
    return "".join(" " if c.isspace() else c for c in kept).translate(_ALIKE)
