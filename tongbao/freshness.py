"""Whether the warehouse holds what lies here now: deliveries that landed since, lists and rules that were edited since."""

from __future__ import annotations

from tongbao import seen
from tongbao.place import Place
from tongbao.speaking import say
from warehouse.database import current_fingerprint, read_only
from warehouse.errors import DataError, TongbaoError
from warehouse.home import Home

_BUILT = """
    select delivery_id from marts.fct_delivery
    union all
    select concat_ws(' ', delivery_id, file_name, received_on) from marts.fct_delivery_again
"""
_EDITIONS = "select edition from marts.fct_edition"


def refuse_outdated(place: Place) -> None:
    """Raise `DataError` unless the warehouse holds what lies here now: what is to be signed must not lack anything."""
    if outdated := _outdated(place):
        raise outdated


def tell_outdated(place: Place) -> None:
    """Warn that what is shown is of an older build; nothing is refused."""
    try:
        outdated: TongbaoError | None = _outdated(place)
    except TongbaoError as error:  # what was built of a list can be looked at while it cannot be read
        outdated = error
    if outdated:
        say(f"  提醒：{outdated.zh}", f"  warning: {outdated.en}")


def waiting(home: Home) -> int:
    """Count the arrivals that are not in the warehouse."""
    from ingest.catalogue import notes_of

    with read_only(home.current) as connection:
        built = {row[0] for row in connection.execute(_BUILT).fetchall()}
    landed = sorted(path.name for path in home.raw.iterdir())
    again = [note for delivery_id in landed for note in notes_of(home.raw / delivery_id)]
    arrived = {*landed, *(f"{note['delivery_id']} {note['file_name']} {note['received_on']}" for note in again)}
    return len(arrived - built)


def _outdated(place: Place) -> DataError | None:
    home = place.home
    known = seen.fingerprint_of(place, seen.digest(place))
    if known and known == current_fingerprint(home):
        return None
    if count := waiting(home):
        return DataError(
            f"有 {count} 份来件尚未入库：先运行 tongbao build；建库没有通过的，按它说的改好再运行",
            f"{count} deliveries are not in the warehouse yet: run tongbao build first",
        )
    from tongbao.inputs import fingerprint_now  # reads lists and rules: only where something has changed

    with read_only(home.current) as connection:
        editions = {row[0] for row in connection.execute(_EDITIONS).fetchall()}
    if fingerprint_now(place, editions) != current_fingerprint(home):
        return DataError(
            "上次建库之后，名单、计分办法、答复、表头或程序改过：先运行 tongbao build",
            "lists, rules, answers, headers or the program have changed since the last build: run tongbao build first",
        )
    return None
