-- One row per scheme, thing and account where there is something to share out: several units, persons; and
-- what came too late.
with dated as (
    select
        entry.* exclude (unit_code, unit_codes),
        coalesce(entry.unit_codes, [entry.unit_code]) as unit_codes,
        day.scheme_code,
        day.rule_version,
        {{ reading_id('day.version_id', 'entry.profile_id') }} as reading_id,
        day.month_code,
        day.is_too_late,
        day.whom,
        day.unit_sharing,
        day.person_sharing
    from {{ ref('int_score__entry') }} as entry
    inner join {{ ref('int_score__day') }} as day using (case_code, entered_on, received_on)
    where entry.unit_count > 1 or day.whom = 'persons' or day.is_too_late
),

by_unit as (
    select
        *,
        '' as person,
        unnest(unit_codes) as unit_code,
        generate_subscripts(unit_codes, 1) as position
    from dated
    where whom is distinct from 'persons'
),

by_person as (
    select
        *,
        unnest(person_names) as person,
        unnest(person_units) as unit_code,
        unnest(person_shares) as person_share,
        generate_subscripts(person_names, 1) as person_position
    from dated
    where whom = 'persons'
),

placed as (
    select
        *,
        list_position(unit_codes, unit_code) as position,
        list_filter(
            list_zip(person_units, person_shares), lambda each: each[1] = unit_code -- noqa: PRS
        ) as colleagues
    from by_person
),

shared as (
    select
        *,
        {{ unit_weight() }} as weight,
        {{ unit_weight_of() }} as weight_of
    from by_unit

    union all by name

    select
        *,
        (
            {{ unit_weight() }}
            * case person_sharing
                when 'first' then (list_position(person_units, unit_code) = person_position)::integer
                when 'given' then person_share
                else 1
            end
        )::decimal(18, 4) as weight,
        (
            {{ unit_weight_of() }}
            * case person_sharing
                when 'equal' then len(colleagues)
                when 'given' then list_sum(list_transform(colleagues, lambda each: each[2])) -- noqa: PRS
                else 1
            end
        )::decimal(18, 4) as weight_of
    from placed
)

select
    case_code,
    scheme_code,
    rule_version,
    reading_id,
    month_code,
    is_too_late,
    entry_id,
    piece_id,
    is_repeated,
    what,
    entered_on,
    words_number,
    seconds_number,
    pictures_number,
    reads_number,
    value_number,
    given_number,
    profile_id,
    unit_code,
    person,
    unit_sharing,
    hash(unit_codes) as team_id,
    weight,
    weight_of
from shared
where weight > 0
