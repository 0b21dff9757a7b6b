"""The pages of the bodies are as their data would have them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from placet.bodies import body_names, load_body

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "bodies"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("maker", ROOT / "tools" / "make_body_pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("name", body_names())
def test_no_page_or_picture_is_out_of_date(maker: ModuleType, name: str) -> None:
    assert maker.outdated([name]) == []


def test_a_changed_page_is_noticed(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = ["nato", "unsc"]
    for path in PAGES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "nato.md").write_text("edited by hand", encoding="utf-8")
    picture = tmp_path / "unsc.svg"
    picture.write_text(re.sub("data [0-9a-f]+", "data 0", picture.read_text(encoding="utf-8")))
    monkeypatch.setattr(maker, "PAGES", tmp_path)
    assert maker.outdated(looked_at) == ["nato.md", "unsc.svg"]


@pytest.mark.parametrize("name", body_names())
def test_every_body_has_a_small_page_with_a_small_picture(name: str) -> None:
    body = load_body(name)
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {body.title}\n")
    assert all(f"`{matter.id}`" in page for matter in body.matters_on(body.checked))
    assert (PAGES / f"{name}.svg").stat().st_size < 50_000


def test_the_body_of_the_schema_page_can_be_loaded(tmp_path: Path) -> None:
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block
    file = tmp_path / "trio.toml"
    file.write_text(block.group(1), encoding="utf-8")
    body = load_body(file)
    assert body.rule("ordinary", body.checked).members == ("BE", "LU", "NL")


def test_the_schema_page_names_every_key_and_kind() -> None:
    from placet.bodies.load import _BODY, _LENT, _MATTER, _STAGE, _TERM, _WEIGHTS
    from placet.rules.tree import _READERS

    text = (PAGES / "README.md").read_text(encoding="utf-8")
    keys = {*_BODY, *_LENT, *_MATTER, *_STAGE, *_TERM, *_WEIGHTS, *_READERS}
    keys |= {key for known, _ in _READERS.values() for key in known}
    missing = {key for key in keys if f"`{key}`" not in text and f"[{key}]" not in text}
    assert not {key for key in missing if f".{key}]" not in text}
