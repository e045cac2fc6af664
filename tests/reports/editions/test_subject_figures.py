"""What a revision says of the subjects beside the scores: from what to what, and of whom nothing."""

from dataclasses import fields, make_dataclass, replace
from decimal import Decimal

import pytest

from reports.editions.changes import Changes
from reports.editions.changes_text import sentences
from reports.editions.subject_figures import FigureChange, SubjectFigures, compare, freeze
from reports.value import SUBJECTS
from tests.reports.conftest import changed

COUNTY, OTHER, THIRD = "望川县委组织部", "岚溪县委组织部", "桐屏县委组织部"
# None of these has figures but those that come with their reasons, and lists that are why there is a revision.
ELSEWHERE = {"totals", "ranking", "claims", "afterwards"}


def first(value, name, **figures):
    """The value with other figures in the first of its parts."""
    one, *rest = getattr(value, name)
    return {name: (replace(one, **figures), *rest)}


CHANGES = {
    "tasks": (
        lambda quotas: first(quotas, "due", done=0),
        [f"{COUNTY}：第一季度省级以上媒体任务完成数由1改为0"],
    ),
    "submissions": (
        lambda sent: {"adopted": 7, **first(sent, "units", adopted=3), "zero_reports": ()},
        ["全部单位：报送后采用篇数由6改为7", f"{COUNTY}：报送后采用篇数由4改为3", f"{THIRD}：零报告由有改为无"],
    ),
    "persons": (
        lambda found: {"marks": (), **first(found, "quotas", done=None)},
        [f"{COUNTY}：007第一季度省级以上媒体任务完成数由1改为—", f"{OTHER}：012第一季度注明由一季一篇未完成改为无"],
    ),
    "elections": (
        lambda found: first(found, "candidates", votes=Decimal(32)),
        [f"{COUNTY}：《望川党建新路》评选得票由31改为32"],
    ),
    "accounts": (
        lambda figures: {"pushes": 2, **first(figures, "items", followers=1001)},
        ["全部单位：公众号推送条数由0改为2", f"{COUNTY}：公众号望川先锋关注人数由1000改为1001"],
    ),
    "province": (
        lambda peers: first(peers, "cities", count=99),
        ["全部单位：全省通报中云台市采用篇次由41改为99"],
    ),
    "commissions": (
        lambda _asked: {"asked": 5},
        ["全部单位：约稿篇数由4改为5"],
    ),
    "comments": (
        lambda found: {"remarks": found.remarks[:1]},
        [f"{COUNTY}：《望川党建新路》领导批示由某领导 市 2025-03-01、另一领导 省 2025-03-02改为某领导 市 2025-03-01"],
    ),
    "pieces": (
        lambda pieces: first(pieces, "topics", piece_count=2),
        ["全部单位：选题“人才工作”本期篇数由1改为2"],
    ),
    "notes": (
        lambda notes: {"delivery_count": 9, "outcomes": replace(notes.outcomes, rejected=8)},
        ["全部单位：来件份数由2改为9", "全部单位：登记记录不计由4改为8"],
    ),
}  # fmt: skip


def told(was, now):
    return list(sentences(Changes((), (), (), (), figures=compare(was, now))))


def test_every_subject_has_figures_or_says_where_they_are(whole):
    frozen = freeze(whole).by_subject
    assert list(frozen) == [subject.name for subject in SUBJECTS]
    assert {name for name, figures in frozen.items() if not figures} == ELSEWHERE
    assert CHANGES.keys() == frozen.keys() - ELSEWHERE


@pytest.mark.parametrize("subject", CHANGES)
def test_a_revision_says_from_what_to_what(whole, subject):
    change, expected = CHANGES[subject]
    now = changed(whole, subject, **change(getattr(whole, subject)))
    said = told(freeze(whole), freeze(now))
    assert said == expected
    assert told(freeze(whole), freeze(whole)) == []


def test_frozen_figures_are_read_as_they_were(whole):
    frozen = freeze(whole)
    assert compare(SubjectFigures.load(frozen.content), frozen) == ()


def test_of_a_subject_that_the_earlier_edition_did_not_freeze_nothing_is_said(whole, quarter):
    frozen = freeze(whole)
    earlier = SubjectFigures({name: figures for name, figures in frozen.by_subject.items() if name != "tasks"})
    assert compare(earlier, frozen) == ()
    # one that the office did not keep then is another thing
    assert {each.was for each in compare(freeze(quarter), frozen) if each.what.startswith("约稿")} == {""}


def test_where_not_all_units_are_shown_only_the_offices_own_figures_are(whole):
    found = (FigureChange(COUNTY, "任务完成数", "2", "0"), FigureChange("", "报送篇数", "1", "2"))
    changes = Changes((), (), (), (), figures=found).of(frozenset({COUNTY}))
    assert changes.figures == found[1:]


def test_a_long_list_is_cut_in_the_notes_and_says_where_the_rest_is():
    found = tuple(FigureChange("", f"第{number}项", "1", "2") for number in range(25))
    said = list(sentences(Changes((), (), (), (), figures=found)))
    assert (len(said), said[-1]) == (21, "其他数字共25项有变化，其余见修订说明")


# Things alike of which each figure is told or set aside.
ALIKE = (
    ("tasks", "due"), ("submissions", "units"), ("persons", "schemes"), ("persons", "quotas"), ("persons", "marks"),
    ("elections", "candidates"), ("accounts", "items"), ("province", "cities"), ("commissions", "items"),
    ("comments", "remarks"), ("pieces", "topics"),
)  # fmt: skip


@pytest.mark.parametrize(("subject", "name"), ALIKE)
def test_a_new_figure_of_one_of_many_is_not_left_unfrozen_before_somebody_decided(whole, subject, name):
    def with_another(each):
        more = make_dataclass("More", [("sum", int, 0)], bases=(type(each),), frozen=True)
        return more(**{field.name: getattr(each, field.name) for field in fields(each)})

    found = getattr(getattr(whole, subject), name)
    assert found
    with pytest.raises(TypeError, match="More: nobody decided whether sum is frozen"):
        freeze(changed(whole, subject, **{name: tuple(map(with_another, found))}))
