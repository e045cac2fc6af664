-- One row per outlet: a bulletin, newspaper, journal, station, site or account that may adopt a piece.
select * -- noqa: AM04
from {{ ref('stg_office__outlet') }}
