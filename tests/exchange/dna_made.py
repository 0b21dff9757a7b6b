"""A file of the Discourse Network Analyzer, made for tests."""

from __future__ import annotations

from placet.exchange.dna.building import Building

TEXT = "\U0001f1fa\U0001f1e6 Riga backs it. Rome, once ceasefire holds, may too."


def coded(
    concept: str = "invite them", organization: str = "Latvia", agreement: int = 1
) -> Building:
    """A project as its program writes one: a passage behind a flag, coded by two people."""
    made = Building()
    ids = made.type(
        "DNA Statement",
        {
            "person": "short text",
            "organization": "short text",
            "concept": "short text",
            "agreement": "boolean",
        },
    )
    at = len(TEXT[: TEXT.index("Riga")].encode("utf-16-le")) // 2
    for name in ("Ann Ek", "Bo"):
        coder = made.coder(name)
        text = made.once("DOCUMENTS", {"Text": TEXT}, Title="T", Coder=coder, Date=1732838400)
        place = {"Start": at, "Stop": at + len("Riga backs it")}
        number = made.add(
            "STATEMENTS", StatementTypeId=ids[""], DocumentId=text, Coder=coder, **place
        )
        made.value(number, ids["person"], "short text", "A. Person")
        made.value(number, ids["organization"], "short text", organization)
        made.value(number, ids["concept"], "short text", concept)
        made.value(number, ids["agreement"], "boolean", agreement)
    return made
