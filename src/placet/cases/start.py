"""Starting a case: a folder that a person fills in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from placet.bodies import load_body
from placet.cases.case import CASE_FILE
from placet.cases.naming import question_id
from placet.errors import UsageError
from placet.formats import write_atomically

_PLACEHOLDER = "What is asked of the body, as a question?"


def start_case(folder: Path, *, body: str, title: str = "", questions: Sequence[str] = ()) -> Path:
    """Make `folder` with a `case.toml` and an empty `documents/`; return the file's path.

    Each question is one sentence, which is all that reading needs; its id is made from it. A body's
    file of one's own is copied beside it.

    Raises:
        UsageError: the body is unknown, or the folder holds a case already.
    """
    decides = load_body(body)
    file = folder / CASE_FILE
    if file.exists():
        raise UsageError("there is a case already", file=file, mend="choose another folder")
    text = tomlkit.document()
    text["title"] = title or folder.name
    own = Path(body) if body.endswith(".toml") else None
    text["body"] = own.name if own else decides.name
    text["question"] = _asked(questions or [_PLACEHOLDER], decides.default)
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    if own and own.resolve() != (folder / own.name).resolve():
        write_atomically(folder / own.name, own.read_bytes())
    write_atomically(file, tomlkit.dumps(text))
    return file


def _asked(sentences: Sequence[str], matter: str) -> AoT:
    """The questions as tables: id, sentence and matter."""
    asked, taken = tomlkit.aot(), list[str]()
    for sentence in sentences:
        taken.append(question_id(sentence, taken) if sentence != _PLACEHOLDER else "question")
        table = tomlkit.table()
        table["id"], table["text"], table["matter"] = taken[-1], sentence, matter
        asked.append(table)
    return asked
