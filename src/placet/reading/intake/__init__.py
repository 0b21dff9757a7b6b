"""Documents in: plain text, Markdown and HTML, from files, folders or standard input."""

from placet.reading.intake.loading import MAX_BYTES, from_text, load, load_all

__all__ = ["MAX_BYTES", "from_text", "load", "load_all"]
