"""The reader `llm:URL|model=NAME`: attribution by a language model, the rest as built in."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from placet.actors import Registry
from placet.errors import UsageError
from placet.formats import escape_terminal, write_atomically
from placet.readers.llm.asking import PROMPT, Told, answer, pieces
from placet.readers.llm.endpoint import Endpoint
from placet.readers.llm.places import Place, Placed, place
from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.quotes import quotation, quoted
from placet.reading.attribution.ranges import head_of
from placet.reading.reader import BuiltinReader
from placet.reading.syntax.parse import Syntax
from placet.words import Document, Question, Reading

_LOG = logging.getLogger(__name__)
_MEND = "write llm:URL|model=NAME, and |cache=FOLDER if answers are to be kept elsewhere"


@dataclass(frozen=True)
class LanguageModelReader:
    """Asks a language model who said what; speakers, channels and stances are the built-in ones.

    Args:
        endpoint: where it is asked.
        cache: the folder in which answers are kept, so that a run can be resumed.
        actors: the registry of who is who; the shipped one by default.
        dropped: what the model said that stands nowhere in its text, counted by reason.
    """

    endpoint: Endpoint
    cache: Path
    actors: Registry | None = None
    dropped: Counter[str] = field(default_factory=Counter, compare=False)
    name: str = "llm"

    @classmethod
    def from_argument(cls, argument: str) -> LanguageModelReader:
        """The reader of an address, a model and, if given, a folder for answers."""
        url, *options = argument.split("|")
        named = dict(option.partition("=")[::2] for option in options)
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"the reader llm needs an address, not {url!r}", mend=_MEND)
        strange = named.keys() - {"model", "cache"}
        if strange:
            raise UsageError(f"the reader llm knows no {min(strange)!r}", mend=_MEND)
        if not named.get("model"):
            raise UsageError("the reader llm needs the name of a model", mend=_MEND)
        cache = Path(named["cache"]) if named.get("cache") else _users_cache()
        return cls(Endpoint(url, named["model"]), cache)

    @property
    def version(self) -> str:
        """The model and the version of the prompt."""
        return f"{self.endpoint.model}+prompt{PROMPT}"

    def with_actors(self, actors: Registry) -> LanguageModelReader:
        """The same reader with another registry."""
        return replace(self, actors=actors)

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """Everything that the document says, read against the questions."""
        dropped: Counter[str] = Counter()
        reader = BuiltinReader(
            actors=self.actors,
            name=self.name,
            version=self.version,
            find=partial(self._find, dropped=dropped),
        )
        reading = reader.read(document, questions)
        if dropped:
            self.dropped.update(dropped)
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
            called = document.origin or document.title or document.id[:12]
            _LOG.warning(
                "%s: dropped %d statements of %s: %s",
                *(escape_terminal(called), dropped.total(), self.endpoint.model, reasons),
            )
        return reading

    def _find(self, syntax: Syntax, dropped: Counter[str]) -> list[Attribution]:
        found = [
            _attribution(syntax, placed, offset)
            for offset, text in pieces(syntax.text)
            for placed in place(text, self._answer(text), dropped)
        ]
        return sorted(found, key=lambda one: one.cue or one.content[0])

    def _answer(self, text: str) -> list[Told]:
        """The model's answer on a piece: the kept one, or a new one that is kept."""
        asked = json.dumps([self.endpoint.address, self.endpoint.model, PROMPT, text])
        file = self.cache / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
        try:
            return answer(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not asked before, or damaged
            told = self.endpoint.ask(text)
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"no folder can be made here: {error.strerror}", file=self.cache, mend=_MEND
            ) from None
        write_atomically(file, json.dumps({"statements": [asdict(one) for one in told]}))
        return told


def _users_cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "placet" / "llm"


def _attribution(syntax: Syntax, placed: Placed, offset: int) -> Attribution:
    """Places as tokens; one that begins or ends within a token is widened to it."""

    def tokens(spot: Place) -> TokenRange:
        start = bisect_right(syntax.ends, offset + spot[0])
        return TokenRange(start, bisect_left(syntax.starts, offset + spot[1]))

    source = tokens(placed.source) if placed.source else None
    cue = tokens(placed.cue) if placed.cue else None
    content = tuple(tokens(part) for part in placed.content)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        cue_head=head_of(syntax, cue) if cue else None,
        source_head=head_of(syntax, source) if source else None,
        quotation=quotation(syntax, content, quoted(syntax)),
    )
