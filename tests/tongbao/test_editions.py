"""Editions from the command line: issued once, revised with reasons, proven from the originals alone."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docx import Document
from typer.testing import CliRunner, Result

from reports.editions import sources
from reports.editions.making import Made, Order, make
from reports.editions.watermark import WORD
from reports.stable_zip import packed
from tests.building import OFFICES, without_claims
from tongbao.cli import app
from tongbao.place import Place
from tongbao.publishing import sources_of
from warehouse.database import read_only
from warehouse.editions import Edition
from warehouse.home import Home

GOLDEN = OFFICES / "golden"
LATE = "单位,标题,采用刊物,采用日期,版面,字数\n丙县,丙县补报的一篇好稿,省日报,2025.3.20,2版,1200\n"
# 己区, once 戊区, has then sent something of every month since February 2024 but the last, March 2025.
OLD = "单位,标题,采用刊物,采用日期,版面,字数\n戊区,戊区补报的一篇旧稿,市日报,2024.3.20,2版,1200\n"
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


def changed(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))


def rewrite(folder: Path, changes: dict[str, object]) -> None:
    """Change what an edition says of itself, as whoever forges it would."""
    changed(
        folder / "edition.json",
        lambda content: (json.dumps(json.loads(content) | changes, ensure_ascii=False, indent=2) + "\n").encode(),
    )


def forged(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Put another value in place of the first one that is like the old, in a part of a zip or in plain bytes."""
    if not part:
        assert re.search(old, content)
        return re.sub(old, new, content, count=1)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed({**members, part: forged(members[part], "", old, new)})


def digest(folder: Path) -> dict[str, str]:
    """Return every file of a home but the lock, by its hash, links by what they point to."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture(scope="module", autouse=True)
def _without_claims() -> Iterator[None]:
    with without_claims():
        yield


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
def revised(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Place, Result, dict[str, Result]]:
    """The home after a late delivery and an upheld objection, with the revision they gave; and what else was fit by then."""
    root = tmp_path_factory.mktemp("revised")
    home = Home(Path(shutil.copytree(place.home.root, root / "home", symlinks=True)))
    later = Place(home, Path(shutil.copytree(place.office_folder, root / "office")))
    inbox = root / "in" / "2025-04"
    inbox.mkdir(parents=True)
    (inbox / "丙县补报2025年3月采用登记表.csv").write_text(LATE, encoding="utf-8")
    (inbox / "戊区补报2024年3月采用登记表.csv").write_text(OLD, encoding="utf-8")
    (inbox / "丁区2024年2月采用登记表.xlsx").write_bytes(b"PK\x03\x04 cut off")
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
    looked = {
        period: tongbao(later, "issue", period, "--check", "--on", "2025-04-25")
        for period in ("2025-03", "2024-02", "2024")
    }
    result = tongbao(
        later, "revise", "2025-Q1", "--reason", "补报和更正", "--by", "签发人", "--on", "2025-04-25"
    )
    assert result.exit_code == 0, result.output
    return later, result, looked


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
    assert files.keys() - units == DOCUMENTS | {"deliveries.jsonl", "figures.json", "subjects.json", "office.zip"}
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
    assert said["made_from"]["version"] == sources.version()


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


def test_what_is_not_fit_to_sign_is_one_list_and_an_open_objection_is_decided_or_printed(
    golden: Place, tmp_path: Path
) -> None:
    other = copied(golden, tmp_path)
    with read_only(other.home.current) as con:
        [record] = con.execute("select min(record_id) from marts.fct_adoption").fetchall()
    raised = tongbao(
        other, "object", "raise", "--period", "2025-Q1", "--unit", "甲县委组织部", "--record", record[0],
        "--reason", "=应计两篇", "--on", "2025-04-08",
    )  # fmt: skip
    assert raised.exit_code == 0, raised.output
    circular = other.office_folder / "circular.toml"
    worded = circular.read_text(encoding="utf-8")
    circular.write_text(worded.replace("某组通报", "×通报"), encoding="utf-8")
    listed = tongbao(other, "issue", "2025-Q1", "--check", "--on", "2026-12-30")
    assert listed.exit_code == 1
    for said in ("有 3 处要先处理", "document_number 还是初始的“×通报", "2027年的放假安排尚未公布", "还有 1 件异议没有办结"):
        assert said in listed.output
    circular.write_text(worded, encoding="utf-8")
    refused = issue(other)
    assert refused.exit_code == 1
    assert "还有 1 件异议没有办结" in refused.output
    assert not (other.home.editions / "2025-Q1").exists()
    fit = issue(other, "--with-open-objections", "--check")
    assert (fit.exit_code, "2025-Q1 可以印发" in fit.output) == (0, True), fit.output
    assert not (other.home.editions / "2025-Q1").exists()
    result = issue(other, "--with-open-objections")
    assert result.exit_code == 0, result.output
    folder = other.home.editions / "2025-Q1"
    assert json.loads((folder / "edition.json").read_bytes())["open_objections"] == 1
    page = (folder / "statistics.html").read_text(encoding="utf-8")
    assert "印发时尚有1件异议没有办结" in page
    assert "收到1件：待办1件，成立0件，不成立0件" in page


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


def test_a_revision_says_what_changed_for_whom_and_why(revised: tuple[Place, Result, dict[str, Result]]) -> None:
    place, result, _ = revised
    page = (place.home.editions / "2025-Q1-r2" / "revision.html").read_text(encoding="utf-8")
    for said in ("2025-Q1-r2 替代 2025-Q1", "补报和更正", "异议 2025-001 成立，更正：日期=2025-03-31"):
        assert said in page
    assert "新到来件《2025-04/丙县补报2025年3月采用登记表.csv》（2025-04-18 收到）" in page
    assert "丙县委组织部：得分由0改为8，采用篇次由0改为1" in result.output
    assert "采用篇次由10改为11" in result.output
    assert "某组通报〔2025〕2号" in result.output


def test_a_revision_prints_its_objections_and_late_records(revised: tuple[Place, Result, dict[str, Result]]) -> None:
    page = (revised[0].home.editions / "2025-Q1-r2" / "statistics.html").read_text(encoding="utf-8")
    assert "本版替代2025-Q1。修订理由：补报和更正" in page
    assert "收到1件：待办0件，成立1件，不成立0件" in page
    assert "1条：计入本期1条；丙县《丙县补报的一篇好稿》2025-04-18收到，计入本期" in page


def test_the_earlier_edition_stays_untouched(place: Place, revised: tuple[Place, Result, dict[str, Result]]) -> None:
    assert contents(revised[0].home.editions / "2025-Q1") == contents(place.home.editions / "2025-Q1")


def test_the_whole_shelf_is_proven_without_the_warehouse_a_line_each_and_the_home_is_only_read(
    revised: tuple[Place, Result, dict[str, Result]], tmp_path: Path
) -> None:
    """The warehouse is gone, newer deliveries have come, the office has changed its lists; things lie there that are none."""
    home = Home(Path(shutil.copytree(revised[0].home.root, tmp_path / "home", symlinks=True)))
    shutil.rmtree(home.warehouse)
    shutil.rmtree(home.current.parent)
    shutil.rmtree(home.build)
    shutil.copytree(home.editions / "2025-Q1", home.editions / "2025-Q3")
    shutil.copytree(home.editions / "2025-Q1-r2", home.editions / "2025-Q1-r3")
    (home.editions / "2025-Q1 - 副本").mkdir()
    (home.editions / "2025-Q2").mkdir()
    (home.editions / "说明.txt").write_text("x", encoding="utf-8")
    before = digest(home.root)
    result = tongbao(Place(home, tmp_path / "nowhere"), "verify")
    assert digest(home.root) == before
    assert len(before) > 30
    told = {line.split("：")[0]: line for line in result.output.splitlines()}
    for edition in ("2025-Q1", "2025-Q1-r2"):
        assert "个文件逐字节相同" in told.pop(f"  √ {edition} 核验通过")
    assert "文件夹叫 2025-Q3，里面却是 2025-Q1" in told.pop("  × 2025-Q3 核验不通过")
    assert "文件夹叫 2025-Q1-r3，里面却是 2025-Q1-r2" in told.pop("  × 2025-Q1-r3 核验不通过")
    assert "不是定稿" in told.pop("  × 2025-Q1 - 副本 核验不通过")
    assert "edition.json 缺失" in told.pop("  × 2025-Q2 核验不通过")
    assert "不是定稿" in told.pop("  × 说明.txt 核验不通过")
    assert list(told) == ["架上 7 项，5 项核验不通过"]
    assert result.exit_code == 1


def test_a_revision_without_the_one_it_replaces_is_named_with_it(
    revised: tuple[Place, Result, dict[str, Result]], tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(revised[0].home.editions / "2025-Q1-r2", home.editions / "2025-Q1-r2")
    result = tongbao(Place(home, tmp_path / "nowhere"), "verify")
    assert "× 2025-Q1-r2 核验不通过：以前的定稿 2025-Q1 被改动或不见了" in result.output
    assert "× 2025-Q1 核验不通过：不在架上，2025-Q1-r2 却以它为据" in result.output
    shutil.copytree(revised[0].home.editions / "2025-Q1", home.editions / "2025-Q1")
    changed(home.editions / "2025-Q1" / "figures.json", lambda content: content + b" ")
    result = tongbao(Place(home, tmp_path / "nowhere"), "verify", "2025-Q1-r2")
    assert "× 所替代的 2025-Q1 中 figures.json 被改动" in result.output
    assert result.exit_code == 1


def test_a_shelf_with_nothing_on_it_holds(tmp_path: Path) -> None:
    empty = tongbao(Place(Home(tmp_path / "home"), tmp_path), "verify")
    assert (empty.exit_code, "架上 0 项" in empty.output) == (0, True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"edition": "2025-Q3"}, "文件夹叫 2025-Q1，里面却是 2025-Q3"),
        ({"period": "2025-Q3"}, "应为 2025-Q3，替代 无"),
        ({"revision": 2}, "应为 2025-Q1-r2，替代 2025-Q1"),
        ({"revises": "2024-Q4"}, "edition.json 自相矛盾"),
        ({"period": "2025-Q9"}, "读不懂统计期“2025-Q9”"),
    ],
)
def test_an_edition_that_calls_itself_another_is_named(
    spoilt: Place, changes: dict[str, object], said: str
) -> None:
    rewrite(spoilt.home.editions / "2025-Q1", changes)
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert (result.exit_code, said in result.output) == (1, True), result.output


def test_a_copy_that_says_it_is_the_next_revision_knows_of_nothing_before_it(spoilt: Place) -> None:
    folder = Path(shutil.copytree(spoilt.home.editions / "2025-Q1", spoilt.home.editions / "2025-Q1-r2"))
    rewrite(folder, {"edition": "2025-Q1-r2", "revision": 2, "revises": "2025-Q1"})
    result = tongbao(spoilt, "verify", "2025-Q1-r2")
    assert result.exit_code == 1
    assert "2025-Q1-r2 替代 2025-Q1，来源里却没有 2025-Q1" in result.output
    assert "2025 年 1 号又是 2025-Q1 的文号" in result.output


@pytest.fixture(scope="module")
def remade(golden: Place, place: Place) -> dict[str, Made]:
    """What a rebuild gives: under the programs of the issue what was issued (as the whole shelf proves); and under others."""
    edition = Edition.load(place.home.editions / "2025-Q1")
    order = Order(edition.name, edition.number, edition.issued_on, edition.issued_by)
    made_from = sources_of(Place(golden.home, place.office_folder), ())
    same = make(order, made_from)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reports.saying.plain.NONE", "无")
        patched.setattr("reports.editions.sources.code", lambda: "0" * 64)
        return {"same": same, "others": make(order, made_from)}


@pytest.fixture
def verify(
    remade: dict[str, Made], spoilt: Place, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Result]:
    """Verify the quarter with the rebuild already done, under the same programs or others."""

    def verified(programs: str) -> Result:
        monkeypatch.setattr("tongbao.remaking.Workshop.make", lambda *_: remade[programs])
        if programs == "others":
            monkeypatch.setattr("reports.editions.sources.code", lambda: "0" * 64)
        return tongbao(spoilt, "verify", "2025-Q1")

    return verified


def test_under_other_programs_the_same_figures_hold_in_another_layout(
    verify: Callable[[str], Result],
) -> None:
    result = verify("others")
    assert result.exit_code == 0, result.output
    assert "程序或模板与印发时不同" in result.output
    assert "√ 数字相同，版式因程序升级而不同（" in result.output
    assert "statistics.xlsx" in result.output
    assert "逐字节相同" in verify("same").output  # the fixture is what was issued


FORGED = [
    ("statistics.xlsx", "xl/worksheets/sheet1.xml", rb'(<c r="\w+" s="\d+"><v>)\d+', rb"\g<1>98765", "98765"),
    ("statistics.html", "", rb"<td[^>]*>\d+</td>", b"<td>98765</td>", "98765"),
    ("circular.docx", "word/document.xml", "乙县委组织部".encode(), "申县委组织部".encode(), "申县委组织部"),
    ("figures.json", "", rb'"points": "\d+\.\d+"', b'"points": "98765.0000"', "98765"),
    ("units/U01-甲县委组织部.html", "", rb"<td[^>]*>\d+</td>", b"<td>98765</td>", "98765"),
]


@pytest.mark.parametrize("programs", ["same", "others"])
@pytest.mark.parametrize(("file", "part", "old", "new", "said"), FORGED, ids=[each[0] for each in FORGED])
def test_a_forged_figure_is_told_with_its_file_whatever_the_programs(
    spoilt: Place, verify: Callable[[str], Result],
    programs: str, file: str, part: str, old: bytes, new: bytes, said: str,
) -> None:  # fmt: skip
    """The hash in edition.json is the forger's too: only the originals tell."""
    folder = spoilt.home.editions / "2025-Q1"
    changed(folder / file, lambda content: forged(content, part, old, new))
    hashes = json.loads((folder / "edition.json").read_bytes())["files"]
    rewrite(folder, {"files": {**hashes, file: hashlib.sha256((folder / file).read_bytes()).hexdigest()}})
    result = verify(programs)
    assert result.exit_code == 1
    [line] = [line for line in result.output.splitlines() if f"× 重做的 {file} 与定稿不同" in line]
    assert "定稿被改动或损坏" in line
    assert said in line
    assert "√ 数字相同" not in result.output


@pytest.mark.parametrize("programs", ["same", "others"])
def test_a_forged_deadline_or_count_of_an_edition_is_told(
    spoilt: Place, verify: Callable[[str], Result], programs: str
) -> None:
    counts = json.loads((spoilt.home.editions / "2025-Q1" / "edition.json").read_bytes())["counts"]
    rewrite(
        spoilt.home.editions / "2025-Q1",
        {"objections_until": "2025-05-17", "counts": {**counts, "adoptions": 98765}},
    )
    result = verify(programs)
    assert result.exit_code == 1
    assert "objections_until 写的是“2025-05-17”，重做为“2025-04-17”" in result.output
    assert "98765" in result.output


def test_what_is_changed_but_no_figure_is_told_under_the_same_programs(
    spoilt: Place, verify: Callable[[str], Result]
) -> None:
    folder = spoilt.home.editions / "2025-Q1"
    changed(folder / "statistics.html", lambda content: content.replace("名次".encode(), "位次".encode()))
    hashes = json.loads((folder / "edition.json").read_bytes())["files"]
    found = hashlib.sha256((folder / "statistics.html").read_bytes()).hexdigest()
    rewrite(folder, {"files": {**hashes, "statistics.html": found}})
    assert "数字相同，其他内容或版式被改动" in verify("same").output


@pytest.mark.parametrize("file", ["office.zip", "deliveries.jsonl"])
def test_sources_that_cannot_be_read_are_named_whatever_their_hash(spoilt: Place, file: str) -> None:
    folder = spoilt.home.editions / "2025-Q1"
    changed(folder / file, lambda _: b"nothing")
    hashes = json.loads((folder / "edition.json").read_bytes())["files"]
    rewrite(folder, {"files": {**hashes, file: hashlib.sha256(b"nothing").hexdigest()}})
    result = tongbao(spoilt, "verify", "2025-Q1")
    assert (result.exit_code, f"× {file} 缺失或读不懂，无法重做" in result.output) == (1, True)


def test_a_unit_that_always_sent_and_now_did_not_keeps_a_month_from_being_issued(
    revised: tuple[Place, Result, dict[str, Result]],
) -> None:
    looked = revised[2]["2025-03"]
    assert looked.exit_code == 1
    assert "× 己区委组织部以前每月都有报送，2025-03 一条也没有：登记表缺报，请催报" in looked.output
    assert looked.output.count("登记表缺报") == 1
    assert "提醒：这一期还有 2 个问题没有答复" in looked.output
    assert not (revised[0].home.editions / "2025-03").exists()


def test_an_unread_file_of_a_unit_keeps_its_month_from_being_issued(
    revised: tuple[Place, Result, dict[str, Result]],
) -> None:
    [line] = [line for line in revised[2]["2024-02"].output.splitlines() if "读不出来" in line]
    assert "× 来件《2025-04/丁区2024年2月采用登记表.xlsx》（丁区委组织部）读不出来" in line
    assert "读不出来" not in revised[2]["2025-03"].output


def test_months_without_a_record_keep_a_year_from_being_issued(
    revised: tuple[Place, Result, dict[str, Result]],
) -> None:
    assert "× 2024-04、2024-05、2024-06、2024-07、2024-08、2024-09、2024-10、2024-11、2024-12 没有一条记录" in (
        revised[2]["2024"].output
    )


def test_without_anything_new_there_is_no_revision(revised: tuple[Place, Result, dict[str, Result]]) -> None:
    refused = tongbao(revised[0], "revise", "2025-Q1", "--reason", "再看一遍", "--on", "2025-05-06")
    assert refused.exit_code == 1
    assert "2025-Q1-r2 的数字没有变化，不需要修订" in refused.output
    with read_only(revised[0].home.current) as con:
        rows = con.execute(
            "select edition, revises, is_valid from marts.fct_edition order by edition"
        ).fetchall()
    assert rows == [("2025-Q1", None, False), ("2025-Q1-r2", "2025-Q1", True)]


def test_a_number_stands_on_one_document(revised: tuple[Place, Result, dict[str, Result]]) -> None:
    refused = tongbao(revised[0], "issue", "2025-03", "--number", "1", "--on", "2025-05-06")
    assert refused.exit_code == 1
    assert "2025 年 1 号已用于 2025-Q1" in refused.output
    assert "下一个空号是 3" in refused.output
