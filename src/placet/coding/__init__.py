"""Human coding: sheets coded blind, agreement, adjudication, and edits across the ledger."""

from placet.coding.adjudication import agreed, is_settled, settle
from placet.coding.agreement import Agreement, agreement
from placet.coding.assignment import assign
from placet.coding.editing import FIELDS, Occurrence, edits, occurrences, renamed
from placet.coding.sheets import NEW, checked_coder, read_sheet, write_sheet
from placet.coding.units import MACHINE, NOTHING, Unit, by_position, by_statement

__all__ = [
    "FIELDS",
    "MACHINE",
    "NEW",
    "NOTHING",
    "Agreement",
    "Occurrence",
    "Unit",
    "agreed",
    "agreement",
    "assign",
    "by_position",
    "by_statement",
    "checked_coder",
    "edits",
    "is_settled",
    "occurrences",
    "read_sheet",
    "renamed",
    "settle",
    "write_sheet",
]
