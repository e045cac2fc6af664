"""A register replaced under its path: the newest version stands, what is gone or changed is superseded and said.

One home into which three days of files come, one of them twice a day; every unit's path is a case of its own.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from questions.answers import take
from questions.asking import ask
from questions.question import read_questions
from tests.building import OFFICES
from tests.questions.conftest import fill
from tongbao.arrivals import land_files
from tongbao.place import Place
from tongbao.stages import build_warehouse
from warehouse.database import read_only
from warehouse.decisions import REPLACES
from warehouse.home import Home

Row = tuple[str, str, str, str]
HEADER = "序号,单位,标题,采用刊物,采用日期\n"
FIRST, SECOND, THIRD = date(2025, 4, 3), date(2025, 4, 9), date(2025, 4, 14)


def register(rows: Sequence[Row]) -> bytes:
    return (HEADER + "".join(f"{n},{','.join(row)}\n" for n, row in enumerate(rows, start=1))).encode()


def of(unit: str, *titles: str, month: int = 3) -> list[Row]:
    return [(unit, f"{unit}{title}", "某市日报", f"2025-{month:02}-{day:02}") for day, title in enumerate(titles, start=11)]


SIX = of("甲县", "村里办起夜校来", "驻村队员跑市场", "合作社的老账本", "网格午间会客厅", "轮岗的三条办法", "楼门院长评积分")
# One row gone, a title and a day put right; all numbers behind it are others.
FIVE = [SIX[0], ("甲县", "甲县驻村队员跑了大市场", "某市日报", SIX[1][3]), (*SIX[3][:3], "2025-03-24"), *SIX[4:]]
GROWS = of("乙县", "一号经验", "二号做法", "三号探索")
BACK = of("丙县", "老党员带新人", "流动党员返乡", "园区支部招工")
HALF = of("丁区", "高山移民点", "托管班开张", "水渠修到田", "果园有了路")
OTHER_MONTH = of("甲县", "一月里的事", "正月里来", month=1), of("甲县", "山货出了山", "驿站开门", month=2)
TORN = of("乙县", "撕坏的表里的事", "另一件事")
TWICE = of("乙县", "下载了两次", "第二条还在", "第三条没了", month=2)
PACKED = of("丙县", "包里第一条", "包里第二条", "包里第三条")
ZERO = "零报告登记表\n单位,月份,备注\n甲县,2025年3月,无\n乙县,2025年3月,无\n丙县,2025年3月,无\n"
REPORTED = "报送登记表\n单位,标题,报送日期\n" + "".join(
    f"丁区,丁区报送第{word}条,2025-03-{day}\n" for day, word in enumerate("一二三四", start=11)
)


def packed(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("表.csv", content)
    return held.getvalue()


DAYS: Sequence[tuple[date, Mapping[str, bytes]]] = (
    (FIRST, {
        "改.csv": register(SIX), "续.csv": register(GROWS[:2]), "回.csv": register(BACK), "半.csv": register(HALF),
        "载.csv": register(TWICE), "最新登记表.csv": register(OTHER_MONTH[0]),
        "坏.csv": b"\xff\xfe\x00", "包.zip": packed(register(PACKED)),
        "零.csv": ZERO.encode(), "报.csv": REPORTED.encode(), "三版.csv": register(of("戊区", "甲事", "乙事", "丙事", month=1)),
    }),
    (SECOND, {
        "改.csv": register(FIVE), "续.csv": register(GROWS), "回.csv": register(BACK[:2]),
        "半.csv": register([HALF[0], *of("丁区", "别的事一", "别的事二", "别的事三")]),
        "载(1).csv": register(TWICE[:2]), "最新登记表.csv": register(OTHER_MONTH[1]),
        "坏.csv": register(TORN), "包.zip": packed(register(PACKED[:2])),
        "报.csv": REPORTED.replace("丁区,丁区报送第四条,2025-03-14\n", "").encode(),
        "三版.csv": register(of("戊区", "甲事", "乙事", month=1)),
    }),
    # The same day once more, and back to what it was.
    (SECOND, {"回.csv": register(BACK), "三版.csv": register(of("戊区", "甲事", "乙事", "丁事", month=1))}),
    (THIRD, {"改.csv": register(FIVE)}),
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("versions")
    place = Place(Home(root / "home"), Path(shutil.copytree(OFFICES / "golden", root / "office")))
    place.home.prepare()
    inbox = place.home.inbox / "2025-04"
    inbox.mkdir()
    for day, files in DAYS:
        for name, content in files.items():
            (inbox / name).write_bytes(content)
        land_files(place, [place.home.inbox], day)
        again, _ = land_files(place, [place.home.inbox], day)
        assert {one.status for one in again} == {"known"}
    build_warehouse(place)
    return place


def query(place: Place, sql: str, **values: object) -> list[tuple[object, ...]]:
    with read_only(place.home.current) as connection:
        return connection.execute(sql, values).fetchall()


def counted(place: Place, file: str) -> list[tuple[object, ...]]:
    """Title, day and day of receipt of what counts from a path, whichever version says it."""
    return query(
        place,
        """
        select adoption.article_title, adoption.adopted_on::varchar, delivery.received_on
        from marts.fct_adoption as adoption
        inner join marts.fct_record as record using (record_id)
        inner join marts.fct_delivery as delivery on record.delivery_id = delivery.delivery_id
        where record.file_name = $file and adoption.is_lead
        order by adoption.adopted_on, 1
        """,
        file=f"2025-04/{file}",
    )


def note(place: Place, file: str) -> list[str]:
    sql = "select version_note from marts.fct_delivery where file_name = $file and version_note is not null"
    return sorted(str(row[0]) for row in query(place, sql, file=f"2025-04/{file}"))


def test_a_row_that_is_gone_or_changed_is_superseded_and_the_others_keep_their_day_of_receipt(place: Place) -> None:
    assert counted(place, "改.csv") == [
        (SIX[0][1], "2025-03-11", FIRST), ("甲县驻村队员跑了大市场", "2025-03-12", SECOND), (SIX[4][1], "2025-03-15", FIRST),
        (SIX[5][1], "2025-03-16", FIRST), (SIX[3][1], "2025-03-24", SECOND),
    ]  # fmt: skip
    assert note(place, "改.csv") == ["替代 2025-04-03 收到的同名文件：少 1 行，改 2 行"]
    superseded = query(
        place,
        """
        select article_title, reason_code, of_record_id is not null, reason from marts.fct_record
        where outcome = 'superseded' and file_name = '2025-04/改.csv' order by row_number
        """,
    )
    assert [row[:3] for row in superseded] == [
        (SIX[1][1], "version_changed", True), (SIX[2][1], "version_gone", False), (SIX[3][1], "version_changed", True),
    ]  # fmt: skip
    assert superseded[1][3] == "同一文件后来的版本《2025-04/改.csv（2025-04-09 收到）》中已没有这一行，不计"


def test_a_register_that_only_grows_loses_nothing(place: Place) -> None:
    assert [row[0] for row in counted(place, "续.csv")] == [row[1] for row in GROWS]
    assert note(place, "续.csv") == ["替代 2025-04-03 收到的同名文件：增 1 行"]


def test_the_bytes_of_an_earlier_version_come_back_and_stand_again(place: Place) -> None:
    assert [row[0] for row in counted(place, "回.csv")] == [row[1] for row in BACK]
    assert note(place, "回.csv") == [
        "替代 2025-04-03 收到的同名文件：少 1 行",
        "替代 2025-04-09 收到的同名文件：增 1 行",
    ]
    assert query(place, "select count(*) from marts.fct_delivery_again where file_name like '%回.csv'") == [(0,)]


def test_of_three_versions_only_the_last_decides(place: Place) -> None:
    assert [row[0] for row in counted(place, "三版.csv")] == ["戊区甲事", "戊区乙事", "戊区丁事"]


def test_a_name_that_comes_back_with_other_rows_is_another_register(place: Place) -> None:
    assert len(counted(place, "最新登记表.csv")) == 4
    assert note(place, "最新登记表.csv") == ["与 2025-04-03 收到的同名文件不是一份东西，两份都算"]


def test_what_could_not_be_read_is_no_question_once_it_has_come_again(place: Place) -> None:
    assert len(counted(place, "坏.csv")) == 2
    assert query(place, "select outcome from marts.fct_record where file_name like '%坏.csv' and row_number = 0") == [
        ("superseded",)
    ]
    with read_only(place.home.current) as connection:
        assert {one.kind for one in read_questions(connection)} == {"version"}


def test_what_is_kept_under_a_number_beside_the_first_is_a_newer_version(place: Place) -> None:
    """So does a browser, and a fetch from a shared folder in which a file was replaced."""
    assert [row[0] for row in counted(place, "载.csv")] == [row[1] for row in TWICE[:2]]
    assert note(place, "载(1).csv") == ["替代 2025-04-03 收到的同名文件：少 1 行"]


def test_a_member_of_a_newer_zip_is_a_newer_version(place: Place) -> None:
    assert [row[0] for row in counted(place, "包.zip/表.csv")] == [row[1] for row in PACKED[:2]]


def test_registers_beside_adoptions_have_versions_too(place: Place) -> None:
    assert query(place, "select count(*) from marts.fct_submission") == [(3,)]
    assert query(place, "select count(*) from marts.fct_zero_report") == [(3,)]
    assert query(
        place,
        "select outcome, count(*) from marts.fct_record where register = 'submission' group by outcome order by outcome",
    ) == [("accepted", 3), ("duplicate", 3), ("superseded", 1)]


def test_every_record_comes_to_one_end(place: Place) -> None:
    assert query(
        place,
        """
        select sum(record_count), sum(accepted_count + rejected_count + duplicate_count + superseded_count)
        from marts.fct_delivery
        """,
    ) == query(place, "select count(*), count(*) from marts.fct_record")


@pytest.mark.usefixtures("built_without_claims")
def test_what_is_alike_in_part_is_asked_once_stands_until_then_and_the_answer_is_taken(place: Place) -> None:
    assert len(counted(place, "半.csv")) == 7
    office = place.office()
    path = place.office_folder.parent / "问题.xlsx"
    assert ask(place.home, office, path).counts == {"version": 1}
    answered = fill(path, {"这个文件换过": REPLACES})
    assert len(take(place.home, office, answered, "张三", THIRD).decisions) == 1
    build_warehouse(place)
    assert sorted(str(row[0]) for row in counted(place, "半.csv")) == sorted(
        [HALF[0][1], "丁区别的事一", "丁区别的事二", "丁区别的事三"]
    )
    assert ask(place.home, place.office(), path).counts == {}


def test_landed_on_days_the_turns_are_kept_by_an_edition(place: Place, tmp_path: Path) -> None:
    from ingest.catalogue import write_catalogue
    from ingest.kept import describe, lay_out
    from ingest.landing import refresh
    from ingest.layouts import Layouts

    again = Home(tmp_path / "home")
    again.prepare()
    lay_out(describe(place.home), place.home, again)
    refresh(again, Layouts.load(place.office_folder))
    write_catalogue(again)
    write_catalogue(place.home)
    for name in ("landed_delivery.parquet", "landed_again.parquet"):
        assert (again.build / name).read_bytes() == (place.home.build / name).read_bytes()
