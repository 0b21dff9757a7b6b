"""A trained tagger as a file: a zip of JSON and CRFsuite's own files, nothing that runs code."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placet import __version__
from placet.errors import UsageError
from placet.formats import write_atomically
from placet.readers.tagger.candidates import candidates
from placet.readers.tagger.fields import Field
from placet.readers.tagger.judge import chosen, judged
from placet.readers.tagger.view import view
from placet.reading.attribution import Attribution
from placet.reading.syntax.parse import MODEL, Syntax

FORMAT = "placet/tagger@1"
FEATURES = 2
"""Changes whenever the features do: a model of other features would read nonsense."""

_FIELDS = ("cues", "roles", "judge")
_MOST = 500_000_000
_MEND = "train it anew with `placet train CORPUS.jsonl -o MODEL`"


@dataclass(frozen=True)
class Model:
    """A trained tagger: three fields and what is known of their origin."""

    cues: bytes
    roles: bytes
    judge: bytes
    threshold: float
    corpus: str
    documents: int

    @cached_property
    def fields(self) -> tuple[Field, Field, Field]:
        """The three fields, opened."""
        return Field(self.cues), Field(self.roles), Field(self.judge)

    @property
    def digest(self) -> str:
        """A short name of the model: other models have other names."""
        whole = hashlib.sha256(self.cues + self.roles + self.judge)
        return whole.hexdigest()[:8]

    def find(self, syntax: Syntax, by: Sequence[str]) -> tuple[Attribution, ...]:
        """The attributions of a parse that the judge believes.

        Args:
            syntax: the parse.
            by: whose candidates are looked at: tagger, rules.
        """
        cues, roles, judge = self.fields
        seen = view(syntax)
        scored = judged(seen, candidates(seen, cues, roles), judge)
        return tuple(chosen([pair for pair in scored if pair[1].by in by], self.threshold))


def save_model(model: Model, path: Path) -> None:
    """Write a model, whole or not at all."""
    about = {
        "format": FORMAT,
        "placet": __version__,
        "features": FEATURES,
        "pipeline": MODEL,
        "threshold": model.threshold,
        "corpus": model.corpus,
        "documents": model.documents,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("about.json", json.dumps(about, indent=2, sort_keys=True))
        for name in _FIELDS:
            file.writestr(f"{name}.crfsuite", getattr(model, name))
    write_atomically(path, buffer.getvalue())


def load_model(path: Path) -> Model:
    """Read a model.

    Raises:
        UsageError: it is no model, or one of another version.
    """
    try:
        with zipfile.ZipFile(path) as file:
            about = json.loads(file.read("about.json"))
            _check(about, path)
            if sum(entry.file_size for entry in file.infolist()) > _MOST:
                raise UsageError("is too large for a model", file=path, mend=_MEND)
            fields = {name: file.read(f"{name}.crfsuite") for name in _FIELDS}
            for data in fields.values():
                Field(data)
        return Model(
            **fields,
            threshold=float(about["threshold"]),
            corpus=str(about["corpus"]),
            documents=int(about["documents"]),
        )
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", file=path, mend=_MEND) from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise UsageError(f"is no tagger's model: {error}", file=path, mend=_MEND) from None


def _check(about: Any, path: Path) -> None:
    """Was it trained with the same features over the same pipeline?"""
    for key, wanted in (("format", FORMAT), ("features", FEATURES), ("pipeline", MODEL)):
        found = about.get(key) if isinstance(about, dict) else None
        if found != wanted:
            raise UsageError(
                f"is a model of another version: {key} is {found!r}, not {wanted!r}",
                file=path,
                mend=_MEND,
            )
