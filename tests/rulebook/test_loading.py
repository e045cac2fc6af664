"""Rule files: what is refused, and in which words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rulebook.loading import load_rules
from tests import rewriting
from tests.building import OFFICES
from warehouse.errors import DataError
from warehouse.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.load(Path(shutil.copytree(OFFICES / "golden", tmp_path / "office")))


def rewrite(office: Office, version: str, old: str, new: str) -> None:
    rewriting.rewrite(office.rules_folder / "xxcy" / f"{version}.yaml", old, new)


def add_period(office: Office, *lines: str) -> None:
    """Give the newer version period lines; the first stands on line 22."""
    rewrite(
        office, "2025", "rounding:", "period:\n" + "".join(indented(line) for line in lines) + "rounding:"
    )


def indented(line: str) -> str:
    return f"  {line}\n" if line.startswith(" ") else f"  - {line}\n"


def line_of(office: Office, text: str) -> int:
    """Return the one line of the newer version that holds a text as a key."""
    lines = (office.rules_folder / "xxcy" / "2025.yaml").read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, start=1) if f"{text}:" in line)
    return number


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
        ("calendar: natural", "natural、own（可另写 month_ends、year_starts、extended）"),
        ("unlisted: zero", "zero、一个数"),
        ("reuse: highest", "all、highest、first（可另写 per、top、others、of）"),
        ("sharing: full", "full、first、equal、given、heads（可另写 persons）"),
        ("late: adoption_period", "adoption_period、arrival_period、nowhere（可另写 after_days、of）"),
        ("blanks: unknown", "zero、unknown"),
        ("ties: shared", "shared、dense、none"),
    ],
)
def test_a_choice_left_out_is_refused_and_the_choices_are_named(
    office: Office, key: str, choices: str
) -> None:
    rewrite(office, "2025", f"{key}\n", "")
    message = refusal(office)
    assert f"“{key.split(':', maxsplit=1)[0]}”" in message
    assert f"必须写明（可选：{choices}）" in message


@pytest.mark.parametrize(
    ("place", "old", "new", "near"),
    [
        ("reuze", "ties: shared", "reuze: all", "reuse"),
        ("decided.form", "on: 2024-12-20,", "form: 2024-12-20,", ""),
        ("effective.till", "from: 2025-01-01", "from: 2025-01-01, till: 2025-12-31", ""),
        ("tariff.T1.point", "points: 20}", "point: 20}", "points"),
        ("tariff.T2.when.teir", "{tier: 省, medium: 报纸}", "{teir: 省, medium: 报纸}", "tier"),
        ("tariff.T4.when.words.form", "{from: 1000}", "{form: 1000}", "from"),
        (
            "tariff.T5.when.but_not.plcement",
            "{tier: 市}",
            "{tier: 市, but_not: {plcement: 头条}}",
            "placement",
        ),
        (
            "tariff.T5.each.rests",
            "points: 3}",
            "each: {of: words, every: 1, points: 1, rests: exact}}",
            "rest",
        ),
        ("factors.F1.time", "times: 2", "time: 2", "times"),
        ("reuse.only", "reuse: highest", "reuse: {keep: highest, only: 3}", ""),
        ("sharing.person", "sharing: full", "sharing: {units: full, person: full}", "persons"),
        ("late.after_day", "late: adoption_period", "late: {count_in: nowhere, after_day: 5}", "after_days"),
        ("calendar.month_end", "calendar: natural", "calendar: {month_end: 25}", "month_ends"),
        (
            "calendar.extended.1.too",
            "calendar: natural",
            "calendar: {extended: [{month: 2025-03, too: 3}]}",
            "to",
        ),
        ("rounding.places", "rounding: {", "rounding: {places: 2, ", ""),
        ("examples.1.place", "placement: 头版头条, points", "place: 头版头条, points", "placement"),
        ("recognise.exclud", "ties: shared", "ties: shared\nrecognise: {exclud: []}", "exclude"),
        (
            "additions.A1.familly",
            "ties: shared",
            "ties: shared\nadditions: [{id: A1, points: 1, familly: 甲}]",
            "family",
        ),
        ("rank.award", "ties: shared", "ties: shared\nrank: {award: []}", "awards"),
        (
            "rank.awards.1.place",
            "ties: shared",
            "ties: shared\nrank: {awards: [{name: 甲, per: year, place: last}]}",
            "places",
        ),
        (
            "rank.tie_breaks.1.counts",
            "ties: shared",
            "ties: shared\nrank: {tie_breaks: [{counts: {tier: 省}}]}",
            "count",
        ),
        ("rank.unranked.group", "ties: shared", "ties: shared\nrank: {unranked: {group: [甲]}}", "groups"),
    ],
)
def test_an_unknown_key_is_refused_with_file_line_and_key(
    office: Office, place: str, old: str, new: str, near: str
) -> None:
    rewrite(office, "2025", old, new)
    message = refusal(office)
    assert f"2025.yaml 第 {line_of(office, place.rpartition('.')[2])} 行：“{place}”" in message
    assert "没有这一项（请检查拼写" in message
    assert near in message


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("tusk", "{id: P1, per: month, task: {count: {tier: 省}, owed: 1}, tusk: 1}"),
        ("task.owd", "{id: P1, per: month, task: {count: {tier: 省}, owed: 1, owd: 1}}"),
        ("task.count.teir", "{id: P1, per: month, task: {count: {teir: 省}, owed: 1}}"),
        ("task.count.2.teir", "{id: P1, per: month, task: {count: [{tier: 省}, {teir: 市}], owed: 1}}"),
        (
            "task.all_of.2.pieces.teir",
            "{id: P1, per: month, task: {all_of: [{count: {}, owed: 1}, {pieces: {teir: 省}, owed: 1}]}}",
        ),
        (
            "task.rate.form",
            "{id: P1, per: month, task: {rate: {of: {}, to: {what: 报送}, form: 1}, owed: 1}}",
        ),
        ("task.least_of.2.teir", "{id: P1, per: month, task: {least_of: [{tier: 省}, {teir: 市}], owed: 1}}"),
        ("task.owed.many", "{id: P1, per: month, task: {count: {}, owed: {per: 人数, each: 1, many: 2}}}"),
        ("for.groups", "{id: P1, per: month, for: {groups: 县区}, base: 10}"),
        ("point", "{id: P1, per: month, base: 10, point: 1}"),
        ("off", "{id: P1, per: month, cap: 10, off: [T1]}"),
        ("zero.at_leest", "{id: P1, per: month, zero: {count: {what: 差错}, at_leest: 2}}"),
        (
            "streak.agin",
            "{id: P1, per: month, streak: {of: P0, state: met, periods: 3, agin: once}, points: 1}",
        ),
        ("convert.time", "{id: P1, per: month, convert: {time: 4}}"),
        ("amongst", "{id: P1, per: month, pot: 100, among: all, amongst: 1}"),
        ("figure.cuont", "{id: P1, per: month, figure: {cuont: {}}, printed: number}"),
        ("marks", "{id: P1, per: month, standard: 6, marks: 不达标}"),
    ],
)
def test_an_unknown_key_of_a_period_line_is_named_without_inner_names(
    office: Office, place: str, line: str
) -> None:
    add_period(office, line)
    message = refusal(office)
    assert (
        f"2025.yaml 第 {line_of(office, place.rpartition('.')[2])} 行：“period.P1.{place}”，值为“" in message
    )
    assert "没有这一项（请检查拼写" in message
    assert "#" not in message


def test_a_misspelt_key_is_told_rather_than_the_missing_one(office: Office) -> None:
    rewrite(office, "2025", "reuse: highest", "reuze: highest")
    assert "第 16 行：“reuze”，值为“highest”：没有这一项（请检查拼写，相近的有：reuse）" in refusal(office)


def test_a_wrong_value_is_refused_with_file_line_value_and_choices(office: Office) -> None:
    rewrite(office, "2025", "ties: shared", "ties: alphabetical")
    message = refusal(office)
    assert "2025.yaml 第 20 行" in message
    assert "“ties”，值为“alphabetical”：只能写 shared、dense 或 none" in message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("reuse: highest", "reuse: hihgest", "“reuse”，值为“hihgest”：只能写 all、highest 或 first"),
        ("reuse: highest", "reuse: {per: tier}", "“reuse.keep”：缺少这一项，必须写明（可选：all、highest、first）"),
        ("reuse: highest", "reuse: {keep: all, per: [tier, unit]}", "“reuse.per.2”，值为“unit”：只能写 outlet、tier 或 medium"),
        ("unlisted: zero", "unlisted: none", "“unlisted”，值为“none”：只能写 zero，或者要写一个数"),
        ("{tier: 市}", "{placement: 上头条}", "“tariff.T5.when.placement”，值为“上头条”：只能写 头版头条、头版、头条 或 一般"),
        ("{tier: 市}", "{what: [采用, 采纳]}", "“tariff.T5.when.what.2”，值为“采纳”：只能写 采用、报送、上报、批示"),
        ("{tier: 市}", "{tier: 5}", "“tariff.T5.when.tier”，值为“5”：要写文字或一列文字，像数字或日期的请加引号"),
        ("{tier: 市}", '{tier: ""}', "“tariff.T5.when.tier”，值为“”：不能空着"),
        ("{tier: 市}", "{words: 1000}", "“tariff.T5.when.words”，值为“1000”：要写成“项目: 内容”，项目有：from、above、below、to"),
        ('version: "2025"', "version: 2025", "“version”，值为“2025”：要写文字，像数字或日期的请加引号"),
        ("on: 2024-12-20", "on: 2024-13-20", "“decided.on”，值为“2024-13-20”：要写日期，如 2025-03-31"),
        ("on: 2024-12-20", "on: 去年底", "“decided.on”，值为“去年底”：要写日期"),
        ("points: 20", "points: 二十", "“tariff.T1.points”，值为“二十”：要写一个数"),
        ("points: 20", "points: [20]", "“tariff.T1.points”，值为“[20]”：要写一个数"),
        ("points: 20", "points: .nan", "“tariff.T1.points”，值为“nan”：要写一个数"),
        ("points: 3}", "points: 3, adds: maybe}", "“tariff.T5.adds”，值为“maybe”：只能写 true 或 false"),
        ("{placement: 头版头条}, times: 2", "{placement: 头版头条}, times: -1", "“factors.F1.times”，值为“-1”：不能小于 0"),
        ("decimals: 2", "decimals: 5", "“rounding.decimals”，值为“5”：不能大于 4"),
        ("decimals: 2", "decimals: 1.5", "“rounding.decimals”，值为“1.5”：要写一个整数"),
        ("mode: half_up", "mode: up_half", "“rounding.mode”，值为“up_half”：只能写 half_up、half_even、down 或 up"),
        ("calendar: natural", "calendar: {month_ends: 31}", "“calendar.month_ends”，值为“31”：不能大于 28"),
        ("calendar: natural", "calendar: {extended: [{month: 2025-3, to: 2025-04-02}]}",
         "“calendar.extended.1.month”，值为“2025-3”：要写成 2025-03"),
        ("tariff:", "factor: []\ntariff:", "“factor”，值为“[]”：没有这一项"),
        ("factors:", "additions:\nfactors:", "“additions”，没有写内容：要写成一列"),
        ("words: 1000,", "times: 两,", "“examples.2.times”，值为“两”：要写一个整数"),
        ("words: 1000,", "persons: 作者甲,", "“examples.2.persons”，值为“作者甲”：要写成一列"),
        ("words: 1000, points: 6}", "about: 例, period: 2025-3, records: [], expect: []}", "“examples.2.outlet”"),
        ("examples:", "examples:\n  - {about: 例, period: 2025-3, records: [], expect: [{unit: 甲}]}",
         "“examples.1.period”，值为“2025-3”：要写成 2025-03、2025-Q1、2025-H1 或加引号的年份"),
        ("examples:", "examples:\n  - {about: 例, period: 2025-03, records: [], expect: [{unit: 甲, place: 末}]}",
         "“examples.1.expect.1.place”，值为“末”：只能写 不排名，或者要写一个整数"),
        ("ties: shared", "ties: shared\nrank: {awards: [{name: 甲, per: year, places: [0, 3]}]}",
         "“rank.awards.1.places.1”，值为“0”：不能小于 1"),
        ("ties: shared", "ties: shared\nrank: {awards: [{name: 甲, per: year, places: first}]}",
         "“rank.awards.1.places”，值为“first”：只能写 last，或者要写成一列"),
        ("ties: shared", "ties: shared\nwhom: person", "“whom”，值为“person”：只能写 units 或 persons"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_chinese_with_what_may_stand_there(
    office: Office, old: str, new: str, message: str
) -> None:
    rewrite(office, "2025", old, new)
    said = refusal(office)
    assert message in said
    assert "Input" not in said


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("{id: P1, per: monthly, task: {count: {}, owed: 1}}", "per", "只能写 month、quarter、half 或 year"),
        ("{id: P1, per: monthly, zero: {count: {}}}", "per", "只能写 piece、month、quarter、half 或 year"),
        ("{id: P1, per: month, zero: {count: {}, at_least: 0}}", "zero.at_least", "不能小于 1"),
        ("{id: P1, per: month, task: {count: {}, owed: {甲镇: 八}}}", "task.owed.甲镇", "要写一个数"),
        ("{id: P1, per: month, task: {count: {}, owed: {per: 人数}}}", "task.owed.each", "缺少这一项"),
        ("{id: P1, per: month, task: {count: {}, owed: 八}}", "task.owed", "要写一个数"),
        ("{id: P1, per: month, task: {count: {}}}", "task", "写明 owed（应完成多少）或 at_most（至多多少）之一"),
        ("{id: P1, per: month, task: {count: {}, owed: 1, at_most: 1}}", "task", "写明 owed（应完成多少）或 at_most"),
        ("{id: P1, per: month, task: {count: {}, pieces: {}, owed: 1}}", "task", "写明一种统计：count、pieces"),
        ("{id: P1, per: month, task: {all_of: [{count: {}, owed: 1}], any_of: [{count: {}, owed: 1}]}}", "task", "之一"),
        ("{id: P1, per: month, base: 十}", "base", "要写一个数"),
        ("{id: P1, per: piece, floor: 0}", "", "per: piece 只有 cap"),
        ("{id: P1, per: month, convert: {times: 2, best_is: 100}}", "convert", "写明一种折算"),
        ("{id: P1, per: month, convert: {best_is: 100}}", "convert", "best_is 要与 among"),
        ("{id: P1, per: month, convert: {full: 100}}", "convert", "full 要与 full_at 一起写"),
        ("{id: P1, per: month, pot: 0, among: all}", "pot", "要大于 0"),
        ("{id: P1, per: month, figure: {count: {}}, printed: percent}", "printed", "只能写 number、percent_whole、percent_one"),
        ("{id: P1, per: month, marks: 3}", "", "看不出是哪一种：写明 task、base、cap"),
        ("{id: P1, per: month, base: 1, for: {group: []}}", "for.group", "至少写 1 项"),
    ],
)  # fmt: skip
def test_a_wrong_period_line_is_told_by_its_own_id(office: Office, line: str, place: str, said: str) -> None:
    add_period(office, line)
    message = refusal(office)
    assert f"第 22 行：“{'.'.join(filter(None, ('period.P1', place)))}”" in message
    assert said in message


def test_what_is_missing_far_inside_is_told_with_the_line_it_belongs_to(office: Office) -> None:
    add_period(office, "id: P1", "  per: month", "  task:", "    count: {tier: 省}", "    owed: {each: 2}")
    assert "第 26 行：“period.P1.task.owed.per”：缺少这一项" in refusal(office)


def test_a_file_that_is_a_list_is_refused(office: Office) -> None:
    (office.rules_folder / "xxcy" / "2025.yaml").write_text("- 一\n- 二\n", encoding="utf-8")
    assert "2025.yaml 第 1 行：要写成“项目: 内容”" in refusal(office)


@pytest.mark.parametrize("where", ["nowhere", "arrival_period"])
def test_late_without_its_days_is_refused(office: Office, where: str) -> None:
    rewrite(office, "2025", "late: adoption_period", f"late: {where}")
    message = refusal(office)
    assert f"第 18 行：“late”，值为“{{count_in: {where}}}”" in message
    assert "写明 after_days" in message


def test_days_that_nothing_follows_from_are_refused(office: Office) -> None:
    rewrite(office, "2025", "late: adoption_period", "late: {count_in: adoption_period, after_days: 5}")
    assert "否则不写" in refusal(office)


def test_persons_without_their_sharing_are_refused(office: Office) -> None:
    rewrite(office, "2025", "ties: shared", "ties: shared\nwhom: persons")
    assert "whom: persons 时写明 sharing.persons（full、first、equal 或 given）" in refusal(office)


def test_two_conversions_are_refused(office: Office) -> None:
    add_period(
        office, "{id: P1, per: year, convert: {times: 2}}", "{id: P2, per: year, pot: 1000, among: all}"
    )
    assert "第 23 行：P1、P2：一个办法只能有一次折算或分配" in refusal(office)


def test_limits_of_lines_that_cross_are_refused(office: Office) -> None:
    add_period(
        office, "{id: P1, per: year, cap: 10, of: [T1, T2]}", "{id: P2, per: year, cap: 20, of: [T2, T3]}"
    )
    assert "P1 与 P2 的 of 有重叠但不相同：写成同样几行，或分开" in refusal(office)


def test_limits_of_the_same_and_of_other_lines_stand_together(office: Office) -> None:
    add_period(
        office,
        "{id: P1, per: month, cap: 10, of: [T1, T2]}",
        "{id: P2, per: year, cap: 20, of: [T2, T1]}",
        "{id: P3, per: year, cap: 20, of: [T3]}",
        "{id: P4, per: year, cap: 50}",
    )
    assert len(load_rules(office)[1].rule.period) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{id: P1, per: month, streak: {of: P9, state: missed, periods: 2, again: once}, points: -5}",
         "第 22 行：P1 指的“P9”不是 period 中的任务（现有：无）"),
        ("{id: P1, per: month, cap: 10, of: [T9]}", "P1 提到的“T9”不是计分的一行"),
    ],
)  # fmt: skip
def test_a_period_line_that_refers_to_nothing_is_refused(office: Office, line: str, said: str) -> None:
    add_period(office, line)
    assert said in refusal(office)


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        ("gates: [T1]", "rank.gates 指的“T1”不是 period 中的任务（现有：P1、P2）"),
        (
            "awards: [{name: 先进, per: month, places: last, needs: [P9]}]",
            "rank.awards“先进” 指的“P9”不是 period 中的任务",
        ),
        ("tie_breaks: [{points: [T9]}]", "rank.tie_breaks 提到的“T9”不是计分的一行"),
        ("tie_breaks: [{}]", "写明 count（按条件的篇数）或 points（按哪几行的得分）之一"),
    ],
)
def test_a_ranking_that_refers_to_nothing_is_refused(office: Office, rank: str, said: str) -> None:
    add_period(
        office, "{id: P1, per: month, task: {count: {}, owed: 1}}", "{id: P2, per: month, standard: 6}"
    )
    rewrite(office, "2025", "ties: shared", f"ties: shared\nrank: {{{rank}}}")
    assert said in refusal(office)


def test_tasks_and_standards_are_gates_and_needs_alike(office: Office) -> None:
    add_period(
        office, "{id: P1, per: month, task: {count: {}, at_most: 0}}", "{id: P2, per: month, standard: 6}"
    )
    rewrite(
        office,
        "2025",
        "ties: shared",
        "ties: shared\nrank: {gates: [P1, P2], awards: [{name: 先进, per: month, places: [1, 3], needs: [P2]}]}",
    )
    assert load_rules(office)[1].rule.rank.gates == ("P1", "P2")


def test_another_body_that_is_not_there_is_refused(office: Office) -> None:
    rewrite(office, "2025", "{tier: 市}, points: 3", "{tier: 市}, of_body: 省办, times: 2")
    assert "第 11 行：T5 的 of_body“省办”不在 bodies 中（现有：）" in refusal(office)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("of_body: 省办", "T5：of_body 与 times 要一起写"),
        ("of_body: 省办, times: 2, points: 3", "T5：写了 of_body，就不再写 points 或 each"),
        ("adds: true", "T5 没有写分值：写明 points 或 each"),
    ],
)
def test_a_tariff_line_must_give_points_in_one_way(office: Office, line: str, said: str) -> None:
    rewrite(office, "2025", "{tier: 市}, points: 3", f"{{tier: 市}}, {line}")
    message = refusal(office)
    assert "第 11 行：“tariff.T5”，值为“" in message
    assert said in message


@pytest.mark.parametrize(
    ("band", "said"),
    [
        ("{from: 1000, below: 1000}", "值为“{from: 1000, below: 1000}”：1000 不小于 1000，没有数能落在其中"),
        ("{above: 1000, to: 1000}", "没有数能落在其中"),
        ("{from: 2000, to: 1000}", "没有数能落在其中"),
        ("{from: 1000, above: 1000}", "from 与 above、to 与 below 各只写一个"),
        ("{to: 1000, below: 1000}", "from 与 above、to 与 below 各只写一个"),
        ("{}", "写明 from（含）、above（不含）、to（含）或 below（不含）"),
        ("{from: 千}", "“tariff.T4.when.words.from”，值为“千”：要写一个数"),
    ],
)
def test_a_band_that_no_number_can_meet_is_refused(office: Office, band: str, said: str) -> None:
    rewrite(office, "2025", "words: {from: 1000}", f"words: {band}")
    message = refusal(office)
    assert "第 10 行：“tariff.T4.when.words" in message
    assert said in message


def test_a_band_of_one_number_is_a_band(office: Office) -> None:
    rewrite(office, "2025", "words: {from: 1000}", "words: {from: 1000, to: 1000}")
    assert len(load_rules(office)) == 2


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


def test_a_line_may_not_be_called_what_no_line_fits_is_called(office: Office) -> None:
    rewrite(office, "2025", "id: F1", "id: unlisted")
    assert "编号 unlisted 指计分办法未列入的采用" in refusal(office)


def test_a_file_in_the_wrong_place_is_refused(office: Office) -> None:
    folder = office.rules_folder / "xxcy"
    (folder / "2025.yaml").rename(folder / "2026.yaml")
    assert "与文件夹和文件名不一致" in refusal(office)


def test_broken_yaml_is_refused_by_name(office: Office) -> None:
    rewrite(office, "2025", "tariff:", "tariff: [")
    assert "2025.yaml 第 7 行：看不懂这里的写法" in refusal(office)


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
        path.write_text(
            path.read_text(encoding="utf-8").replace("scheme: xxcy", "scheme: other"), encoding="utf-8"
        )
    assert "scheme“xxcy”没有计分办法文件（现有：other）" in refusal(office)
