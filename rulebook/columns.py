"""What the tables of rule rows have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from rulebook.model import RuleVersion

TEXT, COUNT, DAY, FLAG, NUMBER = pa.string(), pa.int32(), pa.date32(), pa.bool_(), pa.decimal128(18, 4)
NAMES = pa.list_(pa.string())
NUMBERS_LIST = pa.list_(NUMBER)
VERSION = {"scheme_code": TEXT, "rule_version": TEXT}

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A checked version and the file it was read from."""

    path: Path
    sha256: str
    rule: RuleVersion
