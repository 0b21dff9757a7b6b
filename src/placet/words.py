"""The vocabulary: frozen types shared by every floor. One concept, one word.

Spans are half-open ranges of Unicode code points into the stored text of a document. Countries are
ISO 3166-1 alpha-2 codes. Days are calendar dates without a time zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self


class Stance(StrEnum):
    """What one statement says on one question."""

    FOR = "for"
    CONDITIONAL = "conditional"
    RELUCTANT = "reluctant"
    AGAINST = "against"
    UNCLEAR = "unclear"


class Level(StrEnum):
    """Where a member is inferred to be on a question; the states of a standing, best first."""

    SUPPORTIVE = "supportive"
    CONDITIONAL = "conditional"
    RELUCTANT = "reluctant"
    OPPOSED = "opposed"


UNKNOWN = "unknown"
"""Shown instead of a level while evidence is too thin. Never guessed, never counted as a camp."""

CODER = "coder:"
"""A reading whose reader's name begins so is a person's coding of a text: `coder:ann`."""


class Ballot(StrEnum):
    """What a member does when it comes to it."""

    YES = "yes"
    ABSTAIN = "abstain"
    NO = "no"
    ABSENT = "absent"


class Directness(StrEnum):
    """How near a piece of evidence is to its holder, nearest first."""

    DOCUMENT = "document"
    """The holder's own vote, law, letter or signed text."""
    ON_RECORD = "on_record"
    """A named office-holder of the holder."""
    UNNAMED = "unnamed"
    """An official who is not named."""
    THIRD_PARTY = "third_party"
    """Somebody else about the holder."""
    COLLECTIVE = "collective"
    """About the body as a whole, or about members who are not named."""


class HolderKind(StrEnum):
    """Whose stance it is: one country's, the body's, or that of members who are not named."""

    COUNTRY = "country"
    BODY = "body"
    UNNAMED = "unnamed"


class Quotation(StrEnum):
    """How the words of a statement are rendered in the text."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places [start, end) of something in a row."""

    start: int
    end: int

    def overlaps(self, other: Self) -> bool:
        """Have they a place in common?"""
        return self.start < other.end and other.start < self.end

    def holds(self, place: int) -> bool:
        """Is the place one of them?"""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Span(Stretch):
    """A piece of a document's text: `document.text[start:end] == text`."""

    text: str

    @classmethod
    def of_words(cls, text: str, words: str) -> Span | None:
        """Where words stand first in a text, whatever the space between them; None if nowhere."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.search(pattern, text) if pattern else None
        return cls(found.start(), found.end(), found.group()) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something in force from its first day to its last; without a last day it still is."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Is it in force on `day`?"""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text and where it comes from. `id` is the SHA-256 of `text`, in hexadecimal."""

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    origin: str = ""
    """The file it was read from, as given; "-" for standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The actor to whom the source of a statement resolves."""

    name: str
    kind: str
    """person, office, government, body, organisation, group or unnamed."""
    office: str = ""
    country: str = ""
    organisation: str = ""
    collective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A term that a statement sets, and what it limits."""

    span: Span
    kind: str
    """The word that carries it: must, if, only when, while, until, even if, ..."""
    limits: str = ""
    """What it limits: invitation, accession, membership, timing, territory."""
    polarity: str = "requires"
    """requires, blocks or concedes."""
    lifted_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceReading:
    """What a statement says on one question, and whose stance that is."""

    question: str
    stance: Stance
    confidence: float
    holder: str | None
    """Alpha-2 code; None for the body itself or for members who are not named."""
    holder_kind: HolderKind = HolderKind.COUNTRY
    directness: Directness = Directness.ON_RECORD
    explicit: bool = True
    suggested: bool = False
    """Too unsure to count before a person has accepted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution in a document: who (source), how (cue), what (content)."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    speaker: Speaker | None = None
    addressee: str = ""
    channel: str = ""
    """letter, interview, speech, vote, declaration, unnamed official, ..."""
    via: str = ""
    """Who reports having seen or heard it, if not the document itself."""
    negated: bool = False
    hedged: bool = False
    said: date | None = None
    conditions: tuple[Condition, ...] = ()
    stances: tuple[StanceReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of procedure told by a document."""

    kind: str
    """decision-rule, member-count, meeting, stage, commitment, timeline, office-change, obstacle or
    collective-position."""
    value: str | int | date
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one reader found in one document."""

    document: Document
    reader: str
    """Name and version, e.g. "builtin 0.1.0"."""
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A proposition put to a body, and the words by which texts name it."""

    id: str
    text: str
    body: str
    matter: str
    subject: str = ""
    """Alpha-2 code of the country the proposition is about, if any."""
    cues: tuple[str, ...] = ()
    """Phrases (lemmas) by which texts name the proposition."""
    also: tuple[str, ...] = ()
    """Phrases (lemmas) that name it only together with one of the qualifiers."""
    qualifiers: tuple[str, ...] = ()
    """Phrases, as they stand, that make one of `also` mean this question."""
    unlike: tuple[str, ...] = ()
    """Phrases, as they stand, that name a neighbouring question when beside a cue."""
    refused_with: tuple[str, ...] = ()
    """Questions of the case: who is against one of them is against this one."""
    granted_with: tuple[str, ...] = ()
    """Questions of the case: who is for one of them is for this one."""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One dated piece of evidence in the ledger: a holder's stance on a question, with its source.

    Made from a statement by a reader, entered by hand, or imported. Never edited: a correction is a
    new position whose `supersedes` names the old one.
    """

    id: str
    question: str
    holder: str | None
    holder_kind: HolderKind
    stance: Stance
    confidence: float
    directness: Directness
    said: date
    """The day on which it was said; the day of publication where the text does not tell."""
    published: date
    """The day from which the public could know it; `as_of` looks at this."""
    speaker: str = ""
    channel: str = ""
    source: str = ""
    """Publisher or document that carries it."""
    url: str = ""
    condition: str = ""
    summary: str = ""
    """The claim in our own words, or the sentence that carries it."""
    explicit: bool = True
    suggested: bool = False
    """Read by a machine that is too unsure of it: counts only once a person has accepted it."""
    statement: str = ""
    document: str = ""
    span: Span | None = None
    entered_by: str = ""
    recorded: datetime | None = None
    supersedes: str = ""
    reviewed: str = ""
    """"", accepted, corrected or rejected by a person."""
    links: tuple[str, ...] = field(default=())
    """Further reports of the same event."""

    @property
    def coder(self) -> str:
        """The person who coded it; empty for what a reader found or a table brought."""
        if self.entered_by.startswith(CODER):
            return self.entered_by.removeprefix(CODER)
        return "" if self.statement or self.entered_by.startswith("table ") else self.entered_by

    @property
    def read(self) -> bool:
        """Was it found in a text by a machine, whoever has corrected it since?"""
        return bool(self.statement) and not self.coder
