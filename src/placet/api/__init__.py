"""The calls that the command line, the desk and the notebook share.

Each opens what it needs and hands on plain frozen objects. The language model is loaded only by the
calls that read documents.
"""

from placet.actors import Stranger
from placet.api.actors import Taught, strangers, teach
from placet.api.briefs import brief, brief_documents
from placet.api.calls import (
    AddReport,
    add,
    board,
    case_notices,
    count,
    day,
    enter,
    export,
    open_ledger,
    pending,
    positions,
    readings,
    restore,
    review,
    texts_of,
    today,
)
from placet.api.coding import (
    adjudicate,
    adjudicate_agreed,
    agreement,
    assign,
    code,
    disputes,
    edit,
    find,
    rename,
)
from placet.api.exchange import NetworkWindow, events, export_dna, import_dna, networks
from placet.api.forecasts import compare, forecast, replay, sweep, unlock, what_if
from placet.api.notices import Notice
from placet.api.reading import (
    Explained,
    WouldSend,
    explain,
    known_actors,
    read,
    would_send,
)
from placet.api.spreading import spread
from placet.cases import example_case, load_case

__all__ = [
    "AddReport",
    "Explained",
    "NetworkWindow",
    "Notice",
    "Stranger",
    "Taught",
    "WouldSend",
    "add",
    "adjudicate",
    "adjudicate_agreed",
    "agreement",
    "assign",
    "board",
    "brief",
    "brief_documents",
    "case_notices",
    "code",
    "compare",
    "count",
    "day",
    "disputes",
    "edit",
    "enter",
    "events",
    "example_case",
    "explain",
    "export",
    "export_dna",
    "find",
    "forecast",
    "import_dna",
    "known_actors",
    "load_case",
    "networks",
    "open_ledger",
    "pending",
    "positions",
    "read",
    "readings",
    "rename",
    "replay",
    "restore",
    "review",
    "spread",
    "strangers",
    "sweep",
    "teach",
    "texts_of",
    "today",
    "unlock",
    "what_if",
    "would_send",
]
