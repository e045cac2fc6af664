"""`tongbao rules check`: each claim with what came out, each score line, and what no example reaches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.building import OFFICES
from tongbao.cli import app

# Of no office: every kind of line, some of them reached by no example.
ALONE = """
scheme: alone
name: 单独的办法
version: "1"
decided: {by: 某办公室, on: 2025-01-01, document: 某办〔2025〕1号}
effective: {from: 2025-01-01}
calendar: natural
recognise: {exclude: [{id: X1, when: {kind: 广告}, reason: 广告不计}, {id: X2, when: {kind: 启事}, reason: 启事不计}]}
bodies: {省办: [{when: {outlet: 甲刊}, points: 10}, {when: {outlet: 乙刊}, points: 4}]}
tariff:
  - {id: T1, when: {tier: 县}, points: 1}
  - {id: T2, when: {tier: 市}, points: 3}
  - {id: T3, when: {path: 转报}, of_body: 省办, times: 2}
  - {id: T4, when: {kind: 调研}, adds: true, points: 2}
factors:
  - {id: F1, when: {placement: 头版头条}, times: 2, family: 版位}
  - {id: F2, when: {words: {from: 500}}, times: 1.5, family: 版位}
additions: [{id: A1, when: {what: 批示}, points: 5}]
unlisted: zero
reuse: all
sharing: full
late: adoption_period
blanks: zero
period:
  - {id: P1, per: month, task: {count: {}, owed: 3}, missed: -1}
  - {id: P2, per: year, task: {count: {}, owed: 3}, missed: -1}
  - {id: L1, per: month, cap: 4}
  - {id: R1, per: month, figure: {count: {}}, printed: number}
  - {id: R2, per: month, figure: {pieces: {}}, printed: number}
ties: shared
rounding: {decimals: 2, mode: half_up}
examples:
  - {tier: 县, placement: 头版头条, words: 900, points: 2}  # 1 × 2，不再乘 1.5
  - {outlet: 甲刊, path: 转报, points: 20}                 # 10 × 2
  - {tier: 县, kind: 广告, points: 0}
  - {tier: 县, kind: 调研, points: 4}                      # 错：1 + 2 = 3
  - about: 封顶和任务
    period: 2025-03
    units: {甲镇: {}, 乙镇: {}}
    records:
      - {unit: 甲镇, on: 2025-03-02, tier: 市, times: 3}
      - {unit: 乙镇, on: 2025-03-02, tier: 县}
    expect:
      - {unit: 甲镇, points: 4, place: 1, lines: {L1: -5}, figures: {R1: "3"}}
      - {unit: 乙镇, points: 0, place: 2, lines: {P1: -1}}
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A version of an office and a file of no office, in one run."""
    root = tmp_path_factory.mktemp("rules")
    (root / "alone").mkdir()
    (root / "alone" / "1.yaml").write_text(ALONE, encoding="utf-8")
    return CliRunner().invoke(
        app, ["rules", "check", str(OFFICES / "golden" / "rules" / "xxcy" / "2025.yaml"), str(root / "alone")]
    )


def test_every_claim_is_printed_with_what_came_out(checked: Result) -> None:
    assert "例 1 采用、某省日报" in checked.output
    assert "✓ 得分：应为 16，算得 16" in checked.output
    assert "✓ 甲镇本期得分：应为 4，算得 4" in checked.output
    assert "✓ 乙镇其中P1：应为 -1，算得 -1" in checked.output


def test_every_score_line_stands_below_with_its_sentence(checked: Result) -> None:
    assert "      甲单位 T2 16：《某省日报》头版头条，省级报纸 8 分 × 头版头条 2 = 16 分\n" in checked.output
    assert "      甲镇 L1 -5：2025-03 最多计 4，到本月共 9：扣 5\n" in checked.output


def test_a_wrong_claim_is_marked_with_both_figures(checked: Result) -> None:
    assert checked.exit_code == 1
    assert checked.output.count("✗") == 2
    assert "✗ 得分：应为 4，算得 3" in checked.output
    assert "✗ alone/1.yaml：11 项中 1 项不对，请改正例子或条款" in checked.output
    assert "✓ xxcy/2025.yaml：3 项全部成立" in checked.output


def test_lines_that_no_example_reaches_are_a_hint(checked: Result) -> None:
    hints = [line.strip() for line in checked.output.splitlines() if "提示" in line]
    assert hints == ["提示：没有例子用到 T1、T5", "提示：没有例子用到 X2、F2、A1、P2、R2"]


def test_a_place_without_rules_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.yaml"):
        result = CliRunner().invoke(app, ["rules", "check", str(path)])
        assert result.exit_code == 1
        assert str(path) in result.output


def test_versions_of_one_name_are_scored_apart(tmp_path: Path) -> None:
    from tongbao.rules import read_files
    from tongbao.trials import _batches

    other = tmp_path / "xxcy" / "2025.yaml"
    other.parent.mkdir()
    shutil.copyfile(OFFICES / "golden" / "rules" / "xxcy" / "2025.yaml", other)
    golden = sorted((OFFICES / "golden" / "rules" / "xxcy").glob("*.yaml"))
    batches = list(_batches(read_files([*golden, other])))
    assert sorted(len(batch) for batch in batches) == [1, 2]
    assert {file.path for batch in batches for file in batch} == {*golden, other}


def test_close_pins_and_says_what_was_pinned_before(tmp_path: Path) -> None:
    office = Path(shutil.copytree(OFFICES / "golden", tmp_path / "office"))
    version = office / "rules" / "xxcy" / "2024.yaml"
    close = ["rules", "close", "--on", "2025-04-10", "--edition", "2024年第4期", str(version)]
    first, again = (CliRunner().invoke(app, close) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "已封存" in first.output
    assert "早已封存" in again.output
    version.write_text(version.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    refused = CliRunner().invoke(app, ["rules", "check", str(version.with_stem("2025"))])
    assert refused.exit_code == 1
    assert "内容却改过了：请恢复原文件" in refused.output
