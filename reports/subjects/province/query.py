"""The province's view: the office's city and its counties among the others, by the province's own figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.change import rounded
from reports.rows import rows
from reports.subjects.province.value import Peer, Peers, Spreading

if TYPE_CHECKING:
    from reports.subject import ReportSource

_PLACES = """
    select
        case county_name when '' then city_name else county_name end,
        city_name,
        adoption_count,
        rank() over same::integer as place,
        count(*) over (partition by county_name = '', adoption_count) > 1,
        is_own,
        county_name = ''
    from marts.fct_peer_count
    where period_code = $period
    window same as (partition by county_name = '' order by adoption_count desc)
    order by county_name = '' desc, place, city_name, county_name
"""
_AVERAGE_DECIMALS = 1


def read(reading: ReportSource) -> Peers | None:
    """Return places and averages; None where the office has no figures of the period."""
    found = [(Peer(*row), is_city) for *row, is_city in rows(reading.con, _PLACES, {"period": reading.period.code})]
    if not found:
        return None
    cities = tuple(peer for peer, is_city in found if is_city)
    counties = tuple(peer for peer, is_city in found if not is_city)
    spreading = (
        _spreading(city, [county for county in counties if county.city_name == city.name]) for city in cities
    )
    return Peers(cities, counties, tuple(each for each in spreading if each is not None))


def _spreading(city: Peer, counties: list[Peer]) -> Spreading | None:
    if not counties:
        return None
    average = rounded(Decimal(sum(county.count for county in counties)) / len(counties), _AVERAGE_DECIMALS)
    with_one = sum(county.count > 0 for county in counties)
    return Spreading(city.name, len(counties), with_one, average, city.is_own)
