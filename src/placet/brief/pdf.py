"""The brief as PDF: the page, printed by WeasyPrint where that is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from placet.brief.page import page
from placet.brief.view import Brief
from placet.errors import UsageError


def pdf(brief: Brief) -> bytes:
    """The page in print.

    Raises:
        UsageError: WeasyPrint is not installed.
    """
    if find_spec("weasyprint") is None:
        raise UsageError(
            "PDF needs the library WeasyPrint, which is not installed",
            mend="install it with: pip install 'placet[pdf]'; or write .html and print that",
        )
    weasyprint = import_module("weasyprint")
    return bytes(weasyprint.HTML(string=page(brief), url_fetcher=_refuse).write_pdf())


def _refuse(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """The page is whole in itself; nothing is ever fetched for it."""
    raise ValueError(f"a brief fetches nothing: {url}")
