"""What a rule file may say: one version of one scheme, in eight ordered steps.

recognise, tariff, factors, additions, reuse, sharing, period, rank. Every choice that offices decide differently
(reuse, sharing, ties, late records, blanks, calendar, rounding) must be written out: a file that leaves one out is
refused and told the choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rulebook.conditions import When
from rulebook.lines import Addition, BodyLine, Factor, Line, Recognition, TariffLine
from rulebook.period_lines import AnyPeriodLine, Base, Convert, Limit, Pot, Standard, Streak, Task
from rulebook.policies import CalendarPolicy, LatePolicy, Ranking, ReusePolicy, Rounding, SharingPolicy
from rulebook.strict import Points, Strict, Text
from rulebook.worked import Example


class RuleDecision(Strict):
    """Who decided this version, when, in which document."""

    by: Text
    on: date
    document: Text


class Span(Strict):
    """The days a version is in force, both inclusive."""

    start: Annotated[date, Field(alias="from")]
    end: Annotated[date, Field(alias="to")] = date(9999, 12, 31)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"from {self.start} 晚于 to {self.end}")
        return self


class RuleVersion(Strict):
    """One rule file."""

    scheme: Text
    name: Text
    version: Text
    decided: RuleDecision
    effective: Span
    counted_in: Literal["分", "元", "篇"] = "分"
    whom: Literal["units", "persons"] = "units"
    calendar: CalendarPolicy
    recognise: Recognition = Recognition()
    bodies: dict[str, tuple[BodyLine, ...]] = Field(default={})
    tariff: tuple[TariffLine, ...] = ()
    unlisted: Literal["zero"] | Points
    factors: tuple[Factor, ...] = ()
    additions: tuple[Addition, ...] = ()
    reuse: ReusePolicy
    sharing: SharingPolicy
    late: LatePolicy
    blanks: Literal["zero", "unknown"]
    period: tuple[AnyPeriodLine, ...] = ()
    ties: Literal["shared", "dense", "none"]
    rank: Ranking = Ranking()
    rounding: Rounding
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @property
    def record_lines(self) -> Iterator[tuple[str, Line]]:
        """Every line that looks at one record, with its step, in the order of the file."""
        yield from (("only", line) for line in self.recognise.only)
        yield from (("exclude", line) for line in self.recognise.exclude)
        yield from (("tariff", line) for line in self.own_tariff)
        yield from (("factor", line) for line in self.factors)
        yield from (("addition", line) for line in self.additions)

    def posted_ids(self, ids: Iterable[str]) -> list[str]:
        """The ids under which lines post their points: those taken from another body post one for each of its lines."""
        taken = {line.id: line for line in self.tariff if line.of_body is not None}
        posted = [line.id for line in self.own_tariff]
        return [
            one for name in ids for one in (posted if name in taken else [name])
            if name not in taken or one.rpartition("-")[0] == name
        ]  # fmt: skip

    @property
    def own_tariff(self) -> Iterator[TariffLine]:
        """The tariff with what it takes from other bodies written out, line by line."""
        for line in self.tariff:
            if line.of_body is None or line.times is None:
                yield line
                continue
            for number, theirs in enumerate(self.bodies[line.of_body], start=1):
                if (both := line.when.both(theirs.when)) is not None:
                    yield TariffLine(
                        id=f"{line.id}-{number}", when=both, points=theirs.points * line.times, adds=line.adds
                    )

    @model_validator(mode="after")
    def _refers_to_what_is_there(self) -> Self:
        for line in self.tariff:
            if line.of_body is not None and line.of_body not in self.bodies:
                raise ValueError(f"{line.id} 的 of_body“{line.of_body}”不在 bodies 中（现有：{'、'.join(self.bodies)}）")
        tasks = [line.id for line in self.period if isinstance(line, Task)]
        marks = [*tasks, *(line.id for line in self.period if isinstance(line, Standard))]
        wanted = [("rank.gates", gate, marks) for gate in self.rank.gates]
        wanted += [(f"rank.awards“{award.name}”", need, marks) for award in self.rank.awards for need in award.needs]
        wanted += [(line.id, line.streak.of, tasks) for line in self.period if isinstance(line, Streak)]
        for where, task, there in wanted:
            if task not in there:
                raise ValueError(f"{where} 指的“{task}”不是 period 中的任务（现有：{'、'.join(there) or '无'}）")
        known = {line.id for line in (*self.tariff, *self.additions)}
        known |= {line.id for line in self.period if isinstance(line, Task | Base | Streak)}
        named = [(line.id, line.of or ()) for line in self.period if isinstance(line, Limit)]
        named += [("rank.tie_breaks", each.points or ()) for each in self.rank.tie_breaks]
        for where, ids in named:
            if missing := [one for one in ids if one not in known]:
                raise ValueError(
                    f"{where} 提到的“{'、'.join(missing)}”不是计分的一行：写 tariff、additions 的编号，或任务、基本分、连续的编号"
                )
        return self

    @model_validator(mode="after")
    def _numbers_once(self) -> Self:
        seen: set[str] = set()
        for one in self._ids():
            if one in seen:
                raise ValueError(f"编号 {one} 用了两次")
            if one == "unlisted":  # what the account calls adoptions that no line fits
                raise ValueError("编号 unlisted 指计分办法未列入的采用，不能用作一行的编号：换一个编号")
            seen.add(one)
        return self

    @model_validator(mode="after")
    def _persons_have_a_policy(self) -> Self:
        if (self.whom == "persons") != (self.sharing.persons is not None):
            raise ValueError("whom: persons 时写明 sharing.persons（full、first、equal 或 given），否则不写")
        return self

    @model_validator(mode="after")
    def _one_line_wins(self) -> Self:
        for earlier, later in combinations([line for line in self.own_tariff if not line.adds], 2):
            if earlier.when.specificity == later.when.specificity and earlier.when.meets(later.when):
                raise ValueError(
                    f"{earlier.id} 与 {later.id} 同样具体，同一篇稿件可能两行都符合：请给其中一行加条件，或写明刊物"
                )
        return self

    @model_validator(mode="after")
    def _limits_do_not_cross(self) -> Self:
        limits = [line for line in self.period if isinstance(line, Limit) and line.of]
        for earlier, later in combinations(limits, 2):
            mine, theirs = set(earlier.of or ()), set(later.of or ())
            if mine != theirs and mine & theirs:
                raise ValueError(f"{earlier.id} 与 {later.id} 的 of 有重叠但不相同：写成同样几行，或分开")
        return self

    @model_validator(mode="after")
    def _one_conversion(self) -> Self:
        conversions = [line.id for line in self.period if isinstance(line, Convert | Pot)]
        if len(conversions) > 1:
            raise ValueError(f"{'、'.join(conversions)}：一个办法只能有一次折算或分配")
        return self

    def _ids(self) -> Iterator[str]:
        yield from (line.id for line in (*self.recognise.only, *self.recognise.exclude))
        yield from (line.id for line in (*self.tariff, *self.factors, *self.additions, *self.period))


__all__ = ["RuleVersion", "When"]
