-- One row per scheme, thing and account that it may earn for: a unit, or a person of it where the rule counts
-- persons. The account's share of the whole is weight / weight_of.
with dated as (
    select
        entry.case_code,
        day.scheme_code,
        day.rule_version,
        day.month_code,
        day.is_too_late,
        entry.entry_id,
        entry.piece_id,
        entry.what,
        entry.profile_id,
        entry.entered_on,
        entry.words_number,
        entry.pictures_number,
        entry.reads_number,
        entry.value_number,
        entry.given_number,
        entry.unit_codes,
        entry.unit_shares,
        entry.person_names,
        entry.person_units,
        entry.person_shares,
        version.whom,
        version.unit_sharing,
        version.person_sharing,
        len(entry.unit_codes) as unit_count
    from {{ ref('int_score__entry') }} as entry
    inner join {{ ref('int_score__day') }} as day using (case_code, entered_on, received_on)
    left join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
),

by_unit as (
    select
        *,
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

account as (
    select
        * exclude (unit_codes, unit_shares, person_names, person_units, person_shares, person_sharing, whom),
        '' as person,
        {{ unit_weight('weight') }} as weight,
        {{ unit_weight('weight_of') }} as weight_of
    from by_unit

    union all

    select
        * exclude (
            unit_codes, unit_shares, person_names, person_units, person_shares, person_sharing, whom, person,
            person_share, person_position, colleagues
        ),
        person,
        {{ unit_weight('weight') }}
        * case person_sharing
            when 'first' then (list_position(person_units, unit_code) = person_position)::integer
            when 'given' then person_share
            else 1
        end as weight,
        {{ unit_weight('weight_of') }}
        * case person_sharing
            when 'equal' then len(colleagues)
            when 'given' then list_sum(list_transform(colleagues, lambda each: each[2])) -- noqa: PRS
            else 1
        end as weight_of
    from placed
)

select *
from account
where weight > 0
