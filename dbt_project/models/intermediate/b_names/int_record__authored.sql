-- One row per record that names its authors: their names, the codes of their own units (null where no unit
-- is named, '' where that is none of the office's), their shares. Who has none while others have one has what
-- is left of a hundred.
with record as (
    {% for records, days, day in [
        ('stg_landed__record', 'int_record__dated', 'adopted_on'),
        ('stg_register__record', 'int_register__dated', 'happened_on')
    ] %}
    select
        record.record_id,
        record.author,
        record.author_unit,
        record.author_shares,
        coalesce(dated.{{ day }}, dated.received_on) as on_day
    from {{ ref(records) }} as record
    inner join {{ ref(days) }} as dated using (record_id)
    where record.author is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

person as (
    select
        record.record_id,
        record.on_day,
        read.position,
        read.person_name,
        read.unit_text,
        read.share
    from record
    inner join {{ ref('int_author__read') }} as read
        on
            record.author = read.author
            and record.author_unit is not distinct from read.author_unit
            and record.author_shares is not distinct from read.author_shares
),

unit as (
    select
        person.record_id,
        person.position,
        min(standing.code) as unit_code
    from person
    inner join {{ ref('int_name__read') }} as name
        on name.kind = 'unit' and person.unit_text = name.cell_text
    inner join {{ ref('int_name__standing') }} as standing
        on
            standing.kind = 'unit'
            and name.name_key = standing.name_key
            and {{ in_force('person.on_day', 'standing') }}
    group by person.record_id, person.position
    having count(distinct standing.code) = 1
),

of_all as (
    select
        record_id,
        coalesce(sum(share), 0) as share,
        nullif(count(*) - count(share), 0) as blank_count
    from person
    group by record_id
)

select
    person.record_id,
    list(person.person_name order by person.position) as person_names,
    list(
        coalesce(unit.unit_code, if(person.unit_text is null, null, '')) order by person.position
    ) as person_units,
    case
        when count(person.share) > 0
        then
            list(
                coalesce(
                    person.share,
                    {{ divided('greatest(100 - of_all.share, 0)', 'of_all.blank_count') }}
                )::decimal(18, 4)
                order by person.position
            )
    end as person_shares
from person
inner join of_all using (record_id)
left join unit using (record_id, position)
group by person.record_id
