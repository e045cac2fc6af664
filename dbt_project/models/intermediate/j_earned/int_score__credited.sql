{{ config(materialized='view') }}
-- One row per scheme, thing and account: the points of the tariff after factors, shared out and rounded
-- once, and the sentence that says so. What most things earn is known from their description and their
-- share alone; what is paid by quantity is worked out before.
with plain as (
    select
        account.*,
        reading.refusal,
        reading.rule_line_id,
        reading.rounded_points as points,
        reading.sentence as explanation
    from {{ ref('int_score__alone') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    where reading.terms is null
),

joint as (
    select
        account.*,
        coalesce(reading.refusal, account.withheld) as refusal,
        reading.rule_line_id,
        if(account.withheld is null, share.points, 0)::decimal(18, 4) as points,
        reading.sentence
        || case
            when partners.names is null or account.withheld is not null then ''
            when account.unit_sharing = 'first' then '；与' || partners.names || '合写，只计第一单位'
            else
                '；与' || partners.names || '合写，'
                || case account.unit_sharing when 'full' then '各计 ' when 'equal' then '平均各计 ' else '按份额计 ' end
                || {{ plain_number('share.points') }} || ' ' || reading.counted_in
        end
        || case when account.person = '' then '' else '；作者' || account.person end
        || case
            when
                account.person = '' or account.weight = account.weight_of or partners.names is not null
                or account.withheld is not null
            then ''
            else '，按份额计 ' || {{ plain_number('share.points') }} || ' ' || reading.counted_in
        end
        || case when reading.refusal is null then coalesce('；' || account.withheld, '') else '' end
            as explanation
    from {{ ref('int_score__joint') }} as account
    inner join {{ ref('int_score__reading') }} as reading using (reading_id)
    left join {{ ref('int_score__share') }} as share using (reading_id, weight, weight_of)
    left join {{ ref('int_score__partners') }} as partners using (case_code, team_id, unit_code)
    where reading.terms is null or account.withheld is not null
)

{% for part in ['plain', 'joint'] %}
select
    {{ of_credit() }},
    points,
    explanation
from {{ part }}

union all by name

{% endfor %}
select * -- noqa: AM04
from {{ ref('int_score__quantity') }}
