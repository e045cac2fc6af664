"""The process that reads: every delivered file is opened there, and nowhere else.

Libraries that read documents are fast, but a damaged or hostile file can make them crash, ask for memory that does not
exist, or never come back. There that ends a process with ceilings: the file is rejected, and landing goes on with the next.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

from ingest import limits, records
from ingest.layouts import Layouts
from ingest.reading import Kind, Problem, Row, interrupted, out_of_time

# What a process may use is counted by what it sets aside: these keep libraries from setting aside more than they need.
_FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "ARROW_IO_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: its rows go into the `draft` folder, what is packed in it into the `members` folder."""

    original: Path
    file_name: str
    draft: Path
    members: Path


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """What came of a file; `members` are the names of the files unpacked from it, which are called 0, 1, 2 ...

    `reader` is the one that took the file, None if it came to none.
    """

    reader: str | None
    kind: Kind
    sheet_count: int
    record_count: int
    problem_code: str | None
    problem: str | None
    members: tuple[str, ...] = ()
    note: str | None = None


@cache
def the_worker() -> Worker:
    """Return the one worker of this program; its process starts with the first file and ends with the program."""
    worker = Worker()
    atexit.register(worker.close)
    return worker


class Worker:
    """Reads files in a process of its own, which is started anew when it died or was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._layouts: Layouts | None = None
        self._heard = b""
        self._served = 0

    def read_all(self, jobs: Iterable[Job], layouts: Layouts) -> Iterator[WorkerAnswer]:
        """Read files; the next job is fetched while the file before it is being read."""
        asked: Job | None = None
        for job in jobs:
            answer = self._answer(asked, layouts) if asked else None
            self._ask(job, layouts)
            asked = job
            if answer:
                yield answer
        if asked:
            yield self._answer(asked, layouts)

    def close(self) -> None:
        """End the process; the next file starts a new one."""
        self._end()

    @property
    def process_id(self) -> int | None:
        """The number of the process, if one is running."""
        return self._process.pid if self._process else None

    def _ask(self, job: Job, layouts: Layouts) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start()
        if self._layouts is not layouts:
            self._send({"layouts": base64.b64encode(pickle.dumps(layouts)).decode()})
            self._layouts = layouts
        self._send(
            {
                "original": str(job.original.absolute()),
                "file_name": job.file_name,
                "draft": str(job.draft.absolute()),
                "members": str(job.members.absolute()),
                "seconds": limits.MAX_READER_SECONDS,
            }
        )

    def _answer(self, job: Job, layouts: Layouts) -> WorkerAnswer:
        """Return what came of the file that was asked for.

        A process that read other files before may still hold some of their memory: the last word on a file that was too
        much for it is that of a fresh one, so that a file's rows do not depend on its neighbours.
        """
        had_served = self._served > 0
        answer, failed = self._listen(job)
        if failed and had_served:
            self._ask(job, layouts)
            answer, _ = self._listen(job)
        return answer

    def _listen(self, job: Job) -> tuple[WorkerAnswer, bool]:
        """Return what the process says of the file, and whether it failed for want of memory or by a crash."""
        reader: str | None = None
        deadline = time.monotonic() + limits.MAX_READER_WAIT_SECONDS
        try:
            while line := self._line(deadline):
                said: dict[str, Any] = json.loads(line)
                if "reader" in said:
                    reader = said["reader"]
                    continue
                if "machine" in said:
                    raise OSError(said["machine"])
                self._served += 1
                is_short, ends = said.pop("is_short_of_memory"), said.pop("ends")
                if ends:
                    self._end()
                return WorkerAnswer(reader, **{**said, "members": tuple(said["members"])}), is_short
        except TimeoutError:
            self._end()
            waited = f"读取等了 {limits.MAX_READER_WAIT_SECONDS} 秒仍未完成"
            return _rejected(job, reader, out_of_time(waited).problem), False
        with suppress(subprocess.TimeoutExpired):
            self._running().wait(timeout=10)  # it has fallen silent: nearly always because it has just ended
        status = self._end()
        return _rejected(job, reader, _crashed(status)), status != -signal.SIGXCPU

    def _line(self, deadline: float) -> bytes:
        """Return the next line said, or nothing if the process has ended; raise `TimeoutError` when time is up."""
        said = cast("IO[bytes]", self._running().stdout).fileno()
        while b"\n" not in self._heard:
            ready, _, _ = select.select([said], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            if not (piece := os.read(said, 65536)):
                return b""
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    def _send(self, told: dict[str, str | float]) -> None:
        # A process that is gone is noticed when it does not answer.
        with suppress(BrokenPipeError):
            stdin = cast("IO[bytes]", self._running().stdin)
            stdin.write(json.dumps(told).encode() + b"\n")
            stdin.flush()

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None  # noqa: S101 - started by whoever asks
        return self._process

    def _start(self) -> None:
        self._end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.worker_program"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                **_FRUGAL,
                "PYTHONPATH": os.pathsep.join(sys.path),
            },  # finds what this process found
            start_new_session=True,  # so that it is ended together with what it started
        )
        self._layouts, self._heard, self._served = None, b"", 0

    def _end(self) -> int:
        """End the process and what it started, if it has not ended; return what it ended with."""
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                cast("IO[bytes]", pipe).close()
        ended_by_itself = process.poll()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        status = process.wait()
        return status if ended_by_itself is None else ended_by_itself


def _rejected(job: Job, reader: str | None, problem: Problem) -> WorkerAnswer:
    """Write the one row of a file that did not get read, and say so."""
    records.write(job.draft / records.FILE, [Row("", 0, "record", problem=problem)])
    return WorkerAnswer(reader, "unreadable", 0, 1, problem.code, problem.sentence)


def needs_too_much() -> Problem:
    """Return the problem of a file that does not fit into the memory a file may take."""
    return Problem(
        "too_large",
        "读取这个文件所需的内存超过上限：请删去多余内容，或分成几个文件另存为 xlsx 或 csv 后重新发送",
    )


def _crashed(status: int) -> Problem:
    """Return the problem of a file at which the process ended: killed by the system, by a library, or by an error."""
    if status == -signal.SIGXCPU:
        return out_of_time(f"读取用去处理器 {limits.MAX_READER_SECONDS} 秒仍未完成").problem
    if status == -signal.SIGKILL:
        return interrupted().problem
    if status < 0:
        return Problem(
            "truncated",
            "文件已损坏，或者表格范围过大，读取它的程序因此中止：请把记录复制到新的 xlsx 或 csv 后重新发送",
        )
    return Problem(
        "reader_failed",
        "读取这个文件时程序出错，多半是文件有损坏：请另存为 xlsx 或 csv 后重新发送；若仍如此，请把文件交给维护人员",
    )
