"""Procedures as data: the stages between asking and having; one file each."""

from placet.procedures.load import SINGLE, load_procedure, procedure_names, procedure_of
from placet.procedures.procedure import Clock, Procedure, Record, Stage

__all__ = [
    "SINGLE",
    "Clock",
    "Procedure",
    "Record",
    "Stage",
    "load_procedure",
    "procedure_names",
    "procedure_of",
]
