"""Old office files: the program that converts them is played by a script, and tried for once if it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest import limits
from ingest.landing import refresh
from ingest.readers import old_office
from ingest.reading import UnreadableError
from ingest.worker import the_worker
from tests.ingest.documents import from_lines
from tests.ingest.test_kinds import ole

REGISTER = [["单位", "标题", "采用刊物", "刊发日期"], ["云岭县", "甲", "澜江日报", "3月5日"]]
DOC = ole("WordDocument")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a script on PATH in the program's place; it is handed the program's arguments."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    # One that runs knows only the environment it started with.
    the_worker().close()

    def install(code):
        path = folder / "soffice"
        path.write_text(f"#!{sys.executable}\nimport os, pathlib, shutil, sys, time\n{code}\n")
        path.chmod(0o755)
        return folder

    yield install
    the_worker().close()


def converting(made):
    return (
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nout.mkdir()\n"
        f"shutil.copyfile({str(made)!r}, out / 'source.docx')\n"
    )


def test_a_doc_is_converted_and_read_as_a_docx(program, tmp_path, landed, stored):
    made = from_lines(tmp_path / "made.docx", "云岭县3月采用情况", REGISTER)
    seen = tmp_path / "seen"
    program(
        converting(made)
        + f"profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://')).split('file://')[1]\n"
        f"pathlib.Path({str(seen)!r}).write_text('\\n'.join([*sys.argv[1:], os.getcwd(), os.environ['HOME'], "
        "(pathlib.Path(profile) / 'user' / 'registrymodifications.xcu').read_text()]))"
    )
    (tmp_path / "old.doc").write_bytes(DOC)
    one = landed(tmp_path / "old.doc")
    (row,) = stored(one)
    assert (one.kind, row["article_title"], row["table_title"]) == ("docx_table", "甲", "云岭县3月采用情况")
    said = seen.read_text()
    for word in (
        "--headless",
        "--norestore",
        "DisableMacrosExecution",
        "docx:MS Word 2007 XML",
        "ooInetHTTPProxyPort",
    ):
        assert word in said
    # A folder of its own, gone when the work is done.
    scratch = said.splitlines()[-2]
    assert "tongbao-office-" in scratch
    assert not Path(scratch).exists()


def test_a_program_that_makes_nothing_is_answered(program, tmp_path, landed):
    (tmp_path / "a.doc").write_bytes(DOC + b"a")
    program("sys.exit(1)")
    assert landed(tmp_path / "a.doc").problem_code == "truncated"


@pytest.mark.parametrize(("blow", "code"), [("SIGKILL", "interrupted"), ("SIGXCPU", "out_of_time")])
def test_a_conversion_that_was_killed_is_not_the_fault_of_the_file(program, tmp_path, layouts, blow, code):
    (tmp_path / "c.doc").write_bytes(DOC + b"c")
    program(f"import signal; os.kill(os.getpid(), signal.{blow})")
    with pytest.raises(UnreadableError) as refused:
        old_office.read_text(tmp_path / "c.doc", layouts)
    assert refused.value.problem.code == code


def test_a_program_that_never_ends_is_ended_and_answered(program, tmp_path, layouts, monkeypatch):
    # Read in this process, which knows the second it is given.
    monkeypatch.setattr(limits, "MAX_CONVERTING_SECONDS", 4)
    pid = tmp_path / "pid"
    program(
        "child = os.fork()\n"
        f"pathlib.Path({str(pid)!r}).write_text(str(child)) if child else None\n"
        "time.sleep(60)"
    )
    (tmp_path / "b.doc").write_bytes(DOC + b"b")
    with pytest.raises(UnreadableError, match="超过 4 秒") as refused:
        old_office.read_text(tmp_path / "b.doc", layouts)
    assert refused.value.problem.code == "out_of_time"
    # Whatever the program started has ended with it.
    state = Path(f"/proc/{pid.read_text()}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_what_was_kept_waiting_is_read_once_the_program_is_there(
    program, tmp_path, landed, home, layouts, stored
):
    (tmp_path / "old.doc").write_bytes(DOC)
    assert landed(tmp_path / "old.doc").problem_code == "needs_libreoffice"
    assert refresh(home, layouts) == ()
    program(converting(from_lines(tmp_path / "made.docx", REGISTER)))
    (one,) = refresh(home, layouts)
    assert (one.problem_code, stored(one)[0]["article_title"]) == (None, "甲")
    # What has been read stays read when the program goes away.
    (tmp_path / "bin" / "soffice").unlink()
    assert refresh(home, layouts) == ()


@pytest.mark.skipif(old_office.program() is None, reason="LibreOffice is not installed")
def test_the_real_program_reads_a_doc(tmp_path, landed, stored):
    path = from_lines(tmp_path / "new.docx", "云岭县3月采用情况", REGISTER, "填报人：甲")
    command = [
        old_office.program(), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to", "rtf", "--outdir", str(tmp_path), str(path),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=100)
    one = landed(tmp_path / "new.rtf")
    (row,) = stored(one)
    assert (one.kind, row["unit_name"], row["article_title"]) == ("docx_table", "云岭县", "甲")
