"""The tables of a Discourse Network Analyzer file, version 3, as data."""

from __future__ import annotations

from collections.abc import Mapping

VERSION = "3.0.11"
_KEY = "INTEGER PRIMARY KEY NOT NULL"
_NUMBER = "INTEGER NOT NULL DEFAULT 0"
_YES = "INTEGER NOT NULL DEFAULT 1"
_TEXT = "TEXT NOT NULL DEFAULT ''"
_COLOUR = {"Red": _NUMBER, "Green": _NUMBER, "Blue": _NUMBER}
_PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements"),
    *("EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments"),
    *("ViewOthersStatements", "EditOthersStatements"),
)
_VALUE = {"ID": _KEY, "StatementId": _NUMBER, "VariableId": _NUMBER}

TABLES: Mapping[str, Mapping[str, str]] = {
    "SETTINGS": {"Property": "TEXT PRIMARY KEY NOT NULL", "Value": _TEXT},
    "CODERS": {
        "ID": _KEY,
        "Name": _TEXT,
        **_COLOUR,
        "Refresh": _NUMBER,
        "FontSize": "INTEGER NOT NULL DEFAULT 14",
        "Password": _TEXT,
        "PopupWidth": "INTEGER NOT NULL DEFAULT 300",
        "ColorByCoder": _NUMBER,
        "PopupDecoration": _NUMBER,
        "PopupAutoComplete": _YES,
        **{f"Permission{name}": _YES for name in _PERMISSIONS},
    },
    "DOCUMENTS": {
        "ID": _KEY,
        "Title": _TEXT,
        "Text": _TEXT,
        "Coder": _NUMBER,
        **dict.fromkeys(("Author", "Source", "Section", "Notes", "Type"), _TEXT),
        "Date": _NUMBER,
    },
    "STATEMENTTYPES": {"ID": _KEY, "Label": _TEXT, **_COLOUR},
    "VARIABLES": {"ID": _KEY, "Variable": _TEXT, "DataType": _TEXT, "StatementTypeId": _NUMBER},
    "VARIABLELINKS": {"ID": _KEY, "SourceVariableId": _NUMBER, "TargetVariableId": _NUMBER},
    "REGEXES": {"Label": "TEXT PRIMARY KEY NOT NULL", **_COLOUR},
    "CODERRELATIONS": {
        "ID": _KEY,
        "Coder": _NUMBER,
        "OtherCoder": _NUMBER,
        **dict.fromkeys(("viewStatements", "editStatements"), _YES),
        **dict.fromkeys(("viewDocuments", "editDocuments"), _YES),
    },
    "STATEMENTS": {
        "ID": _KEY,
        **dict.fromkeys(("StatementTypeId", "DocumentId", "Start", "Stop", "Coder"), _NUMBER),
    },
    "ENTITIES": {
        "ID": _KEY,
        "VariableId": _NUMBER,
        "Value": _TEXT,
        **_COLOUR,
        "ChildOf": "INTEGER",
    },
    "DATABOOLEAN": {**_VALUE, "Value": _NUMBER},
    "DATAINTEGER": {**_VALUE, "Value": _NUMBER},
    "DATASHORTTEXT": {**_VALUE, "Entity": _NUMBER},
    "DATALONGTEXT": {**_VALUE, "Value": _TEXT},
    "ATTRIBUTEVARIABLES": {"ID": _KEY, "VariableId": _NUMBER, "AttributeVariable": _TEXT},
    "ATTRIBUTEVALUES": {
        "ID": _KEY,
        "EntityId": _NUMBER,
        "AttributeVariableId": _NUMBER,
        "AttributeValue": _TEXT,
    },
}
"""Table to column to its declaration."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "SETTINGS": ("Property", "Value"),
    "CODERS": ("ID", "Name"),
    "DOCUMENTS": ("ID", "Title", "Text", "Coder", "Author", "Source", "Date"),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "ENTITIES": ("ID", "VariableId", "Value"),
    "DATABOOLEAN": ("ID", "StatementId", "VariableId", "Value"),
    "DATAINTEGER": ("ID", "StatementId", "VariableId", "Value"),
    "DATASHORTTEXT": ("ID", "StatementId", "VariableId", "Entity"),
    "DATALONGTEXT": ("ID", "StatementId", "VariableId", "Value"),
}
"""Columns that a table has to have, where the file has the table."""

REFERENCES: Mapping[tuple[str, str], str] = {
    ("DOCUMENTS", "Coder"): "CODERS",
    ("VARIABLES", "StatementTypeId"): "STATEMENTTYPES",
    ("VARIABLELINKS", "SourceVariableId"): "VARIABLES",
    ("VARIABLELINKS", "TargetVariableId"): "VARIABLES",
    ("CODERRELATIONS", "Coder"): "CODERS",
    ("CODERRELATIONS", "OtherCoder"): "CODERS",
    ("STATEMENTS", "StatementTypeId"): "STATEMENTTYPES",
    ("STATEMENTS", "DocumentId"): "DOCUMENTS",
    ("STATEMENTS", "Coder"): "CODERS",
    ("ENTITIES", "VariableId"): "VARIABLES",
    ("DATABOOLEAN", "StatementId"): "STATEMENTS",
    ("DATAINTEGER", "StatementId"): "STATEMENTS",
    ("DATALONGTEXT", "StatementId"): "STATEMENTS",
    ("DATASHORTTEXT", "StatementId"): "STATEMENTS",
    ("DATABOOLEAN", "VariableId"): "VARIABLES",
    ("DATAINTEGER", "VariableId"): "VARIABLES",
    ("DATALONGTEXT", "VariableId"): "VARIABLES",
    ("DATASHORTTEXT", "VariableId"): "VARIABLES",
    ("DATASHORTTEXT", "Entity"): "ENTITIES",
    ("ATTRIBUTEVARIABLES", "VariableId"): "VARIABLES",
    ("ATTRIBUTEVALUES", "EntityId"): "ENTITIES",
    ("ATTRIBUTEVALUES", "AttributeVariableId"): "ATTRIBUTEVARIABLES",
}
"""Column to the table whose ID it must be."""

VALUES = {
    "boolean": ("DATABOOLEAN", "Value"),
    "integer": ("DATAINTEGER", "Value"),
    "long text": ("DATALONGTEXT", "Value"),
    "short text": ("DATASHORTTEXT", "Entity"),
}
"""Type of a variable to the table and column that hold its values."""
