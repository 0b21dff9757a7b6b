"""Finding the case that is shipped with placet."""

from __future__ import annotations

from pathlib import Path

from placet.cases.case import CASE_FILE, Case, load_case
from placet.errors import CaseError

_NAME = "ukraine-nato"


def example_case() -> Case:
    """The shipped example: an invitation of NATO to Ukraine, autumn 2024.

    It lies in the package when placet was installed, and beside it in a checkout.

    Raises:
        CaseError: the installation lacks it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples" / _NAME, package.parents[1] / "examples" / _NAME):
        if (folder / CASE_FILE).is_file():
            return load_case(folder)
    raise CaseError(
        "the shipped example case is missing", file=package, mend="install placet again"
    )
