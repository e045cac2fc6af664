"""The tags of a circular's template: which are missing, misspelt, cut in pieces or without their other half."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Doc

NAMES = (
    "red_head", "document_number", "title_lines", "addressee", "body", "annexes", "score_tables", "adoption_table",
    "notes_table", "signature", "signed_on", "copy_to", "printed_by", "printed_on",
)  # fmt: skip
_OPTIONAL = ("title", "charts")
_FIELDS = ("text", "lead", "level", "title", "table")
_TABLES = ("adoption_table", "notes_table", "table")
_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<block>.*?)%\}")
_MARK = re.compile(r"^(p|tr|tc|r)\s")
_HALVES = re.compile(r"\{\{|\}\}|\{%|%\}")
_WIDE = re.compile("[｛｝％]")


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as it stands, what Jinja reads of it, and what removes its surroundings: a paragraph (p) or row (tr)."""

    written: str
    source: str
    removes: str
    is_alone: bool
    is_in_table: bool
    is_block: bool


def tag_problems(document: Doc) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the tags."""
    tags: list[_Tag] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        runs = [(run, _text(run)) for run in paragraph.iter(qn("w:r"))]
        text = "".join(written for _, written in runs)
        yield from _halves(text)
        found = list(_tags(text, is_in_table=any(True for _ in paragraph.iterancestors(qn("w:tr")))))
        tags += found
        yield from _pieces(runs, text)
    for tag in tags:
        yield from _place(tag)
    yield from _words(tags)


def _text(run: Any) -> str:
    return "".join(each.text or "" for each in run.findall(qn("w:t")))


def _tags(text: str, *, is_in_table: bool) -> Iterator[_Tag]:
    for found in _TAG.finditer(text):
        inside = (found["value"] if found["value"] is not None else found["block"]).replace("\u00a0", " ")
        is_block = found["block"] is not None
        marked = _MARK.match(inside)
        source = inside[marked.end() :] if marked else inside
        written = found[0]
        yield _Tag(
            written,
            f"{{% {source} %}}" if is_block else f"{{{{ {source} }}}}",
            marked[1] if marked else "",
            text.strip() == written,
            is_in_table,
            is_block,
        )


def _halves(text: str) -> Iterator[str]:
    rest = _TAG.sub("", text)
    if half := _HALVES.search(rest):
        yield f"标签没有写完：“{_around(rest, half.start())}”里的 {half[0]} 缺少另一半"
    if wide := _WIDE.search(text):
        yield f"“{_around(text, wide.start())}”里有全角的 {wide[0]}：标签要用半角的 {{ }} 和 %"


def _around(text: str, at: int) -> str:
    return text[max(at - 10, 0) : at + 20]


def _pieces(runs: list[tuple[Any, str]], text: str) -> Iterator[str]:
    """A tag whose pieces are formatted alike is put together again; one that is half bold cannot be."""
    for tag in _TAG.finditer(text):
        start, looks = 0, set()
        for run, written in runs:
            if written and start < tag.end() and start + len(written) > tag.start():
                looks.add(_look(run))
            start += len(written)
        if len(looks) > 1:
            yield f"标签 {tag[0]} 被格式切成了几段：请选中整个标签，统一字体字号，或删掉重新输入"


def _look(run: Any) -> str:
    """The formatting of a run; the font hint and the language are no formatting."""
    found = run.find(qn("w:rPr"))
    if found is None:
        return ""
    parts = []
    for each in found:
        given = {name: value for name, value in each.attrib.items() if name != qn("w:hint")}
        if each.tag not in (qn("w:lang"), qn("w:noProof")) and (given or each.tag != qn("w:rFonts")):
            parts.append(f"{each.tag}{sorted(given.items())}")
    return "|".join(sorted(parts))


def _place(tag: _Tag) -> Iterator[str]:
    name = tag.source.strip("{}% ").rsplit(".", 1)[-1]
    if tag.removes == "p" and not tag.is_alone:
        yield f"标签 {tag.written} 要单独占一段：同一段里的其他文字会丢失"
    if tag.removes == "tr" and not tag.is_in_table:
        yield f"标签 {tag.written} 要放在表格的一行里；不在表格里的用 p"
    if not tag.is_block and name in _TABLES and tag.removes != "p":
        yield f"标签 {tag.written} 是一张表格，要写成 {{{{p {tag.source.strip('{} ')} }}}}，并单独占一段"


def _words(tags: list[_Tag]) -> Iterator[str]:
    """Read all tags in their order as one Jinja template: pairs, names, fields."""
    try:
        read = Environment(autoescape=True).parse("\n".join(tag.source for tag in tags))
    except TemplateSyntaxError as error:
        # After the last line it is a pair that never ended.
        near = tags[min(error.lineno, len(tags)) - 1].written if tags else ""
        yield f"标签不成对或写错，在 {near} 附近：for 要有 endfor，if 要有 endif（{error.message}）"
        return
    used = meta.find_undeclared_variables(read)
    for name in sorted(used - {*NAMES, *_OPTIONAL}):
        yield f"不认识标签 {name}{_meant(name, (*NAMES, *_OPTIONAL))}"
    for field in sorted({each.attr for each in read.find_all(nodes.Getattr)} - set(_FIELDS)):
        yield f"不认识标签里的 .{field}{_meant(field, _FIELDS)}"
    for name in NAMES:
        if name not in used:
            yield f"缺少标签 {name}：请从自带的模板复制（tongbao template new 另存一份）"


def _meant(name: str, among: tuple[str, ...]) -> str:
    close = get_close_matches(name, among, n=1)
    return f"：是不是 {close[0]}？" if close else f"：可用的有 {'、'.join(among)}"
