"""`circular.toml`: what an office calls things in its reports, and its layout's fonts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from warehouse.errors import DataError
from warehouse.period import Grain
from warehouse.toml_files import read_toml

Text = Annotated[str, Field(min_length=1)]


def _takes(*names: str) -> AfterValidator:
    def check(pattern: str) -> str:
        try:
            pattern.format(**dict.fromkeys(names, ""))
        except (KeyError, IndexError, ValueError) as error:
            usable = "、".join(f"{{{name}}}" for name in names)
            raise ValueError(f"“{pattern}”里只能用 {usable}") from error
        return pattern

    return AfterValidator(check)


Title = Annotated[Text, _takes("period")]


class Fonts(BaseModel):
    """Font names written into the circular."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: Text = "仿宋_GB2312"
    kai: Text = "楷体_GB2312"
    hei: Text = "黑体"
    title: Text = "方正小标宋简体"
    song: Text = "宋体"
    latin: Text = "Times New Roman"


class Display(BaseModel):
    """How much of the ranking the common documents show; unit sheets always hold all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Literal["full", "top", "bands", "private"] = "full"
    top: Annotated[int, Field(gt=0)] = 5
    # Each band with how many per cent of a group's units it takes, best first; what is left is the last band.
    bands: Annotated[tuple[tuple[Text, Annotated[int, Field(gt=0, le=100)]], ...], Field(min_length=1)] = (
        ("第一档", 30),
        ("第二档", 40),
        ("第三档", 30),
    )


class Assessment(BaseModel):
    """The larger assessment that the points go into: the best of a group has `full`, and `share` per cent count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    full: Annotated[int, Field(gt=0)] = 100
    share: Annotated[Decimal, Field(gt=0, le=100)]


class Wording(BaseModel):
    """Everything an office words itself; a line break in a title is where Word breaks it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title_circular: Title
    title_statistics: Title
    red_head: Text
    document_number: Annotated[Text, _takes("year", "number")]
    addressee: Text
    opening: Title
    closing: Annotated[tuple[Text, ...], Field(min_length=1)]
    signature: Text
    copy_to: str
    printed_by: Text
    listed_tiers: tuple[Text, ...] = ()  # whose adoptions the printed annex 2 lists; none named: all
    objection_days: Annotated[int, Field(gt=0)]
    percent_decimals: Annotated[int, Field(ge=0, le=2)] = 1
    nothing_sent_is_zero: bool = False  # the adoption rate of a unit that sent nothing in: 0%, else a dash
    never_down: bool = False  # only up, never down: units below last year are named
    grains_of_group: dict[str, tuple[Grain, ...]] = {}  # a group that is not ranked in every report
    length_limit: Annotated[int, Field(gt=0)] = 4000
    display: Display = Display()
    assessment: Assessment | None = None
    fonts: Fonts = Fonts()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file; raise `DataError` naming the key and the value when something is wrong."""
        if not path.exists():
            raise DataError(f"缺少文件 {path}：请从 orgs/sample 复制一份再改", f"missing file {path}")
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as error:
            raise _as_data_error(path, error) from error


def _as_data_error(path: Path, error: ValidationError) -> DataError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    problem = {
        "missing": "缺少这一项",
        "extra_forbidden": f"没有这一项设置（可用：{'、'.join(Wording.model_fields)}）",
    }.get(first["type"], f"值 {first['input']!r} 不行：{first['msg']}")
    return DataError(f"{path}：{key}：{problem}", f"{path}: {key}: {first['msg']} (got {first['input']!r})")
