-- One row per counted record and author whose own unit is another of the office's than those the record is
-- counted for. He is counted under the first of these: the register says who reports.
with counted as (
    select
        author_record_id as record_id,
        author_record_id,
        unit_codes
    from {{ ref('int_adoption__described') }}
    where author_record_id is not null

    union distinct

    select
        record_id,
        author_record_id,
        unit_codes
    from {{ ref('int_register__thing') }}
    where author_record_id is not null
),

named as (
    select
        counted.record_id,
        counted.unit_codes,
        unnest(authored.person_names) as person,
        unnest(authored.person_units) as own_unit_code
    from counted
    inner join {{ ref('int_record__authored') }} as authored on counted.author_record_id = authored.record_id
)

select
    record_id,
    person,
    own_unit_code,
    min(unit_codes[1]) as unit_code
from named
where own_unit_code != '' and not list_contains(unit_codes, own_unit_code)
group by record_id, person, own_unit_code
