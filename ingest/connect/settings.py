"""`connections.toml` of an office: which hosts may be asked, and which pages, feeds and folders are watched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ingest.connect.addresses import is_listed, origin, whole
from warehouse.errors import DataError
from warehouse.toml_files import read_toml

FILE_NAME = "connections.toml"
_HOST = re.compile(r"([\w-]{1,63}(\.[\w-]{1,63})*|\[[0-9a-f:.]+\])(:\d{1,5})?")
_REASONS = {
    "missing": "缺少这一项",
    "string_too_short": "不能为空",
    "string_too_long": "过长（最多 {max_length} 个字符）",
    "less_than_equal": "不能大于 {le}",
    "greater_than_equal": "不能小于 {ge}",
}


def _plain(name: str) -> str:
    # It names a folder in the inbox and a file beside the home's other files.
    if name.startswith(".") or re.search(r'[\x00-\x1f/\\:*?"<>|]', name):
        raise ValueError('名称要用作文件夹名：不能以“.”开头，也不能含有 / \\ : * ? " < > | 等符号')
    return name


def _host(value: str) -> str:
    if not _HOST.fullmatch(value.lower()):
        raise ValueError("只写主机名，需要时加端口，如 www.example.cn 或 10.1.2.3:8080，不写 http:// 和路径")
    return value.lower()


def _address(value: str) -> str:
    if whole(value) is None or re.search(r"\s", value):
        raise ValueError("应为完整的网址，以 http:// 或 https:// 开头，不含用户名和密码")
    return value


def _selector(value: str) -> str:
    try:
        LexborHTMLParser("<p>").css(value)
    except SelectolaxError as error:
        raise ValueError(f"不是有效的 CSS 选择器：{error}") from error
    return value


Name = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_plain)]
Host = Annotated[str, AfterValidator(_host)]
Address = Annotated[str, AfterValidator(_address)]
Selector = Annotated[str, Field(min_length=1), AfterValidator(_selector)]


class _Setting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Page(_Setting):
    """A `[[page]]`: a list on a site, its further pages, and the article pages it leads to."""

    name: Name
    url: Address
    pages: Address | None = None  # the further pages: {page} stands for their number
    pages_from: Annotated[int, Field(ge=0, le=100_000)] = 2  # the number in the address of the second page
    next: Selector | None = None  # or: the link that leads to the further page
    max_pages: Annotated[int, Field(ge=1, le=500)] = 10
    every: Annotated[float, Field(ge=0, le=60)] = 1.0  # seconds between two requests
    articles: Selector | None = None  # links to article pages, followed on the same host

    @model_validator(mode="after")
    def _one_way_on(self) -> Self:
        if self.pages and self.next:
            raise ValueError("pages 和 next 只能写一个")
        if self.pages and "{page}" not in self.pages:
            raise ValueError(f"pages “{self.pages}”中要有 {{page}}，代表页码")
        return self


class Feed(_Setting):
    """A `[[feed]]`: RSS, Atom, or any other file under one address."""

    name: Name
    url: Address
    zone_is_local: bool = False  # it writes GMT, or another zone, beside the time of the place


class Folder(_Setting):
    """A `[[folder]]`: files that others drop, in sub-folders or not, say on a network share."""

    name: Name
    path: Annotated[str, Field(min_length=1)]
    # A file that changes within so many seconds is still being written.
    settle: Annotated[float, Field(ge=0, le=600)] = 5.0


Source = Page | Feed | Folder


class Connections(_Setting):
    """The file as a whole."""

    hosts: tuple[Host, ...] = ()
    proxy: Address | None = None  # the environment's proxies are never used
    page: tuple[Page, ...] = ()
    feed: tuple[Feed, ...] = ()
    folder: tuple[Folder, ...] = ()

    @classmethod
    def load(cls, office_dir: Path) -> Self | None:
        """Read the office's file, None if it has none; raise `DataError` naming key and value if it is wrong."""
        path = office_dir / FILE_NAME
        if not path.exists():
            return None
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as error:
            raise _explained(path, error) from error

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*self.page, *self.feed, *self.folder)

    def chosen(self, names: Sequence[str]) -> tuple[Source, ...]:
        """Return the sources of these names, all if none is given; raise `DataError` if there is no such name."""
        known = {source.name: source for source in self.sources}
        for name in names:
            if name not in known:
                raise DataError(
                    f"{FILE_NAME} 中没有“{name}”（可选：{'、'.join(known)}）",
                    f"no source {name!r} in {FILE_NAME}: choose from {', '.join(known)}",
                )
        return tuple(known[name] for name in names) if names else self.sources

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        # One folder each, also where big and small letters are one name.
        counts = Counter(source.name.casefold() for source in self.sources)
        if twice := [name for name, count in counts.items() if count > 1]:
            raise ValueError(f"名称“{twice[0]}”用了不止一次：每个来源要有自己的名称")
        return self

    @model_validator(mode="after")
    def _hosts_are_listed(self) -> Self:
        asked = [(one.name, url) for one in self.page for url in (one.url, one.pages) if url]
        asked += [(one.name, one.url) for one in self.feed]
        for name, url in asked:
            if not is_listed(url, self.hosts):
                raise ValueError(
                    f"“{name}”的网址 {url} 不在 hosts 中：请把 {origin(url).partition('://')[2]} 加入 hosts"
                )
        return self


def _explained(path: Path, error: ValidationError) -> DataError:
    """Name the first mistake: its key, counted from 1 as people do, its value, and what may stand there."""
    first = error.errors()[0]
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]) or "整个文件"
    if first["type"] == "extra_forbidden":
        reason = f"没有这一项（可选：{'、'.join(_keys_beside(first['loc']))}）"
    else:
        known = _REASONS.get(first["type"])
        reason = (
            known.format_map(first.get("ctx", {})) if known else first["msg"].removeprefix("Value error, ")
        )
    is_plain = isinstance(first["input"], (str, int, float, bool)) and first["type"] != "missing"
    value = f"（值：{first['input']!r}）" if is_plain else ""
    return DataError(f"{path}：“{key}”{value}：{reason}", f"{path}: {key}: {first['msg']} {value}".rstrip())


def _keys_beside(location: Sequence[str | int]) -> Sequence[str]:
    models: dict[str | int, type[_Setting]] = {"page": Page, "feed": Feed, "folder": Folder}
    model = models.get(location[0], Connections) if len(location) > 1 else Connections
    return list(model.model_fields)
