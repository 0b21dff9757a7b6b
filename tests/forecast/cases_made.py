"""A small case, and what was said in it."""

from __future__ import annotations

from datetime import date

from placet.words import Directness, HolderKind, Position, Stance

AUTUMN = date(2024, 11, 29)
SMALL = """\
title = "Small"
body = "nato"
procedure = "nato-accession"

[[question]]
id = "admit"
text = "Shall Sweden be invited?"
matter = "invitation"
subject = "SE"

[[axis]]
id = "timing"
choices = ["now", "later"]
words = { later = ["the vote is over"] }

[[meeting]]
date = 2022-06-28
name = "Madrid summit"

[[event]]
id = "deal"
meets = ["extradition"]
"""


def said(holder: str, stance: Stance, on: date, condition: str = "") -> Position:
    return Position(
        id="",
        question="admit",
        holder=holder,
        holder_kind=HolderKind.COUNTRY,
        stance=stance,
        confidence=0.9,
        directness=Directness.ON_RECORD,
        said=on,
        published=on,
        condition=condition,
        speaker=f"{holder} minister",
    )
