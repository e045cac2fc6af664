"""Rule files: what is refused, and in which words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rulebook.loading import load_rules
from tests.building import OFFICES
from warehouse.errors import DataError
from warehouse.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.load(Path(shutil.copytree(OFFICES / "golden", tmp_path / "office")))


def rewrite(office: Office, version: str, old: str, new: str) -> None:
    path = office.rules_folder / "xxcy" / f"{version}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(office: Office) -> str:
    with pytest.raises(DataError) as caught:
        load_rules(office)
    return caught.value.zh


def test_the_rules_of_an_office_are_read_in_order(office: Office) -> None:
    files = load_rules(office)
    assert [file.rule.version for file in files] == ["2024", "2025"]
    assert all(len(file.sha256) == 64 for file in files)


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("reuse: highest", "all、highest"),
        ("sharing: full", "first、full"),
        ("ties: shared", "dense、shared"),
        ("unlisted: zero", "zero"),
    ],
)
def test_a_choice_left_out_is_refused_and_the_choices_are_named(office: Office, key: str, choices: str) -> None:
    rewrite(office, "2025", f"{key}\n", "")
    message = refusal(office)
    assert f"“{key.split(':', maxsplit=1)[0]}”" in message
    assert "必须写明" in message
    assert choices in message


def test_an_unknown_key_is_refused_with_its_line(office: Office) -> None:
    rewrite(office, "2025", "reuse: highest", "reuse: highest\nreuze: all")
    message = refusal(office)
    assert "reuze" in message
    assert "第 16 行" in message


def test_a_wrong_value_is_refused_with_file_line_value_and_choices(office: Office) -> None:
    rewrite(office, "2025", "ties: shared", "ties: alphabetical")
    message = refusal(office)
    assert "2025.yaml 第 17 行" in message
    assert "“ties”，值为“alphabetical”：只能写 shared 或 dense" in message


def test_an_outlet_nobody_knows_is_refused_with_the_nearest_names(office: Office) -> None:
    rewrite(office, "2025", "outlet: 组工信息", "outlet: 组工信系")
    message = refusal(office)
    assert "T1 的 outlet“组工信系”不在名单中" in message
    assert "组工信息" in message


def test_two_lines_that_are_equally_specific_are_refused(office: Office) -> None:
    rewrite(office, "2025", "{tier: 市}", "{tier: 省, words: {from: 500}}")
    assert "T2 与 T5 同样具体" in refusal(office)


def test_length_bands_that_only_touch_do_not_overlap(office: Office) -> None:
    rewrite(
        office,
        "2025",
        "  - {id: T5, when: {tier: 市}, points: 3}",
        "  - {id: T5, when: {tier: 市, words: {below: 500}}, points: 3}\n"
        "  - {id: T6, when: {tier: 市, words: {from: 500}}, points: 4}",
    )
    assert len(load_rules(office)[1].rule.tariff) == 6


def test_a_band_that_no_length_can_meet_is_refused(office: Office) -> None:
    rewrite(office, "2025", "words: {from: 1000}", "words: {from: 1000, below: 1000}")
    assert "没有字数能落在其中" in refusal(office)


def test_versions_in_force_at_once_are_refused_with_the_way_out(office: Office) -> None:
    rewrite(office, "2024", "to: 2024-12-31", "to: 2025-01-01")
    assert "请把 2024.yaml 的 effective.to 改到 2025-01-01 之前" in refusal(office)


def test_days_without_a_version_are_refused(office: Office) -> None:
    rewrite(office, "2024", "to: 2024-12-31", "to: 2024-12-20")
    message = refusal(office)
    assert "2024.yaml（到 2024-12-20）与 2025.yaml（从 2025-01-01）之间有几天没有办法有效" in message


def test_an_example_with_an_outlet_nobody_knows_is_refused(office: Office) -> None:
    rewrite(office, "2025", "outlet: 某省日报, placement", "outlet: 某国日报, placement")
    assert "第 1 个例子 的 outlet“某国日报”不在名单中" in refusal(office)


def test_a_line_id_used_twice_is_refused(office: Office) -> None:
    rewrite(office, "2025", "id: F1", "id: T1")
    assert "编号 T1 用了两次" in refusal(office)


def test_a_file_in_the_wrong_place_is_refused(office: Office) -> None:
    folder = office.rules_folder / "xxcy"
    (folder / "2025.yaml").rename(folder / "2026.yaml")
    assert "与文件夹和文件名不一致" in refusal(office)


def test_broken_yaml_is_refused_by_name(office: Office) -> None:
    rewrite(office, "2025", "tariff:", "tariff: [")
    assert "2025.yaml：不是有效的 YAML" in refusal(office)


def test_words_that_yaml_takes_for_switches_stay_words(office: Office) -> None:
    rewrite(office, "2025", "document: 某组通〔2024〕8号", "document: no")
    assert load_rules(office)[1].rule.decided.document == "no"


def test_an_office_without_rules_is_told_where_they_belong(office: Office) -> None:
    shutil.rmtree(office.rules_folder)
    assert "请建立 rules/<方案>/<版本>.yaml" in refusal(office)


def test_the_scheme_that_circulars_print_must_exist(office: Office) -> None:
    (office.rules_folder / "xxcy").rename(office.rules_folder / "other")
    for version in ("2024", "2025"):
        path = office.rules_folder / "other" / f"{version}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("scheme: xxcy", "scheme: other"), encoding="utf-8")
    assert "scheme“xxcy”没有计分办法文件（现有：other）" in refusal(office)
