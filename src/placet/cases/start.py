"""Starting a case: a folder that a person fills in."""

from __future__ import annotations

from pathlib import Path

import tomlkit

from placet.bodies import load_body
from placet.cases.case import CASE_FILE
from placet.errors import UsageError
from placet.formats import write_atomically


def start_case(folder: Path, *, body: str, title: str = "", question: str = "") -> Path:
    """Make `folder` with a `case.toml` and an empty `documents/`; return the file's path.

    A body's file of one's own is copied beside it.

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
    asked = tomlkit.table()
    asked["id"] = "question"
    asked["text"] = question or "What is asked of the body, as a question?"
    asked["matter"] = decides.default
    asked.add(tomlkit.comment("phrases by which texts name the proposition"))
    asked["cues"] = []
    asked.add(tomlkit.comment("phrases of a neighbouring question, not to be taken for it"))
    asked["unlike"] = []
    questions = tomlkit.aot()
    questions.append(asked)
    text["question"] = questions
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    if own and own.resolve() != (folder / own.name).resolve():
        write_atomically(folder / own.name, own.read_bytes())
    write_atomically(file, tomlkit.dumps(text))
    return file
