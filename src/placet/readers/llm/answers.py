"""The answers of models, kept so that a run can be resumed and nothing is paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from placet.errors import UsageError
from placet.formats import write_atomically
from placet.readers.llm.asking import PROMPT, Answer, answer, asks_for_positions


@dataclass(frozen=True)
class Answers:
    """Answers by what was asked, where.

    Args:
        folder: in which they lie.
        where: the address that was asked, without its login.
    """

    folder: Path
    where: str

    def get(self, body: dict[str, Any]) -> Answer | None:
        """The answer to a request; None if it was not asked before, or is damaged."""
        try:
            text = self._file(body).read_text(encoding="utf-8")
            return answer(text, positions=asks_for_positions(body))
        except (OSError, ValueError):
            return None

    def keep(self, body: dict[str, Any], told: Answer) -> None:
        """Keep an answer.

        Raises:
            UsageError: there is no folder for it, and none can be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"no folder can be made here: {error.strerror}",
                file=self.folder,
                mend="keep answers elsewhere: |cache=FOLDER",
            ) from None
        write_atomically(self._file(body), json.dumps(asdict(told)))

    def _file(self, body: dict[str, Any]) -> Path:
        asked = json.dumps([PROMPT, self.where, body])
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"


def users_folder() -> Path:
    """Where answers are kept if no folder is named."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "placet" / "llm"
