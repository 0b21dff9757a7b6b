"""Discourse Network Analyzer files (`.dna`, version 3), in and out without loss."""

from placet.exchange.dna.incoming import Taken, taken
from placet.exchange.dna.mapping import Mapping, own_mapping, read_mapping
from placet.exchange.dna.outgoing import as_dna
from placet.exchange.dna.project import Project, read_dna, write_dna
from placet.exchange.dna.view import DnaDocument, DnaStatement, documents, statements

__all__ = [
    "DnaDocument",
    "DnaStatement",
    "Mapping",
    "Project",
    "Taken",
    "as_dna",
    "documents",
    "own_mapping",
    "read_dna",
    "read_mapping",
    "statements",
    "taken",
    "write_dna",
]
