-- One row per scheme, thing and account where there is something to share out: several units, persons; and
-- what came too late. `withheld` says why an account earns nothing.
with entry as (
    select
        * replace (coalesce(unit_codes, [unit_code]) as unit_codes),
        -- of other units nobody counts
        list_filter(
            person_units,
            lambda each: coalesce(list_contains(coalesce(unit_codes, [unit_code]), each), false) -- noqa: PRS
        ) as own_units
    from {{ ref('int_score__entry') }}
),

dated as (
    select
        entry.* exclude (unit_code, own_units) replace (
            list_transform(
                entry.person_units, lambda each: {{ credited_unit('each', 'entry.unit_codes') }} -- noqa: PRS
            ) as person_units
        ),
        -- heads are not known where an author's unit is not, or where a unit has only authors from elsewhere
        case
            when len(own_units) = len(person_units) then own_units
            when
                len(list_filter(person_units, lambda each: each is null)) = 0 -- noqa: PRS
                and list_has_all(own_units, entry.unit_codes)
            then own_units
        end as heads,
        day.scheme_code,
        day.rule_version,
        {{ reading_id('day.version_id', 'entry.profile_id') }} as reading_id,
        day.month_code,
        day.is_too_late,
        day.whom,
        day.unit_sharing,
        day.person_sharing
    from entry
    inner join {{ ref('int_score__day') }} as day using (case_code, entered_on, received_on)
    where entry.unit_count > 1 or day.whom = 'persons' or day.is_too_late
),

by_unit as (
    select
        *,
        '' as person,
        unnest(unit_codes) as unit_code,
        generate_subscripts(unit_codes, 1) as position,
        null as hindrance
    from dated
    where whom is distinct from 'persons'
),

-- Where persons are counted, a unit of which no author is known earns nothing, and its account says so.
by_unnamed_unit as (
    select
        * exclude (unit_code),
        unit_code,
        list_position(unit_codes, unit_code) as position
    from (
        select
            *,
            '' as person,
            unnest(list_filter(
                unit_codes, lambda each: not coalesce(list_contains(person_units, each), false) -- noqa: PRS
            )) as unit_code,
            '作者没有登记到人，不计' as hindrance
        from dated
        where whom = 'persons'
    ) as unnamed
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
            list_zip(person_units, coalesce(person_shares, []), person_names),
            lambda each: each[1] = unit_code -- noqa: PRS
        ) as colleagues,
        row_number() over (
            partition by case_code, scheme_code, entry_id, unit_code, person order by person_position
        ) as time_named
    from by_person
),

-- A share that stands for none of a unit's authors is an equal one, one left out among others is not known.
-- Who stands there twice, once with his unit and once without, is one.
weighed as (
    select
        *,
        list_filter(
            list_transform(colleagues, lambda each: each[2]), lambda each: each is not null -- noqa: PRS
        ) as given_shares,
        list_unique(list_transform(colleagues, lambda each: each[3])) as colleague_count -- noqa: PRS
    from placed
    where time_named = 1
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
        {{ unit_weight() }} as weight,
        {{ unit_weight_of() }} as weight_of
    from by_unnamed_unit

    union all by name

    select
        *,
        (
            {{ unit_weight() }}
            * case
                when person_sharing = 'first'
                then (list_position(person_units, unit_code) = person_position)::integer
                when person_sharing = 'given' and len(given_shares) > 0 then person_share
                else 1
            end
        )::decimal(18, 4) as weight,
        (
            {{ unit_weight_of() }}
            * case
                when person_sharing = 'given' and len(given_shares) > 0 then list_sum(given_shares)
                when person_sharing in ('equal', 'given') then colleague_count
                else 1
            end
        )::decimal(18, 4) as weight_of
    from weighed
)

select
    case_code,
    scheme_code,
    rule_version,
    reading_id,
    month_code,
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
    case
        when is_too_late then '逾期收到，不计分'
        when weight is null then '没有登记份额，不计'
        else hindrance
    end as withheld,
    coalesce(weight, 1)::decimal(18, 4) as weight,
    if(weight is null, 1, weight_of)::decimal(18, 4) as weight_of
from shared
where weight is null or weight > 0
