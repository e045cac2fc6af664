"""Documents with anything done to them: an answer each time, never an accident."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import registry
from ingest.layouts import Layouts
from ingest.reading import COLUMNS
from tests.ingest.documents import from_lines, pdf

BULLETIN = [
    "岭川信息",
    "2025年第8期（总第312期）",
    "2025年3月5日",
    "目录",
    "★抓实夜校（云岭县）……1",
    "鹤山县：开展活动\t2",
    "抓实夜校",
    "今年。",
]
REGISTER = [["单位", "标题", "刊物", "日期"], ["云岭县", "甲", "澜江日报", "3.5"]]
LIST = (
    "<title>动态_岭川网</title><ul>"
    + "<li><a href=1>云岭县：抓实夜校</a><i>2025-03-05</i></li>" * 3
    + "</ul>"
)
ARTICLE = "<title>甲</title><h1>抓实夜校</h1><p>来源：云岭县 时间：2025-03-05 08:00</p><p>" + "今年。" * 40
FEED = (
    "<rss><channel><title>岭川网</title>"
    + "<item><title>甲</title><author>乙</author></item>" * 2
    + "</channel></rss>"
)
JSON = json.dumps({"list": [{"title": "甲", "link": "u", "create_time": 1741132800}] * 2}, ensure_ascii=False)
# What does harm where it lands: marks of the formats, numbers beyond reason, bytes that are no text.
PIECES = st.sampled_from(
    [b"<", b">", b'"', b"\0", b"\xff", b"9" * 30, b"</w:tr>", b"<w:tbl>", b"<li>", b"{", b"[", b"endobj", b"-1",
     "（第".encode(), b"&#0;"]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 80), PIECES, st.integers(0, 3)), min_size=1, max_size=5
)


def spoiled(content: bytes, edits) -> bytes:
    for where, length, piece, how in edits:
        at = int(where * len(content))
        part = content[at : at + length]
        content = (
            content[:at] + (piece, b"", part * 3, part)[how] + content[at + (0 if how == 0 else length) :]
        )
    return content


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """Return whole documents by kind, and an empty office's layouts."""
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "office").mkdir()
    made = {
        "docx": from_lines(folder / "a.docx", *BULLETIN, REGISTER).read_bytes(),
        "pdf": pdf(folder / "a.pdf", BULLETIN, ["乙"]).read_bytes(),
        **{
            name: text.encode()
            for name, text in {"list": LIST, "article": ARTICLE, "feed": FEED, "json": JSON}.items()
        },
    }
    return made, Layouts.load(folder / "office")


def with_document(content: bytes, edits) -> bytes:
    """Spoil the text inside a Word file: a spoiled archive is only ever a spoiled archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(held, "w") as archive:
        for name in whole.namelist():
            part = whole.read(name)
            archive.writestr(name, spoiled(part, edits) if name == "word/document.xml" else part)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["docx", "pdf", "list", "article", "feed", "json"])
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=EDITS)
def test_a_spoiled_document_is_read_or_answered(kind, edits, seeds, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    made, layouts = seeds
    path: Path = tmp_path / "spoiled"
    path.write_bytes(with_document(made[kind], edits) if kind == "docx" else spoiled(made[kind], edits))
    reading = registry.read(path, "spoiled", layouts, tmp_path / "members", lambda _: None)
    assert reading.rows
    for row in reading.rows:
        assert set(row.values) <= set(COLUMNS)
        assert all(isinstance(text, str) for text in row.values.values())
        assert row.problem is None or "请" in row.problem.sentence
