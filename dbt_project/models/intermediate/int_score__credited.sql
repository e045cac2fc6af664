-- One row per scheme, thing and account: the points of the tariff after factors, shared out and rounded once, and
-- the sentence that says so. What most things earn is known from their description alone.
with plain as (
    select
        account.case_code,
        account.scheme_code,
        account.rule_version,
        account.month_code,
        account.entry_id,
        account.piece_id,
        account.what,
        account.entered_on,
        account.unit_code,
        account.person,
        reading.outlet,
        reading.tier,
        reading.medium,
        reading.refusal,
        reading.counted_in,
        reading.rule_line_id,
        reading.rounded_points as points,
        reading.sentence as explanation
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where account.is_plain and reading.terms is null
),

other as (
    select
        account.*,
        reading.* exclude (scheme_code, rule_version, profile_id, what, reading_id)
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where not account.is_plain

    union all

    select
        account.*,
        reading.* exclude (scheme_code, rule_version, profile_id, what, reading_id)
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where account.is_plain and reading.terms is not null
),

counted as (
    select
        *,
        (
            points
            + case
                when terms is null then 0
                else
                    multiplier * list_sum(list_transform(
                        terms,
                        lambda term: {{ by_quantity(number_of('term', 'other'), 'term') }} -- noqa: PRS
                    ))
            end
        )::decimal(24, 6) as whole_points
    from other
),

shared as (
    select
        *,
        {{ divided('whole_points * weight', 'weight_of') }} as share
    from counted
),

rounded as (
    select
        * exclude (points),
        case when is_too_late then 0 else {{ rounded('share', 'shared') }} end::decimal(18, 4) as points
    from shared
)

select *
from plain

union all by name

select
    rounded.case_code,
    rounded.scheme_code,
    rounded.rule_version,
    rounded.month_code,
    rounded.entry_id,
    rounded.piece_id,
    rounded.what,
    rounded.entered_on,
    rounded.unit_code,
    rounded.person,
    rounded.outlet,
    rounded.tier,
    rounded.medium,
    rounded.refusal,
    rounded.counted_in,
    rounded.rule_line_id,
    rounded.points,
    rounded.sentence
    || case
        when rounded.terms is null then ''
        else
            coalesce(' × ' || rounded.factor_wording, '') || '，按数量计 '
            || {{ plain_number('rounded.whole_points') }} || ' ' || rounded.counted_in
    end
    || case
        when partners.names is null then ''
        when rounded.unit_sharing = 'first' then '；与' || partners.names || '合写，只计第一单位'
        else
            '；与' || partners.names || '合写，'
            || case rounded.unit_sharing when 'full' then '各计 ' when 'equal' then '平均各计 ' else '按份额计 ' end
            || {{ plain_number('rounded.points') }} || ' ' || rounded.counted_in
    end
    || case when rounded.person = '' then '' else '；作者' || rounded.person end
    || case when rounded.is_too_late then '；逾期收到，不计分' else '' end as explanation
from rounded
left join {{ ref('int_score__partners') }} as partners using (case_code, entry_id, unit_code)
