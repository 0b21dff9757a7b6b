"""A reader that asks a language model; only what stands verbatim in the text is kept."""

from placet.readers.llm.reader import LanguageModelReader

__all__ = ["LanguageModelReader"]
