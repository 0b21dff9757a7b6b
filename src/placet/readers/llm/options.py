"""What is written after `llm:`: an address, and options after bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from placet.errors import UsageError, did_you_mean
from placet.readers.llm.answers import users_folder
from placet.readers.llm.redaction import Address
from placet.readers.spending import Price

SURE = 0.7
"""How sure a position is that a model tells, unless it is said. Nobody has measured a model."""
_MOST_PASSES = 9
_KNOWN = ("model", "cache", "passes", "price", "timeout", "sure")
_MEND = f"write llm:URL|model=NAME, and after further bars what else: {', '.join(_KNOWN[1:])}"


@dataclass(frozen=True, kw_only=True)
class Options:
    """The reader's options.

    Args:
        address: where the model is asked.
        model: its name there.
        cache: the folder in which answers are kept.
        passes: how often it is asked, each time a little differently.
        price: of a million tokens.
        timeout: seconds that one answer may take.
        sure: how sure a position is.
    """

    address: Address
    model: str
    cache: Path = field(default_factory=users_folder)
    passes: int = 1
    price: Price | None = None
    timeout: float = 120.0
    sure: float = SURE

    @property
    def turns(self) -> range:
        """The passes by their numbers."""
        return range(1, self.passes + 1)

    @classmethod
    def of(cls, argument: str) -> Options:
        """The options as they are written.

        Raises:
            UsageError: something is missing, unknown, or no number that can be.
        """
        url, *options = argument.split("|")
        named = {name.strip(): value.strip() for name, _, value in _pairs(options)}
        address = Address.of(url)
        strange = sorted(named.keys() - set(_KNOWN))
        if strange:
            shown = strange[0] if strange[0].isalpha() else "option of this name"
            raise UsageError(f"the reader llm knows no {shown!r}", mend=did_you_mean(shown, _KNOWN))
        if not named.get("model"):
            raise UsageError("the reader llm needs the name of a model", mend=_MEND)
        cache = Path(named["cache"]) if named.get("cache") else users_folder()
        return cls(
            address=address,
            model=named["model"],
            cache=cache,
            passes=_passes(named.get("passes", "1")),
            price=_price(named["price"]) if "price" in named else None,
            timeout=_number(named, "timeout", 120.0, most=86_400.0),
            sure=_number(named, "sure", SURE, most=1.0),
        )


def _pairs(options: list[str]) -> list[tuple[str, str, str]]:
    return [option.partition("=") for option in options]


def _passes(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= _MOST_PASSES):
        raise UsageError(
            f"the reader llm cannot make {written!r} passes",
            mend=f"write |passes=2, or another number up to {_MOST_PASSES}",
        )
    return int(written)


def _price(written: str) -> Price:
    """The price of a million tokens that are read, and of a million that are written."""
    read, slash, answered = written.partition("/")
    try:
        price = Price(read=float(read), written=float(answered if slash else "nan"))
    except ValueError:
        price = Price(read=-1.0, written=-1.0)
    if not all(isfinite(one) and one >= 0 for one in (price.read, price.written)):
        raise UsageError(
            f"{written!r} is no price of tokens",
            mend="write |price=IN/OUT: what a million tokens cost to send, and to receive",
        )
    return price


def _number(named: Mapping[str, str], name: str, usual: float, *, most: float) -> float:
    written = named.get(name)
    if written is None:
        return usual
    try:
        number = float(written)
    except ValueError:
        number = -1.0
    if not 0 < number <= most:
        raise UsageError(
            f"{name}={written!r} cannot be", mend=f"write a number above 0, up to {most:g}"
        )
    return number
