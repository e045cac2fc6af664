"""Moments with a zone, as machines write them: the day of a record is the one that the office's clock shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import flags, text_of

# All of China keeps one time.
OFFICE_ZONE = timezone(timedelta(hours=8))
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
# 10:05-11:30 is no moment five hours west of London: without seconds a zone behind a minus has no colon.
_ZONE = r"Z|[A-Z]{2,4}|(?:GMT|UTC)[+-]\d{1,2}(?::?\d{2})?|\+\d{1,2}(?::?\d{2})?|-\d{4}"
ZONED = (
    rf"(?:{_TIME}\s*(?:{_ZONE})|\d{{1,2}}:\d{{2}}:\d{{2}}(?:\.\d+)?-\d{{2}}:\d{{2}})(?:\s+\d{{4}}|\s*\([^()]*\))?\s*$"
)
_ZONED = re.compile(ZONED)
_MAIL = re.compile(r"[A-Za-z]{3},|\d{1,2} [A-Za-z]")
# As a program of the kind writes that never thought of readers: Mon Mar 31 16:00:00 CST 2025.
_PLAIN = re.compile(rf"([A-Z][a-z]{{2}}) ([A-Z][a-z]{{2}}) (\d{{1,2}}) ({_TIME}) ([A-Z]{{3,4}}) (\d{{4}})")
# Here it is China's, not Chicago's.
_CST = re.compile(r"\bCST\b")
_LOOSE = re.compile(
    rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?[T\s]+({_TIME})\s*(?:(?:UTC|GMT)?([+-])(\d{{1,2}})(?::?(\d{{2}}))?|(Z|UTC|GMT))"
)


def shown(moment: str, *, zone_is_local: bool = False) -> str:
    """Write a moment as ISO text by the office's clock; what names no zone, or is no moment, is left as it is.

    Where the zone is known to be written without thought, the time that is written counts.
    """
    text = _LOOSE.sub(_strict, _CST.sub("+0800", _PLAIN.sub(r"\1, \3 \2 \6 \4 \5", moment.strip())))
    try:
        read = parsedate_to_datetime(text) if _MAIL.match(text) else datetime.fromisoformat(text)
        if read.tzinfo is None and text.endswith("-0000"):
            read = read.replace(tzinfo=UTC)
        if read.tzinfo is not None and not zone_is_local:
            read = read.astimezone(OFFICE_ZONE)
    except (ValueError, TypeError, OverflowError):
        return moment
    return read.replace(tzinfo=None, microsecond=0).isoformat(sep=" ")


def _strict(loose: re.Match[str]) -> str:
    """Write a moment with a zone as the standard has it."""
    year, month, day, time, sign, hours, minutes, is_utc = loose.groups()
    zone = "+00:00" if is_utc else f"{sign}{int(hours):02}:{minutes or '00'}"
    return f"{year}-{int(month):02}-{int(day):02} {time.rjust(5, '0') if len(time) < 6 else time}{zone}"


def shown_in_bulk(values: Mapping[str, pa.Array], names: tuple[str, ...]) -> dict[str, pa.Array]:
    """Return these columns with their zoned moments by the office's clock; hardly a file has any."""
    return {
        name: _shown_in_bulk(values[name])
        for name in names
        if name in values and b":" in text_of(values[name])
    }


def _shown_in_bulk(column: pa.Array) -> pa.Array:
    rows = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(column, ZONED), False)).to_pylist()
    if not rows:
        return column
    texts = [shown(text) for text in column.take(pa.array(rows, pa.int64())).to_pylist()]
    return pc.replace_with_mask(column, flags(rows, len(column)), pa.array(texts, pa.string()))


def is_zoned(text: str) -> bool:
    """Tell whether a text ends with a time and its zone."""
    return _ZONED.search(text) is not None
