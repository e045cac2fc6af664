"""Editions from the command line: issued once, revised with reasons, proven from the originals alone."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docx import Document
from typer.testing import CliRunner, Result

from reports.editions.watermark import WORD
from tests.building import OFFICES
from tongbao.cli import app
from tongbao.stages import Place
from warehouse.database import read_only
from warehouse.home import Home

GOLDEN = OFFICES / "golden"
LATE = "单位,标题,采用刊物,采用日期,版面,字数\n丙县,丙县补报的一篇好稿,省日报,2025.3.20,2版,1200\n"
DOCUMENTS = {"circular.docx", "statistics.html", "statistics.xlsx"}


def copied(golden: Place, root: Path) -> Place:
    """Return the golden office and home in a place of their own: issuing closes rules in the office's folder."""
    office = Path(shutil.copytree(GOLDEN, root / "office"))
    return Place(Home(Path(shutil.copytree(golden.home.root, root / "home", symlinks=True))), office)


def tongbao(place: Place, *arguments: str) -> Result:
    where = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    return CliRunner().invoke(app, [*arguments, *where])


def issue(place: Place, *more: str) -> Result:
    return tongbao(place, "issue", "2025-Q1", "--by", "签发人", "--on", "2025-04-10", *more)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def digest(folder: Path) -> dict[str, str]:
    """Return every file of a home but the lock, by its hash, links by what they point to."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("keys")
    key = Ed25519PrivateKey.generate()
    private, public = folder / "private.pem", folder / "public.pem"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return private, public


@pytest.fixture(scope="module")
def place(golden: Place, keys: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home in which the quarter has been issued and signed."""
    place = copied(golden, tmp_path_factory.mktemp("issued"))
    result = issue(place, "--key", str(keys[0]))
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture
def spoilt(place: Place, tmp_path: Path) -> Place:
    """The same home, to be damaged."""
    root = Path(shutil.copytree(place.home.root, tmp_path / "home", symlinks=True))
    return Place(Home(root), place.office_folder)


@pytest.fixture(scope="module")
def revised(place: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Result]:
    """The home after a late delivery and an upheld objection, with the revision they gave."""
    root = tmp_path_factory.mktemp("revised")
    home = Home(Path(shutil.copytree(place.home.root, root / "home", symlinks=True)))
    later = Place(home, Path(shutil.copytree(place.office_folder, root / "office")))
    inbox = root / "in" / "2025-04"
    inbox.mkdir(parents=True)
    (inbox / "丙县补报2025年3月采用登记表.csv").write_text(LATE, encoding="utf-8")
    with read_only(home.current) as con:
        [record] = con.execute(
            "select record_id from marts.fct_adoption where article_title like '乙县引进%'"
        ).fetchall()
    raised = tongbao(
        later, "object", "raise", "--period", "2025-Q1", "--unit", "乙县委组织部", "--record", record[0],
        "--reason", "见报日期登记错了", "--by", "乙县办公室", "--on", "2025-04-14",
    )  # fmt: skip
    assert raised.exit_code == 0, raised.output
    decided = tongbao(
        later, "object", "decide", "2025-001", "upheld", "--why", "查阅样报属实", "--correction", "日期=2025-03-31",
        "--by", "审核人", "--on", "2025-04-15",
    )  # fmt: skip
    assert decided.exit_code == 0, decided.output
    assert tongbao(later, "land", str(root / "in"), "--received-on", "2025-04-18").exit_code == 0
    built = tongbao(later, "build")
    assert "2025-Q1 印发后又收到 1 条计入该期的记录，需要修订" in built.output
    drafted = tongbao(later, "report", "quarter", "--period", "2025-Q1")
    assert "数字与已印发的 2025-Q1 不同" in drafted.output
    result = tongbao(
        later, "revise", "2025-Q1", "--reason", "补报和更正", "--by", "签发人", "--on", "2025-04-25"
    )
    assert result.exit_code == 0, result.output
    return later, result


def test_an_edition_is_numbered_and_bears_no_mark_of_a_draft(place: Place) -> None:
    files = contents(place.home.editions / "2025-Q1")
    text = "\n".join(each.text for each in Document(io.BytesIO(files["circular.docx"])).paragraphs)
    assert "某组通报〔2025〕1号" in text
    assert WORD not in files["statistics.html"].decode()
    for name in ("circular.docx", "statistics.xlsx"):
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            members = [
                archive.read(member).decode() for member in archive.namelist() if member.endswith("xml")
            ]
        assert len(members) > 5
        assert not any(WORD in member for member in members)


def test_an_edition_says_what_it_was_made_from(place: Place) -> None:
    folder = place.home.editions / "2025-Q1"
    files = contents(folder)
    said = json.loads(files.pop("edition.json"))
    files.pop("edition.json.sig")
    assert said["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    units = {name for name in files if name.startswith("units/")}
    assert files.keys() - units == DOCUMENTS | {"deliveries.jsonl", "figures.json", "office.zip"}
    assert {name for name in units if "甲县" in name} == {"units/U01-甲县委组织部.docx", "units/U01-甲县委组织部.html"}
    assert said["made_from"]["records"] == said["files"]["deliveries.jsonl"]
    assert (
        said["made_from"]["registry"]["units.csv"]
        == hashlib.sha256((GOLDEN / "units.csv").read_bytes()).hexdigest()
    )
    assert said["made_from"]["rules"] == {
        "2025": hashlib.sha256((GOLDEN / "rules/xxcy/2025.yaml").read_bytes()).hexdigest()
    }
    assert (said["issued_on"], said["issued_by"], said["number"]) == ("2025-04-10", "签发人", 1)
    assert {len(said["made_from"][name]) for name in ("code", "templates", "records")} == {64}


def test_its_files_can_only_be_read(place: Place) -> None:
    files = [path for path in (place.home.editions / "2025-Q1").rglob("*") if path.is_file()]
    assert len(files) > 8
    modes = {path.stat().st_mode & 0o777 for path in files}
    assert modes == {0o444}


def test_the_rules_it_used_are_closed(place: Place) -> None:
    [_, line] = (place.office_folder / "rules/closed.csv").read_text(encoding="utf-8").splitlines()
    assert line.startswith("xxcy,2025,")
    assert line.endswith(",2025-04-10,2025-Q1")


def test_it_is_issued_once(place: Place) -> None:
    before = contents(place.home.editions / "2025-Q1")
    again = issue(place)
    assert again.exit_code == 1
    assert "tongbao revise 2025-Q1 --reason" in again.output
    assert contents(place.home.editions / "2025-Q1") == before


def test_another_home_gives_the_same_bytes_whatever_a_killed_run_left(
    place: Place, golden: Place, tmp_path: Path
) -> None:
    other = copied(golden, tmp_path)
    half = other.home.tmp / "edition-2025-Q1"
    half.mkdir()
    (half / "circular.docx").write_bytes(b"half")
    (other.office_folder / "rules/closed.csv").write_bytes(
        (place.office_folder / "rules/closed.csv").read_bytes()  # it had closed the rules and was killed then
    )
    assert issue(other).exit_code == 0
    first = contents(place.home.editions / "2025-Q1")
    del first["edition.json.sig"]
    assert contents(other.home.editions / "2025-Q1") == first
    assert list(other.home.tmp.iterdir()) == []


def test_figures_nobody_saw_in_a_draft_are_not_issued(golden: Place, tmp_path: Path) -> None:
    other = copied(golden, tmp_path)
    assert tongbao(other, "report", "quarter", "--period", "2025-Q1").exit_code == 0
    said = other.home.drafts / "2025-Q1" / "edition.json"
    said.write_text(json.dumps({**json.loads(said.read_bytes()), "figures": "0" * 64}), encoding="utf-8")
    refused = issue(other)
    assert refused.exit_code == 1
    assert "草稿已不一样：先运行 tongbao report quarter --period 2025-Q1" in refused.output
    assert not (other.home.editions / "2025-Q1").exists()


def test_an_open_objection_is_decided_first_or_printed(golden: Place, tmp_path: Path) -> None:
    other = copied(golden, tmp_path)
    with read_only(other.home.current) as con:
        [record] = con.execute("select min(record_id) from marts.fct_adoption").fetchall()
    raised = tongbao(
        other, "object", "raise", "--period", "2025-Q1", "--unit", "甲县委组织部", "--record", record[0],
        "--reason", "=应计两篇", "--on", "2025-04-08",
    )  # fmt: skip
    assert raised.exit_code == 0, raised.output
    refused = issue(other)
    assert refused.exit_code == 1
    assert "还有 1 件异议没有办结" in refused.output
    assert not (other.home.editions / "2025-Q1").exists()
    result = issue(other, "--with-open-objections")
    assert result.exit_code == 0, result.output
    folder = other.home.editions / "2025-Q1"
    assert json.loads((folder / "edition.json").read_bytes())["open_objections"] == 1
    page = (folder / "statistics.html").read_text(encoding="utf-8")
    assert "印发时尚有1件异议没有办结" in page
    assert "收到1件：待办1件，成立0件，不成立0件" in page


def test_a_number_stands_on_one_document(place: Place) -> None:
    refused = tongbao(place, "issue", "2025-03", "--number", "1", "--on", "2025-04-10")
    assert refused.exit_code == 1
    assert "2025 年 1 号已用于 2025-Q1" in refused.output
    assert "下一个空号是 2" in refused.output


def test_what_was_never_issued_is_not_revised_or_proven(place: Place) -> None:
    refused = tongbao(place, "revise", "2025-02", "--reason", "x")
    assert (refused.exit_code, "先运行 tongbao issue 2025-02" in refused.output) == (1, True)
    unknown = tongbao(place, "verify", "2025-02")
    assert (unknown.exit_code, "没有定稿 2025-02（现有：2025-Q1）" in unknown.output) == (1, True)


def test_one_changed_byte_of_an_original_is_named(spoilt: Place) -> None:
    [folder] = [
        path
        for path in spoilt.home.raw.iterdir()
        if "2025年2月" in (path / "delivery.json").read_text(encoding="utf-8")
    ]
    original = next(folder.glob("original*"))
    content = bytearray(original.read_bytes())
    content[-2] ^= 1
    original.write_bytes(content)
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert result.exit_code == 1
    assert (
        f"2025年2月采用登记表.csv》被改动：应为 {folder.name}，现为 {hashlib.sha256(content).hexdigest()}"
        in result.output
    )
    assert "2025-Q1 核验不通过" in result.output


def test_a_lost_original_is_named(spoilt: Place) -> None:
    folder = min(spoilt.home.raw.iterdir())
    shutil.rmtree(folder)
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert result.exit_code == 1
    assert f"应为 {folder.name}，原件不见了" in result.output


def test_a_changed_lost_or_foreign_file_of_an_edition_is_named(spoilt: Place) -> None:
    folder = spoilt.home.editions / "2025-Q1"
    (folder / "statistics.xlsx").chmod(0o644)
    (folder / "statistics.xlsx").write_bytes(b"other")
    (folder / "figures.json").unlink()
    (folder / "note.txt").write_text("x", encoding="utf-8")
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert result.exit_code == 1
    for said in (
        "文件 statistics.xlsx 被改动",
        "文件 figures.json 被改动",
        "文件不见了",
        "不属于定稿的文件 note.txt",
    ):
        assert said in result.output


def test_a_signature_holds_for_its_key_and_its_content_only(
    spoilt: Place, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    # An original is lost, so that nothing is built here: what is asked is what is said of the signature.
    shutil.rmtree(min(spoilt.home.raw.iterdir()))
    assert "√ 签名有效" in tongbao(spoilt, "verify", "2025-Q1", "--public-key", str(keys[1])).output
    other = tmp_path / "other.pem"
    other.write_bytes(
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    assert "× 签名无效" in tongbao(spoilt, "verify", "2025-Q1", "--public-key", str(other)).output
    said = spoilt.home.editions / "2025-Q1" / "edition.json"
    said.chmod(0o644)
    said.write_bytes(said.read_bytes().replace("签发人".encode(), "另一人".encode()))
    assert "× 签名无效" in tongbao(spoilt, "verify", "2025-Q1", "--public-key", str(keys[1])).output
    not_a_key = tongbao(spoilt, "verify", "2025-Q1", "--public-key", str(keys[0]))
    assert "不是 Ed25519 公钥" in not_a_key.output


def test_a_revision_says_what_changed_for_whom_and_why(revised: tuple[Place, Result]) -> None:
    place, result = revised
    page = (place.home.editions / "2025-Q1-r2" / "revision.html").read_text(encoding="utf-8")
    for said in ("2025-Q1-r2 替代 2025-Q1", "补报和更正", "异议 2025-001 成立，更正：日期=2025-03-31"):
        assert said in page
    assert "新到来件《2025-04/丙县补报2025年3月采用登记表.csv》（2025-04-18 收到）" in page
    assert "丙县委组织部：得分由0改为8，采用篇次由0改为1" in result.output
    assert "采用篇次由10改为11" in result.output
    assert "某组通报〔2025〕2号" in result.output


def test_a_revision_prints_its_objections_and_late_records(revised: tuple[Place, Result]) -> None:
    page = (revised[0].home.editions / "2025-Q1-r2" / "statistics.html").read_text(encoding="utf-8")
    assert "本版替代2025-Q1。修订理由：补报和更正" in page
    assert "收到1件：待办0件，成立1件，不成立0件" in page
    assert "1条：计入本期1条；丙县《丙县补报的一篇好稿》2025-04-18收到，计入本期" in page


def test_the_earlier_edition_stays_untouched(place: Place, revised: tuple[Place, Result]) -> None:
    assert contents(revised[0].home.editions / "2025-Q1") == contents(place.home.editions / "2025-Q1")


def test_both_are_proven_without_the_warehouse_and_the_home_is_only_read(
    revised: tuple[Place, Result], tmp_path: Path
) -> None:
    """The warehouse is gone, newer deliveries have come, the office has changed its lists."""
    home = Home(Path(shutil.copytree(revised[0].home.root, tmp_path / "home", symlinks=True)))
    shutil.rmtree(home.warehouse)
    shutil.rmtree(home.current.parent)
    shutil.rmtree(home.build)
    before = digest(home.root)
    for edition in ("2025-Q1", "2025-Q1-r2"):
        result = tongbao(Place(home, tmp_path / "nowhere"), "verify", edition)
        assert result.exit_code == 0, result.output
        assert "个文件逐字节相同" in result.output
        assert f"{edition} 核验通过" in result.output
    assert digest(home.root) == before
    assert len(before) > 30


def test_what_would_come_out_otherwise_is_named(spoilt: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs are said to be others; what they make otherwise does not hold."""
    monkeypatch.setattr("reports.plain.NONE", "无")
    monkeypatch.setattr("reports.editions.sources.code", lambda: "0" * 64)
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert result.exit_code == 1
    assert "程序或模板与印发时不同" in result.output
    assert "× 重做的 statistics.xlsx 与定稿不同" in result.output
    assert "重做的 figures.json" not in result.output
    assert "重做的 edition.json" in result.output  # it holds the hashes of the others


def test_without_anything_new_there_is_no_revision(revised: tuple[Place, Result]) -> None:
    refused = tongbao(revised[0], "revise", "2025-Q1", "--reason", "再看一遍", "--on", "2025-05-06")
    assert refused.exit_code == 1
    assert "2025-Q1-r2 的数字没有变化，不需要修订" in refused.output
    with read_only(revised[0].home.current) as con:
        rows = con.execute(
            "select edition, revises, is_valid from marts.fct_edition order by edition"
        ).fetchall()
    assert rows == [("2025-Q1", None, False), ("2025-Q1-r2", "2025-Q1", True)]
