"""A project in the making: rows added to those that a file has, each under an ID of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from placet.exchange.dna.checking import Value
from placet.exchange.dna.project import Project, Table
from placet.exchange.dna.schema import TABLES, VALUES, VERSION

PASSWORD = "placet"  # noqa: S105 - it keeps nothing secret; the program asks for one
_ROUNDS = 100_000
_SALT = 16


class Building:
    """Rows to be written, beginning with those of a project; nothing of them is changed."""

    def __init__(self, project: Project | None = None) -> None:
        """Begin with a project, or with an empty one."""
        tables = project.tables if project else {}
        self._columns = {name: table.columns for name, table in tables.items()}
        for name, columns in TABLES.items():
            self._columns.setdefault(name, columns)
        self._rows: dict[str, list[dict[str, Value]]] = {
            name: [dict(row) for row in tables[name].records()] if name in tables else []
            for name in self._columns
        }
        self._last = {
            name: max((int(row.get("ID") or 0) for row in rows), default=0)
            for name, rows in self._rows.items()
            if name in TABLES
        }
        self._seen: dict[tuple[str, tuple[tuple[str, Value], ...]], int] = {}
        if not project:
            self._rows["SETTINGS"].append({"Property": "version", "Value": VERSION})

    def project(self) -> Project:
        """What has been built."""
        return Project(
            {
                name: Table(
                    columns,
                    tuple(tuple(row.get(column) for column in columns) for row in self._rows[name]),
                )
                for name, columns in self._columns.items()
            }
        )

    def add(self, table: str, **row: Value) -> int:
        """Add a row; its ID."""
        self._last[table] += 1
        blank: dict[str, Value] = {
            column: _default(how) for column, how in self._columns[table].items()
        }
        self._rows[table].append(blank | {"ID": self._last[table]} | row)
        return self._last[table]

    def once(self, table: str, key: dict[str, Value], **rest: Value) -> int:
        """The ID of the first row that has these values; one is added if there is none."""
        wanted = (table, tuple(sorted(key.items())))
        if wanted not in self._seen:
            rows = self._rows[table]
            there = [row for row in rows if all(row.get(name) == key[name] for name in key)]
            self._seen[wanted] = (
                int(there[0]["ID"] or 0) if there else self.add(table, **key, **rest)
            )
        return self._seen[wanted]

    def coder(self, name: str) -> int:
        """A coder who may do everything; a new one can open the file with `PASSWORD`."""
        known = {one_word(str(row["Name"])): row["Name"] for row in self._rows["CODERS"]}
        if name in known:
            return self.once("CODERS", {"Name": known[name]})
        shade = hashlib.sha256(name.encode()).digest()
        number = self.once(
            "CODERS",
            {"Name": name},
            Password=_hashed(PASSWORD, shade[:_SALT]),
            **dict(zip(("Red", "Green", "Blue"), shade, strict=False)),
        )
        for other in [row["ID"] for row in self._rows["CODERS"] if row["ID"] != number]:
            self.add("CODERRELATIONS", Coder=number, OtherCoder=other)
            self.add("CODERRELATIONS", Coder=other, OtherCoder=number)
        return number

    def type(self, label: str, variables: dict[str, str]) -> dict[str, int]:
        """A type of statements with its variables, each of the kind given: the ID of each.

        Under the name "" stands the ID of the type. Where a file has the type without one of the
        variables, its statements get an empty value, as the program gives them.
        """
        number = self.once("STATEMENTTYPES", {"Label": label}, Red=239, Green=208, Blue=51)
        of_type = [row for row in self._rows["STATEMENTS"] if row["StatementTypeId"] == number]
        ids = {"": number}
        for name, kind in variables.items():
            key: dict[str, Value] = {"Variable": name, "StatementTypeId": number}
            before = self._last["VARIABLES"]
            ids[name] = self.once("VARIABLES", key, DataType=kind)
            if kind == "short text":
                self.entity(ids[name], "")
            for row in of_type if ids[name] > before else ():
                self.value(int(row["ID"] or 0), ids[name], kind, "" if "text" in kind else 0)
        return ids

    def entity(self, variable: int, value: str) -> int:
        """What a short text is called."""
        key: dict[str, Value] = {"VariableId": variable, "Value": value}
        return self.once("ENTITIES", key, ChildOf=None)

    def value(self, statement: int, variable: int, kind: str, value: Value) -> None:
        """Give a statement the value of a variable."""
        table, column = VALUES[kind]
        kept = self.entity(variable, str(value)) if kind == "short text" else value
        row: dict[str, Value] = {"StatementId": statement, "VariableId": variable, column: kept}
        self.add(table, **row)


def coded_places(project: Project) -> set[tuple[str, Value, Value, str]]:
    """Text, start, stop and coder, in one word, of every statement of a project."""
    texts = {row["ID"]: str(row["Text"]) for row in project.records("DOCUMENTS")}
    coders = {row["ID"]: one_word(str(row["Name"])) for row in project.records("CODERS")}
    rows: Iterable[dict[str, Value]] = map(dict, project.records("STATEMENTS"))
    return {
        (texts[row["DocumentId"]], row["Start"], row["Stop"], coders[row["Coder"]]) for row in rows
    }


def one_word(name: str) -> str:
    """A coder's name as a ledger writes it."""
    return "_".join(name.split())


def _default(declared: str) -> Value:
    """What a column holds if nothing is said."""
    _, _, default = declared.partition("DEFAULT ")
    if not default:
        return "" if declared.startswith("TEXT NOT NULL") else None
    return int(default) if default.lstrip("-").isdigit() else default.strip("'")


def _hashed(password: str, salt: bytes) -> str:
    """Salt and digest as Jasypt's strong password encryptor writes them."""
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()
