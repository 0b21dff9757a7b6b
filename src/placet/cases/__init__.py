"""A case: the folder in which a desk keeps one decision of one body."""

from placet.cases.case import CASE_FILE, Axis, Case, Meeting, load_case
from placet.cases.example import example_case
from placet.cases.outlook import Change, Event, Outlook, Reached, Scenario

__all__ = [
    "CASE_FILE",
    "Axis",
    "Case",
    "Change",
    "Event",
    "Meeting",
    "Outlook",
    "Reached",
    "Scenario",
    "example_case",
    "load_case",
]
