"""Documents come in whole, or are refused with file, place, value and mend."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.errors import SourceError
from placet.reading.intake import from_text, load, load_all

ENGLISH = (
    "The ministers met on Tuesday. One of them said that the proposal had their support, and "
    "another warned that it had come too early. Nobody named a date, and the talks go on.\n" * 4
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ministers meet</title>
<meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="2024-11-29T10:00:00Z"></head>
<body><nav>Home About</nav><article><h1>Ministers meet</h1><p>{ENGLISH}</p></article>
<script>alert(1)</script></body></html>"""


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text_is_stored_as_it_is(tmp_path: Path) -> None:
    text = "Ministers meet\n" + ENGLISH
    document = load(put(tmp_path / "a.txt", text), published=date(2024, 11, 29))
    assert document.text == text
    assert (document.title, document.published) == ("Ministers meet", date(2024, 11, 29))


def test_a_text_is_known_by_its_content(tmp_path: Path) -> None:
    one, other = (load(put(tmp_path / name, ENGLISH)) for name in ("a.txt", "b.txt"))
    assert one.id == other.id
    assert load(put(tmp_path / "c.txt", ENGLISH + "More.")).id != one.id


def test_front_matter_of_markdown_becomes_metadata(tmp_path: Path) -> None:
    head = 'title = "A note"\npublished = 2024-11-27\npublisher = "Desk"'
    note = f"+++\n{head}\n+++\n# Head\n\n{ENGLISH}"
    document = load(put(tmp_path / "a.md", note))
    assert (document.title, document.publisher) == ("A note", "Desk")
    assert document.published == date(2024, 11, 27)
    assert document.text.startswith("Head\nThe ministers met")


def test_its_own_date_beats_the_one_that_is_given(tmp_path: Path) -> None:
    note = f"---\npublished: 2024-11-27\n---\n{ENGLISH}"
    document = load(put(tmp_path / "a.md", note), published=date(2020, 1, 1))
    assert document.published == date(2024, 11, 27)


def test_the_main_text_of_a_page_is_found(tmp_path: Path) -> None:
    document = load(put(tmp_path / "a.html", PAGE))
    assert "support" in document.text
    assert "alert" not in document.text
    assert "Home About" not in document.text
    assert document.title == "Ministers meet"
    assert document.published == date(2024, 11, 29)


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))
    assert load("-").text == ENGLISH


def test_a_folder_is_read_in_order_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", ENGLISH)
    put(tmp_path / "a.txt", b"")
    put(tmp_path / ".hidden.txt", ENGLISH)
    put(tmp_path / "picture.png", b"\x89PNG")
    found = list(load_all([tmp_path]))
    assert [type(item).__name__ for item in found] == ["SourceError", "Document"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    text = ENGLISH.replace("proposal", "“proposal”—café") * 3
    assert "“proposal”—café" in load(put(tmp_path / "a.txt", text.encode(encoding))).text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("white.txt", b" \n\t\n", "is empty"),
        ("binary.txt", b"MZ\x00\x01\x02" * 50, "binary zeros"),
        ("german.txt", "Die Minister trafen sich am Dienstag und sprachen lange. " * 20, "'de'"),
        ("open.md", "+++\ntitle = 'x'\n" + ENGLISH, "not closed"),
        ("key.md", "+++\ntitel = 'x'\n+++\n" + ENGLISH, "unknown key 'titel'"),
        ("day.md", "---\npublished: 2024-02-30\n---\n" + ENGLISH, "is no day"),
        ("toml.md", "+++\ntitle = \n+++\n" + ENGLISH, "not TOML"),
        ("deep.html", "<html><body>" + "<div>" * 5000 + ENGLISH, "nested"),
        ("wide.html", "<html><body>" + "<b>x</b>" * 150_000, "tags"),
        ("void.html", "<html><body><script>x</script></body></html>", "no main text"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_mend(
    tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    path = put(tmp_path / name, content)
    with pytest.raises(SourceError) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert says in str(caught.value)
    assert "mend:" in str(caught.value)


def test_a_sentence_in_another_language_is_refused(tmp_path: Path) -> None:
    text = "Der Bundeskanzler sagte am Montag, er sei gegen eine Einladung der Ukraine in die NATO."
    with pytest.raises(SourceError, match="is written in 'de'"):
        load(put(tmp_path / "a.txt", text))


def test_foreign_names_make_no_sentence_foreign(tmp_path: Path) -> None:
    text = "Andrzej Duda, Gitanas Nausėda, Edgars Rinkēvičs and Alar Karis said yes in Poznań."
    assert load(put(tmp_path / "a.txt", text)).language == "en"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(SourceError, match="too large"):
        load(path)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    found = list(load_all([tmp_path / "no.txt", tmp_path]))
    assert ["no such file" in str(found[0]), "holds no document" in str(found[1])] == [True, True]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_any_text_is_stored_unaltered_or_refused(text: str) -> None:
    try:
        stored = from_text(text).text
    except SourceError:
        stored = None
    assert stored in {text, None}
    long_enough_to_be_foreign = len(text.split()) >= 8
    assert stored is not None or not text.strip() or long_enough_to_be_foreign


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("no-suffix", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("a.docx", b"PK\x03\x04...", "word processor"),
        ("a.eml", b"From: a@b.org\nSubject: x\n\nEstonia supports it.", "e-mail"),
        ("feed.xml", b'<?xml version="1.0"?>\n<rss version="2.0"></rss>', "feed"),
        ("a.jsonl", b'{"text": "Estonia supports it."}', "JSON"),
        ("a.warc", b"WARC/1.0\r\n", "web archive"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00", "compressed"),
    ],
)
def test_a_format_that_is_not_taken_in_is_named_with_a_way_to_its_text(
    tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match="not taken in") as raised:
        load(tmp_path / name)
    assert what in str(raised.value)
    assert raised.value.mend


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(SourceError, match="fetches nothing"):
        load("https://example.org/news")


def test_a_document_that_is_not_taken_in_is_named_in_a_folder_too(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text("Estonia supports it.")
    first, second = load_all([tmp_path])
    assert isinstance(first, SourceError)
    assert not isinstance(second, SourceError)
