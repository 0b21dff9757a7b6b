"""Conditional random fields: fitted, kept as bytes, and asked. A thin wrap of CRFsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from placet.errors import UsageError

Features = Sequence[Sequence[str]] | Sequence[dict[str, float]]


def fit(
    sequences: Iterable[tuple[Features, Sequence[str]]],
    *,
    rounds: int,
    rare: int = 2,
    ridge: float = 0.02,
) -> bytes:
    """Fit a field to labelled sequences.

    Args:
        sequences: features of every token, and the labels.
        rounds: most iterations of L-BFGS.
        rare: a feature seen less often is left out.
        ridge: weight of the squares; what is learnt from little needs more.

    Raises:
        UsageError: there is no sequence.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.05, "c2": ridge, "max_iterations": rounds, "feature.minfreq": rare})
    empty = True
    for features, labels in sequences:
        trainer.append(features, labels)
        empty = False
    if empty:
        raise UsageError(
            "the labelled statements have nothing in common with what is looked for",
            mend="label more documents, with cues and contents",
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "field.crfsuite"
        trainer.train(str(file))
        return file.read_bytes()


class Field:
    """A fitted field."""

    def __init__(self, data: bytes) -> None:
        import pycrfsuite

        self._tagger: Any = pycrfsuite.Tagger()
        self._data = data  # CRFsuite reads it in place
        self._tagger.open_inmemory(data)
        self._labels = frozenset(self._tagger.labels())

    def tag(self, features: Features) -> list[str]:
        """The likeliest labels of a sequence."""
        labels: list[str] = self._tagger.tag(features)
        return labels

    def likelihood(self, labels: Sequence[str]) -> float:
        """The probability of labels for the sequence asked last."""
        return float(self._tagger.probability(labels))

    def chances(self, features: Features, label: str) -> list[float]:
        """The probability of one label at each token."""
        self._tagger.set(features)
        return self.again(label, len(features))

    def again(self, label: str, count: int) -> list[float]:
        """The probability of a label at each token of the sequence asked last."""
        if label not in self._labels:
            return [0.0] * count
        return [self._tagger.marginal(label, token) for token in range(count)]
