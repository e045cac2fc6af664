"""What the commands say and how they end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from tests.building import OFFICES
from tests.rewriting import rewrite
from tongbao.cli import app
from tongbao.place import Place
from warehouse import building
from warehouse.home import Home

GOLDEN = OFFICES / "golden"


def tongbao(home: Path, *arguments: str, org: Path = GOLDEN) -> Result:
    return CliRunner().invoke(app, [*arguments, "--home", str(home), "--org", str(org)])


@pytest.fixture(scope="module")
def home(golden: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own, in which the golden quarter has landed and is built."""
    return Path(shutil.copytree(golden.home.root, tmp_path_factory.mktemp("home") / "home", symlinks=True))


@pytest.fixture
def builds_give(golden: Place, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let builds of this test give the golden warehouse after a statement: what follows a build is the subject."""

    def give(statement: str) -> None:
        def build(_: Home, database: Path) -> int:
            shutil.copyfile(golden.home.current, database)
            with duckdb.connect(str(database)) as connection:
                connection.execute(statement)
            return 1

        monkeypatch.setattr(building, "build", build)

    return give


def test_a_second_run_lands_and_builds_nothing_and_says_so(home: Path) -> None:
    result = tongbao(home, "run", str(GOLDEN / "inbox"), "--period", "2025-Q1")
    assert result.exit_code == 0
    assert "新到 0 份" in result.output
    assert "来件和设置都没有变化" in result.output


def test_the_newest_complete_periods_are_found(home: Path) -> None:
    result = tongbao(home, "run", str(GOLDEN / "inbox"), "--as-of", "2025-04-02")
    assert result.exit_code == 0, result.output
    assert "2025年3月报表" in result.output
    assert "2025年第一季度报表" in result.output


def test_english_is_spoken_when_asked(home: Path) -> None:
    result = tongbao(home, "build", "--lang", "en")
    assert "nothing changed" in result.output


def test_nothing_new_ends_with_the_code_the_scheduler_asked_for(home: Path) -> None:
    result = tongbao(home, "land", str(GOLDEN / "inbox"), "--nothing-new-exit", "99")
    assert result.exit_code == 99


@pytest.mark.parametrize(("period", "said"), [("2025-13", "读不懂统计期“2025-13”"), ("2031-01", "2031")])
def test_a_period_that_cannot_be_read_or_has_no_figures_is_named(home: Path, period: str, said: str) -> None:
    result = tongbao(home, "report", "month", "--period", period)
    assert result.exit_code == 1
    assert said in result.output


def test_an_unknown_option_is_a_usage_error(home: Path) -> None:
    assert tongbao(home, "build", "--fast").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("land", "./nowhere"), "nowhere"),
        (("build",), "还没有任何来件"),
        (("report", "month", "--period", "2025-03"), "先运行 tongbao build"),
    ],
)
def test_what_cannot_begin_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = tongbao(tmp_path, *arguments)
    assert result.exit_code == 1
    assert said in result.output


def test_only_when_nothing_could_be_read_landing_fails(tmp_path: Path) -> None:
    bad = tmp_path / "空表.xlsx"
    bad.write_bytes(b"")
    alone = tongbao(tmp_path / "home", "land", str(bad))
    assert alone.exit_code == 1
    assert "空表.xlsx：文件为空（0 字节）" in alone.output
    with_others = tongbao(tmp_path / "home", "land", str(bad), str(GOLDEN / "inbox"))
    assert with_others.exit_code == 0
    assert "以前收到的 1 份仍无法读取" in with_others.output
    assert "空表.xlsx" not in with_others.output


def test_what_is_no_delivery_is_named_once_and_what_waits_each_time(tmp_path: Path) -> None:
    inbox = tmp_path / "home" / "inbox" / "2025-03"
    shutil.copytree(GOLDEN / "inbox", inbox)
    for name in ("Thumbs.db", ".DS_Store", "县.csv.part"):
        (inbox / name).write_bytes(b"\0")
    (inbox / "链接.csv").symlink_to(tmp_path / "nowhere")
    first, second = (tongbao(tmp_path / "home", "land") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    for name in ("Thumbs.db", ".DS_Store", "县.csv.part", "链接.csv"):
        assert first.output.count(f"2025-03/{name}：") == 1
    assert "Thumbs" not in second.output
    assert ".DS_Store" not in second.output
    assert "2025-03/县.csv.part：还没有传完，下次再收" in second.output
    assert "2025-03/链接.csv：是链接或特殊文件，不收" in second.output
    refused = tongbao(tmp_path / "home", "land", str(inbox / "链接.csv"))
    assert refused.exit_code == 1
    assert "一份也没有收下" in refused.output


def test_a_second_writer_is_turned_away(home: Path) -> None:
    with Home(home).writing():
        result = tongbao(home, "land", str(GOLDEN / "inbox"))
    assert result.exit_code == 1
    assert "另一个 tongbao 命令正在使用" in result.output


def test_a_gate_that_closes_leaves_the_warehouse_as_it_was(
    home: Path, tmp_path: Path, builds_give: Callable[[str], None]
) -> None:
    office = Path(shutil.copytree(GOLDEN, tmp_path / "office"))
    rewrite(office / "office.toml", "max_points_per_adoption = 500", "max_points_per_adoption = 19")
    rewrite(office / "rules" / "xxcy" / "2025.yaml", "points: 3}", "points: 2}")
    builds_give("select 1")  # which has an adoption of 20 points
    before = (home / "current" / "warehouse.duckdb").resolve()

    result = tongbao(home, "build", org=office)

    assert result.exit_code == 1
    assert "数据检查（建库）未通过，原有结果保持不变" in result.output
    assert (home / "current" / "warehouse.duckdb").resolve() == before


@pytest.mark.usefixtures("built_without_claims")
def test_a_refused_build_still_says_what_became_of_everything(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "2025年3月.csv").write_text(
        "单位,标题,采用刊物,采用日期\n无名县,无名县支部有了新办法,市组工,2025-03-05\n", encoding="utf-8"
    )
    home = tmp_path / "home"
    assert tongbao(home, "land", str(inbox)).exit_code == 0
    result = tongbao(home, "build")
    assert result.exit_code == 1
    assert "2025年3月.csv 第2行：报送单位“无名县”不在单位名单中" in result.output
    assert "数据检查（建库）未通过" in result.output
    assert not (home / "current" / "warehouse.duckdb").exists()
    assert len((home / "exports" / "rejects.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_worked_example_that_its_rule_does_not_give_stops_the_build(
    home: Path, tmp_path: Path, builds_give: Callable[[str], None]
) -> None:
    office = Path(shutil.copytree(GOLDEN, tmp_path / "office"))
    rewrite(office / "rules" / "xxcy" / "2025.yaml", "points: 16}", "points: 999}")
    builds_give("update intermediate.int_score__example set expected = '999' where expected = '16'")
    before = (home / "current" / "warehouse.duckdb").resolve()
    result = tongbao(home, "build", org=office)
    assert result.exit_code == 1
    assert "xxcy/2025.yaml 第 1 个例子（采用、某省日报）得分写的是 999，按本办法算得 16：" in result.output
    assert (home / "current" / "warehouse.duckdb").resolve() == before


@pytest.mark.usefixtures("built_without_claims")
def test_an_edited_setting_is_a_new_build(home: Path, tmp_path: Path) -> None:
    office = Path(shutil.copytree(GOLDEN, tmp_path / "office"))
    rules = office / "rules" / "xxcy" / "2025.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("points: 20}", "points: 25}", 1), encoding="utf-8"
    )
    own = tmp_path / "home"
    shutil.copytree(home, own, symlinks=True)
    before = (own / "current" / "warehouse.duckdb").resolve().name
    result = tongbao(own, "build", org=office)
    assert result.exit_code == 0, result.output
    assert (own / "current" / "warehouse.duckdb").resolve().name != before


def test_the_doctor_finds_this_machine_well_and_a_broken_office_not(home: Path, tmp_path: Path) -> None:
    assert tongbao(home, "doctor").exit_code == 0
    ill = tongbao(home, "doctor", org=tmp_path)
    assert ill.exit_code == 1
    assert "✗" in ill.output


@pytest.mark.usefixtures("built_without_claims")
def test_exports_neutralise_what_a_spreadsheet_would_run(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "2025年3月.csv").write_text(
        "单位,标题,采用刊物,采用日期,作者\n甲县,=1+1,市组工,2025-03-05,=cmd()\n甲县,<script>alert(1)</script>好做法,市组工,2025-03-06,作者\n",
        encoding="utf-8",
    )
    home = tmp_path / "home"
    assert tongbao(home, "land", str(inbox)).exit_code == 0
    assert tongbao(home, "build").exit_code == 0
    assert CliRunner().invoke(app, ["export", "--home", str(home)]).exit_code == 0
    lines = (home / "exports" / "records.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert "'=cmd()" in lines[1]
    assert ",1+1," in lines[1]
    assert "好做法" in lines[2]
    assert "script" not in lines[2]
