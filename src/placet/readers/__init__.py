"""Readers as plug-ins: one interface, found by entry point."""

from placet.readers.registry import Reader, open_reader, read_safely, reader_names

__all__ = ["Reader", "open_reader", "read_safely", "reader_names"]
