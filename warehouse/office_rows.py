"""An office's facts as dated rows: the parquet files that dbt reads as its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.decisions import corrections_of
from warehouse.names import name_key
from warehouse.office import (
    BULLETIN_LINE,
    MEDIA_LINE,
    OPEN_END,
    OPEN_START,
    Alias,
    Office,
    Outlet,
    Settings,
    Unit,
    measure_of,
)

_TEXT, _INT, _DAY, _FLAG = pa.string(), pa.int32(), pa.date32(), pa.bool_()
_SPAN = {"effective_from": _DAY, "effective_to": _DAY}

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "office_setting": {"counted_from": _DAY, "scheme_code": _TEXT, "counted_claims": pa.list_(_TEXT)},
    "office_tier": {"tier_code": _TEXT, "tier_order": _INT},
    "office_side": {"line_code": _TEXT},
    "office_group": {"group_code": _TEXT, "group_order": _INT, "is_ranked": _FLAG},
    "office_unit": {"unit_code": _TEXT, "unit_name": _TEXT, "group_code": _TEXT, "parent_code": _TEXT,
                    "unit_order": _INT, **_SPAN, "successor_code": _TEXT},
    "office_unit_alias": {"alias": _TEXT, "unit_code": _TEXT, **_SPAN},
    "office_outlet": {"outlet_code": _TEXT, "outlet_name": _TEXT, "tier_code": _TEXT, "medium_code": _TEXT,
                      "line_code": _TEXT, "outlet_order": _INT, **_SPAN},
    "office_outlet_alias": {"alias": _TEXT, "outlet_code": _TEXT, **_SPAN},
    "office_quota": {"quota_code": _TEXT, "unit_code": _TEXT, "person": _TEXT, "year": _INT, "grain": _TEXT, "what": _TEXT,
                     "counted": _TEXT, "outlet_code": _TEXT, "tier_order_min": _INT, "tier_order_max": _INT, "line_code": _TEXT,
                     "owed": _INT},
    "office_attribute": {"unit_code": _TEXT, "attribute": _TEXT, "value": pa.decimal128(18, 4), **_SPAN},
    "office_decision": {"kind": _TEXT, "subject": _TEXT, "about": _TEXT, "answer": _TEXT, "decided_by": _TEXT,
                        "decided_on": _DAY},
    "office_form": {"kind": _TEXT, "form_code": _TEXT, "sender": _TEXT, "subject": _TEXT, "answer": _TEXT, "decided_by": _TEXT,
                    "decided_on": _DAY},
    "office_correction": {"record_id": _TEXT, "column_name": _TEXT, "value": _TEXT},
    "office_topic": {"topic_code": _TEXT, "keyword": _TEXT, "topic_order": _INT},
    "office_peer": {"period_code": _TEXT, "city_name": _TEXT, "county_name": _TEXT, "count": _INT, "is_own": _FLAG},
}  # fmt: skip

Rows = Iterator[tuple[object, ...]]


def write_office_rows(office: Office, folder: Path) -> None:
    """Write one parquet file per table of `SCHEMAS`."""
    tables = {
        "office_setting": iter([_setting(office.settings)]),
        "office_tier": iter([(tier, order) for order, tier in enumerate(office.settings.tiers, start=1)]),
        "office_side": iter([(BULLETIN_LINE,), (MEDIA_LINE,)]),
        "office_group": _groups(office),
        "office_unit": _units(office),
        "office_unit_alias": _unit_aliases(office),
        "office_outlet": _outlets(office),
        "office_outlet_alias": _outlet_aliases(office),
        "office_quota": _quotas(office),
        "office_attribute": _attributes(office),
        "office_decision": _decisions(office),
        "office_form": _forms(office),
        "office_correction": _corrections(office),
        "office_topic": _topics(office),
        "office_peer": _peers(office),
    }
    for name, schema in SCHEMAS.items():
        write_rows(folder / f"{name}.parquet", schema, list(tables[name]))


def write_no_office(folder: Path, scheme: str, counted_from: date) -> None:
    """Write the tables of an office that has nothing but a scheme: for rules that are tried on their own."""
    for name, schema in SCHEMAS.items():
        rows: list[tuple[object, ...]] = [(counted_from, scheme, [])] if name == "office_setting" else []
        write_rows(folder / f"{name}.parquet", schema, rows)


def write_rows(path: Path, columns: dict[str, pa.DataType], rows: Sequence[tuple[object, ...]]) -> None:
    """Write rows with a stated schema; no rows still give a file with its columns."""
    schema = pa.schema(list(columns.items()))
    arrays = [
        pa.array([row[position] for row in rows], type=field.type) for position, field in enumerate(schema)
    ]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def _setting(settings: Settings) -> tuple[object, ...]:
    return settings.counted_from, settings.scheme, list(settings.counted_claims)


def _groups(office: Office) -> Rows:
    ranked = office.settings.groups
    for order, group in enumerate((*ranked, *office.settings.unranked_groups), start=1):
        yield group, order, group in ranked


def code_of(name: str | None, on: date, office: Office) -> str | None:
    """Return the id of the unit that bears this name on this day, else of the newest that bore it."""
    if not name:  # most units have no parent, and hardly any a successor
        return None
    bearers = [unit for unit in office.units if unit.name == name]
    in_force = [unit for unit in bearers if unit.valid_from <= on <= unit.valid_to]
    newest: list[Unit] = sorted(in_force or bearers, key=lambda unit: unit.valid_from)
    return newest[-1].unit_id if newest else None


def _units(office: Office) -> Rows:
    for order, unit in enumerate(office.units, start=1):
        after = min(unit.valid_to.toordinal() + 1, OPEN_END.toordinal())
        yield (
            unit.unit_id, unit.name, unit.group, code_of(unit.parent, unit.valid_to, office), order,
            unit.valid_from, unit.valid_to, code_of(unit.successor, date.fromordinal(after), office),
        )  # fmt: skip


def _unit_aliases(office: Office) -> Rows:
    units = ((unit.unit_id, unit) for unit in office.units)
    return _aliases(office.aliases, "unit", units, lambda one: code_of(one.name, one.valid_to, office))


def _outlets(office: Office) -> Rows:
    for order, outlet in enumerate(office.outlets, start=1):
        yield (
            outlet.outlet_id, outlet.name, outlet.tier, outlet.medium, office.line_of(outlet.medium), order,
            outlet.valid_from, outlet.valid_to,
        )  # fmt: skip


def _outlet_aliases(office: Office) -> Rows:
    codes = {outlet.name: outlet.outlet_id for outlet in office.outlets}
    outlets = ((outlet.outlet_id, outlet) for outlet in office.outlets)
    return _aliases(office.aliases, "outlet", outlets, lambda one: codes[one.name])


def _aliases(
    decisions: Sequence[Alias],
    kind: str,
    listed: Iterable[tuple[str, Unit | Outlet]],
    code_decided: Callable[[Alias], str | None],
) -> Rows:
    """Every name of what a list holds, and what somebody has decided about names.

    Decided for all days, a name is settled: what the lists say of it, perhaps two things, is passed over.
    """
    decided = [one for one in decisions if one.kind == kind]
    settled = {name_key(one.alias) for one in decided if (one.valid_from, one.valid_to) == (OPEN_START, OPEN_END)}
    for code, one in listed:
        for alias in (one.name, *one.aliases):
            if name_key(alias) not in settled:
                yield alias, code, one.valid_from, one.valid_to
    for decision in decided:
        yield decision.alias, code_decided(decision), decision.valid_from, decision.valid_to


def _quotas(office: Office) -> Rows:
    for number, quota in enumerate(office.quotas, start=1):
        measure = measure_of(quota.what, office)
        yield (
            f"Q{number:04d}", code_of(quota.unit, date(quota.year, 12, 31), office), quota.person, quota.year,
            quota.period, quota.what, measure.counted, measure.outlet_id, measure.tier_order_min,
            measure.tier_order_max, measure.line, quota.quota,
        )  # fmt: skip


def _attributes(office: Office) -> Rows:
    for attribute in office.attributes:
        code = code_of(attribute.unit, attribute.valid_to, office)
        yield code, attribute.attribute, attribute.value, attribute.valid_from, attribute.valid_to


def _topics(office: Office) -> Rows:
    for order, topic in enumerate(office.topics, start=1):
        for keyword in topic.keywords:
            yield topic.topic, keyword, order


def _peers(office: Office) -> Rows:
    for peer in office.peers:
        yield peer.period, peer.city, peer.county or None, peer.count, peer.city == office.settings.city


def _decisions(office: Office) -> Rows:
    for one in office.decisions:
        yield one.kind, one.subject, one.about, one.answer, one.decided_by, one.decided_on


def _forms(office: Office) -> Rows:
    for one in office.forms:
        yield one.kind, one.form, one.sender, one.subject, one.answer, one.decided_by, one.decided_on


def _corrections(office: Office) -> Rows:
    for one in office.decisions:
        if one.kind == "record":
            for column, value in corrections_of(one.answer).items():
                yield one.subject, column, value
