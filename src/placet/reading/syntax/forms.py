"""Word classes and lemmas from the model's own rules, each distinct case worked out once.

The model's attribute ruler and lemmatizer look at one token at a time: its word, its tag, its
relation and whether a dummy subject stands before it. They are slow because they do so for every
token anew. Here they see each distinct case once, and what they say of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found,unused-ignore]
    DEP,
    LEMMA,
    ORTH,
    POS,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc

_Case = tuple[int, int, int, bool]
_MOST_KEPT = 500_000


class Forms:
    """The component that sets part of speech and lemma; made from the model's two."""

    def __init__(self, language: Language) -> None:
        self._vocab = language.vocab
        self._rules: list[Any] = [
            language.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")
        ]
        strings = language.vocab.strings
        self._dummy = strings.add("expl")
        self._pronoun = strings.add("PRP")
        self._known: dict[_Case, tuple[int, int]] = {}

    def forget(self) -> None:
        """Drop what is kept, as in a fresh process."""
        self._known.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech and lemma of every token."""
        if not len(doc):
            return doc
        cases = self._cases(doc)
        new = [case for case in dict.fromkeys(cases) if case not in self._known]
        if new:
            if len(self._known) > _MOST_KEPT:
                self.forget()
                new = list(dict.fromkeys(cases))
            self._learn(new)
        known = self._known
        doc.from_array([POS, LEMMA], _array(known[case] for case in cases))
        return doc

    def _cases(self, doc: Doc) -> list[_Case]:
        table: Any = doc.to_array([ORTH, TAG, DEP])
        words, tags, relations = (table[:, column].tolist() for column in range(3))
        after_dummy = [False, *(relation == self._dummy for relation in relations[:-1])]
        return list(zip(words, tags, relations, after_dummy, strict=True))

    def _learn(self, new: list[_Case]) -> None:
        """Let the model's rules see each case, after a dummy subject if it followed one."""
        strings = self._vocab.strings
        words: list[str] = []
        rows: list[tuple[int, int]] = []
        places: list[int] = []
        for word, tag, relation, after_dummy in new:
            if after_dummy:
                words.append("it")
                rows.append((self._pronoun, self._dummy))
            places.append(len(words))
            words.append(strings[word])
            rows.append((tag, relation))
        sample = Doc(self._vocab, words=words)
        sample.from_array([TAG, DEP], _array(rows))
        for rule in self._rules:
            sample = rule(sample)
        told = sample.to_array([POS, LEMMA]).tolist()
        for case, place in zip(new, places, strict=True):
            part, lemma = told[place]
            self._known[case] = (part, lemma)


def _array(rows: Iterable[tuple[int, int]]) -> Any:
    return np.array(list(rows), dtype=np.uint64)


@Language.factory("placet_forms")
def make_forms(nlp: Language, name: str) -> Forms:  # noqa: ARG001 - spaCy's signature
    """Make the component from a pipeline that still has its own two."""
    return Forms(nlp)


def use_forms(language: Language) -> Language:
    """Put this component in the place of the model's attribute ruler and lemmatizer."""
    language.add_pipe("placet_forms", last=True)
    language.remove_pipe("attribute_ruler")
    language.remove_pipe("lemmatizer")
    return language
