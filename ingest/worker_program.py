"""`python -m ingest.worker_program`: reads files, one after another, for `worker.Worker`.

Every line that comes in names a file, and the time it may take; two go out: the reader that takes it, and what came of it.
"""

from __future__ import annotations

import base64
import ctypes
import json
import math
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest import limits, records, registry
from ingest.layouts import Layouts
from ingest.reading import Reading, file_problem, problem_reading, record_count
from ingest.worker import needs_too_much
from warehouse.errors import is_of_machine

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main() -> None:
    """Answer until there is nothing more to read, or until a file has taken so much that the next should start afresh."""
    # What a library prints must not stand among the answers.
    answers = os.dup(1)
    os.dup2(2, 1)
    _confine()
    layouts: Layouts | None = None

    def say(**told: Any) -> None:
        os.write(answers, json.dumps(told).encode() + b"\n")

    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if "layouts" in asked:
            layouts = pickle.loads(base64.b64decode(asked["layouts"]))  # noqa: S301 - from the process that started this one
        else:
            assert layouts is not None  # noqa: S101 - they are sent before the first file
            _allow(asked["seconds"])
            say(**_read(asked, layouts, lambda reader: say(reader=reader)))
            if _has_grown():
                return


def _read(asked: dict[str, str], layouts: Layouts, announce: Callable[[str], None]) -> dict[str, Any]:
    rows = Path(asked["draft"]) / records.FILE
    reading = None
    try:
        reading = _written(asked, rows, layouts, announce)
    except (
        Exception
    ) as error:  # only to tell apart what is not the file's fault, and what is for want of memory
        if is_of_machine(error):
            return {"machine": str(error)}
        # A library that gets no more memory says so in words of its own.
        if not isinstance(error, MemoryError) and _peak() < limits.MAX_READER_MEMORY * 2 // 3:
            raise
    is_short_of_memory = reading is None
    if reading is None:  # not above, where the error still holds on to what was read
        reading = problem_reading("unreadable", needs_too_much())
        records.write(rows, reading.rows)
    problem = file_problem(reading.rows)
    return {
        "kind": reading.kind,
        "sheet_count": reading.sheet_count,
        "record_count": record_count(reading.rows),
        "problem_code": problem.code if problem else None,
        "problem": problem.sentence if problem else None,
        "members": reading.members,
        "note": reading.note,
        "is_short_of_memory": is_short_of_memory,
        "ends": _has_grown(),
    }


def _written(asked: dict[str, str], rows: Path, layouts: Layouts, announce: Callable[[str], None]) -> Reading:
    reading = registry.read(
        Path(asked["original"]), asked["file_name"], layouts, Path(asked["members"]), announce
    )
    records.write(rows, reading.rows)
    return reading


def _has_grown() -> bool:
    """Tell whether a file has taken much memory: what is left of it would count against the next one."""
    return _peak() > limits.READER_STARTS_AFRESH_BYTES


def _peak() -> int:
    """Return the most bytes this program has held; Linux counts in what the parent held into the usual figure."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) * 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _allow(seconds: float) -> None:
    """Have the system end this program when a file has taken so many seconds of the processor: others do not count."""
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), resource.RLIM_INFINITY))


def _confine() -> None:
    """Set the ceilings, and end with whoever started this."""
    # Not RLIMIT_AS: libraries reserve far more addresses than they ever use.
    for what, most in (
        (resource.RLIMIT_DATA, limits.MAX_READER_MEMORY),
        (resource.RLIMIT_FSIZE, limits.MAX_UNPACKED_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    main()
