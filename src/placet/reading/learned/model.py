"""The network's files. None is opened before its bytes have been found to be the ones expected."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placet.errors import SourceError
from placet.reading.learned.windows import Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ABOUT = "about.json"
NETWORK = "stances.onnx"
VOCABULARY = "tokenizer.json"
_FILES = {NETWORK, VOCABULARY}
_LARGEST_ABOUT = 64_000
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class About:
    """What a model is, and the SHA-256 of each of its files and of the data it was trained on."""

    version: str
    data: str
    files: dict[str, str]
    separator: int
    opening: int
    temperature: float
    """Scores are divided by this, so that chances are as often right as they say."""
    held: Sequence[str]
    """The decisions of its data that it never saw, on which it was scored."""
    record: dict[str, Sequence[float]]
    """From a chance on: the share of such that was right there, and the share of all it found."""


@dataclass(frozen=True)
class StanceModel:
    """A network and its vocabulary, ready to read."""

    about: About
    network: Any
    vocabulary: Any

    def pieces(self, text: str) -> Pieces:
        """A text cut into pieces, with the code points at which each begins and ends."""
        cut = self.vocabulary.encode(text, add_special_tokens=False)
        return Pieces(cut.ids, [at for at, _ in cut.offsets], [at for _, at in cut.offsets])

    def read(
        self,
        ids: Sequence[int],
        named: Sequence[tuple[int, int]],
        asked: Sequence[tuple[int, int]],
    ) -> tuple[Floats, Floats]:
        """What the network makes of one sequence of pieces.

        Args:
            ids: (L,) the pieces: questions first, then the text.
            named: the pieces [start, end) of each of M mentions.
            asked: the pieces [start, end) of each of Q questions.

        Returns:
            (M, Q, 4) log-odds of each stance against none: for, conditional, reluctant, against;
            and the (M, Q, 256) marks that they are a linear function of.
        """
        import numpy as np

        given = {
            "ids": np.array([ids], dtype=np.int64),
            "mentions": _means(named, len(ids))[None],
            "questions": _means(asked, len(ids))[None],
        }
        scores, marks = self.network.run(["scores", "marks"], given)
        return np.asarray(scores[0], dtype=np.float64), np.asarray(marks[0], dtype=np.float64)


def _means(spans: Sequence[tuple[int, int]], length: int) -> NDArray[np.float32]:
    """(N, L) weights that average the pieces of each span."""
    import numpy as np

    weights = np.zeros((len(spans), length), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        weights[row, start:end] = 1 / (end - start)
    return weights


def about_shipped() -> About:
    """What the model that comes with placet is; its network is not opened."""
    with as_file(files("placet.reading.learned") / "model" / ABOUT) as path:
        return _about(path)


@lru_cache(maxsize=1)
def shipped() -> StanceModel:
    """The model that comes with placet, opened once."""
    with as_file(files("placet.reading.learned") / "model") as folder:
        return load(folder)


def load(folder: Path) -> StanceModel:
    """Open a model's files.

    Raises:
        SourceError: a file is missing, or is not the one that the model was made with.
    """
    about = _about(folder / ABOUT)
    for name, wanted in about.files.items():
        if _digest(folder / name) != wanted:
            raise SourceError(
                "is damaged, or of another model",
                file=str(folder / name),
                mend="install placet again, or train the model again",
            )
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    network = onnxruntime.InferenceSession(
        str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
    )
    return StanceModel(about, network, Tokenizer.from_file(str(folder / VOCABULARY)))


def _about(path: Path) -> About:
    try:
        large = path.stat().st_size > _LARGEST_ABOUT
        told = None if large else About(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        told = None
    if told is None or not isinstance(told.files, dict) or set(told.files) != _FILES:
        raise SourceError(
            "is no description of a model",
            file=str(path),
            mend="install placet again, or train the model again",
        )
    return told


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return ""
    return found.hexdigest()
