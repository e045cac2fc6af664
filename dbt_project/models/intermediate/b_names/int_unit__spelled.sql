-- One row per unit: every word for it that may stand in a title, the longest first: its names, its place,
-- and the place of the body it belongs to.
with word as (
    select
        code as unit_code,
        name_key as word
    from {{ ref('stg_office__alias') }}
    where kind = 'unit'

    union all

    select
        unit_code,
        regexp_extract({{ name_key('unit_name') }}, '^.{1,6}?[市县区州盟旗乡镇]') as word
    from {{ ref('stg_office__unit') }}

    union all

    select
        unit.unit_code,
        regexp_extract({{ name_key('parent.unit_name') }}, '^.{1,6}?[市县区州盟旗乡镇]') as word
    from {{ ref('stg_office__unit') }} as unit
    inner join {{ ref('stg_office__unit') }} as parent on unit.parent_code = parent.unit_code
)

select
    unit_code,
    list(distinct word order by length(word) desc, word) as words
from word
where length(word) > 1
group by unit_code
