-- One row per set of conditions of a rule line, column it asks that registers deliver, and month: the real
-- records that fulfil the rest of it, those that fulfil it all, and those that are blank where it asks. A
-- set that asks no such column has one row a month, its column blank.
with entry as (
    select
        entry.profile_id,
        day.scheme_code,
        day.rule_version,
        day.month_code,
        count(*) as record_count
    from {{ ref('int_score__entry') }} as entry
    inner join {{ ref('int_score__day') }} as day using (case_code, entered_on, received_on)
    where
        entry.case_code = ''
        and day.month_code is not null
        and not {{ is_rescoring('day.scheme_code') }}
    group by all
),

profile as (
    select *
    from {{ ref('int_score__profile') }}
    where profile_id in (select profile_id from entry)
),

-- what a record of this description holds, a blank left out
filled as (
    unpivot (
        select columns(*)::varchar
        from profile
    )
    on columns(* exclude (profile_id))
    into name column_name value held
),

possible as (
    select *
    from ({{ fulfilled('profile', "'unknown'", if_blank='true') }}) as fulfilled
    where
        not {{ is_rescoring('scheme_code') }}
        -- columns of circulars once printed are no lines of the rule
        and not starts_with(when_id, 'printed/')
),

register as (
    select
        scheme_code,
        rule_version,
        when_id,
        list(register order by register) as registers
    from {{ ref('int_score__looked_at') }}
    group by scheme_code, rule_version, when_id
)

select
    possible.scheme_code,
    possible.rule_version,
    split_part(possible.when_id, '/', 1) as rule_line_id,
    possible.when_id as condition_id,
    coalesce(asked.column_name, '') as column_name,
    asked.column_label,
    entry.month_code,
    sum(entry.record_count)::bigint as record_count,
    coalesce(sum(entry.record_count) filter (where met.when_id is not null), 0)::bigint as met_count,
    coalesce(
        sum(entry.record_count) filter (where asked.column_name is not null and filled.held is null), 0
    )::bigint as blank_count,
    any_value(register.registers) as registers,
    any_value(asked.delivered) as delivered
from possible
inner join entry using (scheme_code, rule_version, profile_id)
inner join {{ ref('int_score__asked') }} as asked using (scheme_code, rule_version, when_id)
left join {{ ref('int_score__match') }} as met using (scheme_code, rule_version, when_id, profile_id)
left join filled using (profile_id, column_name)
left join register using (scheme_code, rule_version, when_id)
group by all
