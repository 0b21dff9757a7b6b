"""A language model's server, and a reader that asks it and does not wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from modelserver import Asked, Server, serving

from placet.readers import open_reader
from placet.readers.llm import LanguageModelReader


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("PLACET_LLM_KEY", raising=False)
    with serving() as told:
        yield told


@pytest.fixture
def asked(server: Server, tmp_path: Path) -> Asked:
    opened = open_reader(f"llm:{server.url}|model=some-model|cache={tmp_path / 'answers'}")
    assert isinstance(opened, LanguageModelReader)
    pauses: list[float] = []
    return Asked(replace(opened, endpoint=replace(opened.endpoint, pause=pauses.append)), pauses)
