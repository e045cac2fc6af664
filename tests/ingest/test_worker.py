"""The process that reads: whatever becomes of it, the file gets its row and the next one is read."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from ingest import limits, records
from ingest.landing import land, refresh
from ingest.registry import current_readers
from ingest.worker import Job, Worker, the_worker
from tests.ingest.conftest import RECEIVED_ON

CSV = "单位,标题,采用刊物,刊发日期\n云岭县,甲,澜江日报,3月5日\n"


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def job(tmp_path):
    def make(name: str, content: bytes = CSV.encode()) -> Job:
        path = tmp_path / name
        path.write_bytes(content)
        draft = tmp_path / f"{name}.draft"
        draft.mkdir()
        return Job(path, name, draft, tmp_path / f"{name}.members")

    return make


@pytest.fixture
def worker_that(tmp_path, monkeypatch):
    """Start a process of its own that does something else before it reads a delimited file."""

    def start(statement: str) -> Worker:
        (tmp_path / "sitecustomize.py").write_text(
            "import ingest.readers.delimited as one\n"
            "real = one.read\n"
            "def read(path, layouts):\n"
            f"    {statement}\n"
            "    return real(path, layouts)\n"
            "one.read = read\n",
            encoding="utf-8",
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        return Worker()

    return start


def read(worker, layouts, *jobs):
    return list(worker.read_all(jobs, layouts))


def rows(one: Job) -> list[dict[str, object]]:
    found = records.read(one.draft / "records.parquet").to_pylist()
    return [row for row in found if row["row_role"] != "account"]


def test_answers_come_in_the_order_of_the_files_and_their_rows_are_written(worker, layouts, job):
    jobs = [job("a.csv"), job("b.xlsx", b""), job("c.csv", CSV.encode() * 2)]
    answers = read(worker, layouts, *jobs)
    assert [(one.kind, one.problem_code) for one in answers] == [
        ("delimited", None),
        ("unreadable", "empty_file"),
        ("delimited", None),
    ]
    assert answers[0].reader in current_readers(layouts)
    assert answers[1].reader is None
    assert [row["article_title"] for row in rows(jobs[0])] == ["甲"]
    assert rows(jobs[1])[0]["problem"] == answers[1].problem


def test_one_process_reads_many_files(worker, layouts, job):
    read(worker, layouts, job("a.csv"))
    first = worker.process_id
    read(worker, layouts, job("b.csv"), job("c.csv"))
    assert worker.process_id == first


def test_the_next_file_is_fetched_while_one_is_being_read(worker, layouts, job):
    fetched = []

    def jobs():
        for name in ("a.csv", "b.csv", "c.csv"):
            fetched.append(name)
            yield job(name)

    answers = worker.read_all(jobs(), layouts)
    next(answers)
    assert fetched == ["a.csv", "b.csv"]
    assert len(list(answers)) == 2


@pytest.fixture
def struck(worker, layouts, job):
    """Strike the process with a signal while it is stopped in front of a file; return what is said of the file."""

    def strike(blow: signal.Signals, name: str):
        read(worker, layouts, job(f"before-{name}"))
        stopped = worker.process_id
        os.kill(stopped, signal.SIGSTOP)
        threading.Timer(0.3, os.kill, (stopped, blow)).start()
        (answer,) = read(worker, layouts, job(name))
        return answer, stopped

    return strike


def test_a_process_that_is_killed_is_started_anew_and_the_file_tried_once_more(struck, worker):
    answer, killed = struck(signal.SIGKILL, "a.csv")
    assert (answer.kind, answer.record_count, answer.problem_code) == ("delimited", 1, None)
    assert worker.process_id != killed


def test_a_reader_that_hangs_is_ended_and_the_next_file_is_read(worker, layouts, job, monkeypatch):
    read(worker, layouts, job("before.csv"))
    stopped = worker.process_id
    os.kill(stopped, signal.SIGSTOP)
    monkeypatch.setattr(limits, "MAX_READER_WAIT_SECONDS", 0.3)
    slow = job("slow.csv")
    (answer,) = read(worker, layouts, slow)
    assert (answer.kind, answer.problem_code, answer.record_count) == ("unreadable", "out_of_time", 1)
    assert rows(slow)[0]["problem"] == answer.problem
    assert "0.3 秒" in answer.problem
    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)
    monkeypatch.undo()
    assert [one.problem_code for one in read(worker, layouts, job("next.csv"))] == [None]


def test_a_busy_machine_rejects_no_file(worker, layouts, job, monkeypatch):
    """Stopped for longer than a file may take of the processor: none of that time is the file's."""
    read(worker, layouts, job("before.csv"))
    monkeypatch.setattr(limits, "MAX_READER_SECONDS", 0.3)
    os.kill(worker.process_id, signal.SIGSTOP)
    threading.Timer(1.5, os.kill, (worker.process_id, signal.SIGCONT)).start()
    assert [one.problem_code for one in read(worker, layouts, job("a.csv"))] == [None]


def test_a_file_that_takes_too_much_of_the_processor_is_ended(worker_that, layouts, job, monkeypatch):
    worker = worker_that("while path.name == 'endless.csv': pass")
    read(worker, layouts, job("before.csv"))  # the first one takes some seconds, for libraries to start
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_READER_SECONDS", 0.5)
        (answer,) = read(worker, layouts, job("endless.csv"))
    (after,) = read(worker, layouts, job("after.csv"))
    worker.close()
    assert (answer.problem_code, after.problem_code) == ("out_of_time", None)
    assert "处理器 0.5 秒" in answer.problem


@pytest.mark.parametrize(("blow", "code"), [(None, "out_of_time"), (signal.SIGKILL, "interrupted")])
def test_what_was_not_read_to_its_end_is_read_again_the_next_time(
    blow, code, inbox, home, layouts, monkeypatch
):
    """Stopped, until its time on the clock is over, or killed in each of the two processes that try it."""
    (inbox / "a.csv").write_text(CSV, encoding="utf-8")
    the_worker().close()
    real = Worker._ask

    def ask(worker, job, layouts):
        worker._start() if worker.process_id is None else None
        os.kill(worker.process_id, blow or signal.SIGSTOP)
        real(worker, job, layouts)

    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_READER_WAIT_SECONDS", 0.3 if blow is None else 60)
        patch.setattr(Worker, "_ask", ask)
        (one,) = land([inbox], home, layouts, RECEIVED_ON)
    assert (one.problem_code, one.record_count) == (code, 1)
    assert [known.problem_code for known in land([inbox], home, layouts, RECEIVED_ON)] == [code]
    (again,) = refresh(home, layouts)
    assert (again.problem_code, again.kind, again.record_count) == (None, "delimited", 1)
    assert refresh(home, layouts) == ()


def test_an_idle_process_that_died_costs_no_file_its_rows(worker, layouts, job):
    read(worker, layouts, job("a.csv"))
    os.kill(worker.process_id, signal.SIGKILL)
    time.sleep(0.1)
    assert [one.problem_code for one in read(worker, layouts, job("b.csv"))] == [None]


def test_an_error_in_a_reader_is_a_reject_and_no_traceback(worker_that, layouts, job, capfd):
    worker = worker_that("if path.name == 'bad.csv': raise IndexError('a bug')")
    answers = read(worker, layouts, job("good.csv"), job("bad.csv"), job("next.csv"))
    worker.close()
    assert [one.problem_code for one in answers] == [None, "reader_failed", None]
    assert answers[1].reader == answers[0].reader
    assert "维护人员" in answers[1].problem
    assert capfd.readouterr().err == ""


def test_a_file_that_needs_too_much_memory_is_rejected_below_the_ceiling(worker_that, layouts, job):
    worker = worker_that("held = [b'x' * 10_000_000 for _ in range(1000 if path.name == 'bomb.csv' else 0)]")
    bomb = job("bomb.csv")
    peak = [0]
    answers = worker.read_all([bomb, job("b.csv")], layouts)
    watching = threading.Event()
    watcher = threading.Thread(target=_watch, args=(worker, peak, watching))
    watcher.start()
    codes = [one.problem_code for one in answers]
    watching.set()
    watcher.join()
    worker.close()
    assert codes == ["too_large", None]
    assert 400_000 < peak[0] < 1_000_000


def _watch(worker: Worker, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.005):
        try:
            said = Path(f"/proc/{worker.process_id}/status").read_text(encoding="ascii")
        except OSError:
            continue
        peak[0] = max(
            peak[0], *(int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM")), 0
        )


def test_the_same_inbox_lands_as_the_same_bytes(inbox, tmp_path, layouts, workbook, header, record):
    from warehouse.home import Home

    (inbox / "a.csv").write_text(CSV, encoding="utf-8")
    (inbox / "b.xlsx").write_bytes(workbook([header, record]).read_bytes())
    (inbox / "c.html").write_bytes(b"<p>")
    found = []
    for name in ("one", "two"):
        home = Home(tmp_path / name)
        land([inbox], home, layouts, RECEIVED_ON)
        found.append(
            {
                str(path.relative_to(home.raw)): path.read_bytes()
                for path in home.raw.rglob("*")
                if path.is_file()
            }
        )
    assert len(found[0]) == 9
    assert found[0] == found[1]
