"""The faces of a brief: forms that say the same. Each is imported by the call that needs it."""

from __future__ import annotations

from typing import Literal, assert_never, overload

from placet.brief.view import Brief

Text = Literal["terminal", "md", "json", "html"]
Form = Literal[Text, "pdf"]


@overload
def render(brief: Brief, form: Text, *, width: int = 80, colour: bool = False) -> str: ...
@overload
def render(brief: Brief, form: Form, *, width: int = 80, colour: bool = False) -> str | bytes: ...
def render(brief: Brief, form: Form, *, width: int = 80, colour: bool = False) -> str | bytes:
    """The brief in one form; `width` and `colour` are for the terminal. PDF comes as bytes.

    Raises:
        UsageError: PDF is wanted and the library that makes it is not installed.
    """
    match form:
        case "terminal":
            from placet.brief.terminal import terminal

            return terminal(brief, width=width, colour=colour)
        case "md":
            from placet.brief.markdown import markdown

            return markdown(brief)
        case "json":
            from placet.brief.machine import machine

            return machine(brief)
        case "html":
            from placet.brief.page import page

            return page(brief)
        case "pdf":
            from placet.brief.pdf import pdf

            return pdf(brief)
        case _:
            assert_never(form)
