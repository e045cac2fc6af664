"""Rows whose cells hold several adoptions become a record for each; what a cell tells beside a name goes where it belongs.

人民日报、河南日报 beside 3月5日、3月6日 are two, each on its day; so are two titles with 篇数 2. Where nobody could tell which
belongs to which, the row stays as it is, to be asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingest import tellings
from ingest.columns import flags
from ingest.reading import ADOPTION, Problem
from ingest.tellings import Telling

_OUTLET, _TITLE, _DAY, _PAGE, _ISSUE = "outlet_name", "article_title", "adopted_on", "page", "issue"
_READ = (_OUTLET, _TITLE, _DAY, _PAGE, _ISSUE, "quantity")
_SEPARATORS = "、，,；;/|\n"
# What an outlet's cell has that holds more than a name; most cells are searched for it in vain.
_WORTH_A_LOOK = re.compile(
    rf"[{_SEPARATORS}①②期×✗✘和与及]|[\d一二三四五六七八九十两头首]\s*[月./年日版篇条次-]|》\s*《|\s\S|(?:19|20)\d{{6}}|要闻|^[未没不尚暂退撤否无(（]"
)
_ENUMERATOR = re.compile(
    r"(?:^|(?<=[\s、，,；;》\n]))[(（]?(?:[1-9]\d?|[一二三四五六七八九十]{1,2})[.．、)）](?!\d)\s*|[(（]?[①-⑳][)）]?\s*"
)
_PLACE = re.compile(r"第?[A-Za-z]?\d{1,3}版?|[头首]版(?:头条)?|要闻版?|第?[一二三四五六七八九十]{1,3}版|第?\d{1,4}期")
# An article pasted into a cell is no list.
_MOST_CHARS = 400
_NUMERALS = "一二三四五六七八九十"
_QUANTITY = re.compile(rf"[共计]?(?:([2-9]|[1-9]\d)(?:\.0+)?|([两{_NUMERALS}]))\s*[篇条次件]?")
_TITLES = r"^\s*(?:《[^《》]+》[\s、，,;；和及与]*){2,}$"
_DECORATED = re.compile(r"[《〈]?[^《》〈〉\d]+[》〉]?[\s(（-]*(?:第?[A-Za-z]?\d{1,3}版|[头要][版闻]|第?\d{1,4}期).{0,8}")
# What came of a row: what each of its adoptions says otherwise than the row.
_Changes = Mapping[str, str | None]


def spread(table: pa.Table) -> pa.Table:
    """Return the rows with a record for each adoption; most tables have none to be looked at."""
    rows = _worth_a_look(table)
    if not rows:
        return table
    read = table.select([*_READ, "place_in_row", "problem_code"]).take(pa.array(rows, pa.int64())).to_pylist()
    totals = _totals(table, rows)
    for row, one in zip(rows, read, strict=True):
        if row in totals:
            one["quantity"] = None
    changed = {row: found for row, one in zip(rows, read, strict=True) if (found := _adoptions(one)) != [{}]}
    if not changed:
        return table
    sources: list[int] = []
    changes: dict[str, dict[int, str | None]] = {}
    for row in range(len(table)):
        for said in changed.get(row, ({},)):
            for name, text in said.items():
                changes.setdefault(name, {})[len(sources)] = text
            sources.append(row)
    return _with(table.take(pa.array(sources, pa.int64())).combine_chunks(), changes)


def _with(table: pa.Table, changes: Mapping[str, Mapping[int, str | None]]) -> pa.Table:
    for name, texts in changes.items():
        at = table.schema.get_field_index(name)
        rows = sorted(texts)
        column = table.column(at).combine_chunks()
        said = pc.replace_with_mask(column, flags(rows, len(table)), pa.array([texts[row] for row in rows], pa.string()))
        table = table.set_column(at, table.schema.field(at), said)
    return table


def _totals(table: pa.Table, rows: Sequence[int]) -> set[int]:
    """Return the rows whose count is that of as many rows of the unit: it stands in the first of them alone."""
    if table["quantity"].null_count == len(table):
        return set()
    counts, units = table["quantity"].to_pylist(), table["unit_name"].to_pylist()
    found: set[int] = set()
    for row in rows:
        count = _count(counts[row])
        below = range(row + 1, row + count)
        if count > 1 and below.stop <= len(counts) and not any(counts[at] or units[at] != units[row] for at in below):
            found.add(row)
    return found


def _worth_a_look(table: pa.Table) -> list[int]:
    """Return the records whose outlet's cell may hold more than a name, or that count more than one adoption."""
    outlets, counts = table[_OUTLET], table["quantity"]
    told = [text for text in pc.unique(outlets).to_pylist() if text and _WORTH_A_LOOK.search(text)]
    is_counted = counts.null_count < len(counts)
    are_titles = pc.fill_null(pc.match_substring_regex(table[_TITLE], _TITLES), False)
    if not told and not is_counted and not pc.any(are_titles).as_py():
        return []
    found = pc.or_(pc.is_in(outlets, value_set=pa.array(told, pa.string())), are_titles)
    if is_counted:
        is_more = pc.match_substring_regex(counts, rf"^\s*[共计]?(?:[2-9]|[1-9]\d|[两{_NUMERALS}])")
        found = pc.or_(found, pc.fill_null(is_more, False))
    is_record = pc.and_(pc.equal(table["row_role"], "record"), pc.equal(table["register"], ADOPTION))
    return list(pc.indices_nonzero(pc.and_(found, is_record)).to_pylist())


def _adoptions(row: Mapping[str, str | None]) -> Sequence[_Changes]:
    """Return what each adoption of a row says otherwise than the row; nothing other of one that is as it stands."""
    if any(len(row[name] or "") > _MOST_CHARS for name in _READ):
        return [{}]
    if tellings.NOT_ADOPTED.fullmatch((row[_OUTLET] or "").strip()):
        said = f"刊物（媒体）一格写明“{row[_OUTLET]}”，不是采用记录，不计"
        return [{} if row["problem_code"] else {"problem_code": "not_adopted", "problem": said}]
    count = _count(row["quantity"])
    try:
        found = _of_outlets(row)
    except tellings.SeveralError as several:
        name = (row[_OUTLET] or "").replace(str(several), "").strip()
        return [{**_asked(row, f"写明 {several}，看不出是哪几篇"), _OUTLET: name}]
    if not found and tellings.has_days(row[_OUTLET] or ""):
        return [_asked(row, "写了不止一次刊发，看不出哪一天是哪一家")]
    outlets = max(len(found), len(_names(row[_OUTLET] or "")))
    titles = _titles(row[_TITLE] or "")
    # Two in title marks are two, without a word on how many; with two outlets beside them nobody knows.
    are_two = not (row["quantity"] or "").strip() and re.match(_TITLES, row[_TITLE] or "") is not None
    count = len(titles) if are_two else count
    if count > 1 and (are_two or outlets != count):
        if len(titles) != count or outlets > 1:
            return [_asked(row, f"写明 {count}篇，看不出是哪几篇")]
        found = [{**(found[0] if found else {}), _TITLE: title} for title in titles]
    elif 1 < count == len(titles):
        found = found if len(found) == count else [{_OUTLET: name} for name in _names(row[_OUTLET] or "")]
        found = [{**one, _TITLE: title} for one, title in zip(found, titles, strict=True)]
    place = row["place_in_row"] or ""
    return [one if not at else {**one, "place_in_row": f"{place}.{at + 1}"} for at, one in enumerate(found or [{}])]


def _count(text: str | None) -> int:
    """Return how many adoptions a row says it is, 1 if it does not say so."""
    said = _QUANTITY.fullmatch((text or "").strip())
    return 1 if said is None else int(said[1] or _NUMERALS.replace("二", "两").find(said[2]) + 1 or 2)


def _asked(row: Mapping[str, str | None], said: str) -> _Changes:
    if row["problem_code"]:
        return {}
    problem = Problem(
        "several_pieces",
        f"这一行{said}：请每次采用一行重报；其实只有一次的，答复“计入”",
    )
    return {"problem_code": problem.code, "problem": problem.sentence}


def _of_outlets(row: Mapping[str, str | None]) -> list[_Changes]:
    """Return the adoptions that a row's outlets, days, pages and issues tell of; none where they are one, as it stands."""
    outlet, day = row[_OUTLET] or "", row[_DAY] or ""
    told = tellings.tellings(outlet)
    if len(told) == 1 and _DECORATED.fullmatch(outlet.strip()):
        return []  # a bare page on a name is left to the names: as often it is how a sender calls the paper
    if tellings.has_more_than_names(told):
        days = tellings.days_in(day)
        if len(told) == len(days) == 1 and told[0].day and not _is_one_day(told[0].day, days[0]):
            return [_asked(row, f"写了两个日期（{day}、{told[0].day}），看不出是哪一个")]
        for one, said in zip(told, days if len(days) == len(told) else [], strict=False):
            one.day = one.day or said
        return list(_changes(told, day, row))
    lists = {
        _DAY: tellings.days_in(day),
        _PAGE: _places(row[_PAGE] or ""),
        _ISSUE: _places(row[_ISSUE] or ""),
    }
    names = _names(outlet)
    for between in (r"\s+", "[和与及]") if len(names) == 1 else ():
        apart = [name for name in re.split(between, outlet.strip()) if name]
        if max(map(len, lists.values())) == len(apart) > 1:
            names = apart
    parallel = {name: said for name, said in lists.items() if len(said) == len(names) > 1}
    # One list that does not fit leaves no order to go by.
    if not parallel or any(len(said) > 1 for name, said in lists.items() if name not in parallel):
        return []
    return [
        {_OUTLET: name, **{column: said[at] for column, said in parallel.items()}} for at, name in enumerate(names)
    ]


def _is_one_day(first: str, second: str) -> bool:
    """Tell whether two days may be one: either may name no year."""
    return f"年{first}".endswith(f"年{second}") or f"年{second}".endswith(f"年{first}")


def _changes(told: Sequence[Telling], day: str, row: Mapping[str, str | None]) -> Iterator[_Changes]:
    """Give what each telling says otherwise than its row; those of one day and no page of their own stay together."""
    if len({(one.day, one.page, one.issue) for one in told}) == 1:
        told = [Telling("、".join(one.outlet for one in told), told[0].day, told[0].page, told[0].issue)]
    for one in told:
        # Of a row with a column of days that is the day, unless it has but one for several.
        own_day = one.day if one.day and (not day or len(told) > 1) else day
        places = {_PAGE: one.page, _ISSUE: one.issue}
        said = {_OUTLET: one.outlet, _DAY: own_day or None} | {
            name: text for name, text in places.items() if text and (len(told) > 1 or not row[name])
        }
        yield {name: text for name, text in said.items() if text != row[name]}


def _names(outlet: str) -> list[str]:
    """Return the names of a list: with marks between them, numbers before them, or in title marks each."""
    marked = re.sub(r"([》”])\s*([《“])", r"\1、\2", _ENUMERATOR.sub("、", outlet.strip()))
    marked = re.sub(r"[各共]?[1一]\s*[篇条次]\s*$", "", marked)
    return [name.strip() for name in re.split(rf"[{_SEPARATORS}]+", marked) if name.strip()]


def _places(text: str) -> list[str]:
    """Return the pages or issues of a list that is nothing else."""
    parts = [part.strip() for part in re.split(rf"[{_SEPARATORS}\s]+", text.strip()) if part.strip()]
    return parts if all(_PLACE.fullmatch(part) for part in parts) else []


def _titles(text: str) -> list[str]:
    """Return the titles in a cell: a line each, with numbers before them, or in title marks each."""
    text = text.strip()
    if re.match(_TITLES, text):
        return re.findall(r"《([^《》]+)》", text)
    lines = [line.strip() for line in re.split("\n|[;；]" if "\n" not in text else "\n", text) if line.strip()]
    numbered = [one.strip(" \u3000、，,；;\n") for one in _ENUMERATOR.split(text)]
    if len(lines) < 2 and _ENUMERATOR.match(text):
        return [one for one in numbered if one]
    return [_ENUMERATOR.sub("", line, count=1) if _ENUMERATOR.match(line) else line for line in lines]
