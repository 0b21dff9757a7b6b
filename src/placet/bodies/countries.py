"""Codes of countries: ISO 3166-1 alpha-2, and the reserved codes of states that are no more."""

from __future__ import annotations

from functools import lru_cache

import pycountry

_FORMER = {
    "SU": "Soviet Union",
    "YU": "Yugoslavia",
    "CS": "Czechoslovakia",
    "DD": "German Democratic Republic",
}
_COMMON = {
    "BO": "Bolivia",
    "BN": "Brunei",
    "CD": "DR Congo",
    "CG": "Congo",
    "FM": "Micronesia",
    "GB": "United Kingdom",
    "IR": "Iran",
    "KP": "North Korea",
    "KR": "South Korea",
    "LA": "Laos",
    "MD": "Moldova",
    "PS": "Palestine",
    "RU": "Russia",
    "SY": "Syria",
    "TR": "Türkiye",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "US": "United States",
    "VA": "Holy See",
    "VE": "Venezuela",
    "VN": "Vietnam",
    "XK": "Kosovo",
}
_ALIASES = {
    "britain": "GB",
    "czech republic": "CZ",
    "dprk": "KP",
    "drc": "CD",
    "el": "GR",
    "great britain": "GB",
    "holland": "NL",
    "ivory coast": "CI",
    "macedonia": "MK",
    "republic of korea": "KR",
    "the netherlands": "NL",
    "turkey": "TR",
    "u.k.": "GB",
    "u.s.": "US",
    "uk": "GB",
    "usa": "US",
    "vatican": "VA",
}


@lru_cache
def _countries() -> dict[str, str]:
    return {
        **{country.alpha_2: country.name for country in pycountry.countries},
        **_FORMER,
        **_COMMON,
    }


def is_country(code: str) -> bool:
    """Is `code` the code of a country, present or past?"""
    return code in _countries()


def country_name(code: str) -> str:
    """The short English name of a country; the code itself when there is none."""
    return _countries().get(code, code)


def country_code(word: str) -> str | None:
    """The code of the country that `word` names or is the alpha-2 or alpha-3 code of."""
    wanted = word.strip().casefold()
    if wanted in _ALIASES:
        return _ALIASES[wanted]
    for code, name in _countries().items():
        if wanted in (code.casefold(), name.casefold()):
            return code
    try:
        return str(pycountry.countries.lookup(word.strip()).alpha_2)
    except LookupError:
        return None
