-- One row per scheme, thing, account and addition. Of one family a piece earns only the highest: what a
-- later, higher one adds is paid on its own day, so that months that were published stay as they are.
with amount as (
    select
        account.*,
        addition.rule_line_id,
        addition.family,
        addition.wording,
        addition.each_of,
        addition.points as fixed_points,
        addition.rounded_points,
        addition.counted_in,
        addition.rounding,
        addition.units,
        addition.unit,
        addition.each_of is null and account.weight = account.weight_of as is_whole,
        (
            addition.points
            + case
                when addition.each_of is null then 0
                else {{ by_quantity(number_of('addition.each_of', 'account'), 'addition') }}
            end
        )::decimal(24, 6) as whole_points
    from {{ ref('int_score__account') }} as account
    inner join {{ ref('int_score__additions') }} as addition using (reading_id)
    where account.withheld is null
),

shared as (
    select
        *,
        if(is_whole, fixed_points, {{ divided('whole_points * weight', 'weight_of') }})::decimal(24, 6)
            as share
    from amount
),

rounded as (
    select
        *,
        if(is_whole, rounded_points, {{ rounded('share', 'shared') }})::decimal(18, 4) as points
    from shared
),

before as (
    select
        *,
        null::decimal(18, 4) as best_before
    from rounded
    where family is null

    union all

    select
        *,
        nullif(max(greatest(points, 0)) over (
            partition by case_code, scheme_code, unit_code, person, piece_id, family
            order by month_code asc, entered_on asc, points desc, entry_id asc, rule_line_id asc
            rows between unbounded preceding and 1 preceding
        ), 0) as best_before
    from rounded
    where family is not null
)

select
    {{ of_thing() }},
    rule_line_id,
    -- a deduction is no bonus to be outdone: it stands as it is
    case
        when best_before is null or points < 0 then points
        else greatest(points - best_before, 0)
    end::decimal(18, 4) as points,
    '加分：' || wording || ' ' || {{ plain_number('whole_points') }} || ' ' || counted_in
    || case
        when weight = weight_of then ''
        else '，按份额计 ' || {{ plain_number('points') }} || ' ' || counted_in
    end
    || case
        when best_before is null or points < 0 then ''
        else '；同一稿件同类加分只计最高一项，此前已计 ' || {{ plain_number('best_before') }} || ' ' || counted_in
    end as explanation
from before
