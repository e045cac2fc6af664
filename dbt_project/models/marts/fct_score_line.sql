-- Each line of a rule applied to an adoption, for each unit credited: the points, and the sentence that
-- explains them. The sum of the lines of a unit is its published score.
with credited as (
    select
        factored.scheme_code,
        factored.rule_version,
        factored.rule_line_id,
        factored.wording,
        factored.factor_wording,
        factored.tariff_points,
        factored.points,
        version.sharing,
        reuse.points_before,
        adoption.*
    from {{ ref('int_score__reuse') }} as reuse
    inner join {{ ref('fct_adoption') }} as adoption using (adoption_id, unit_code)
    inner join {{ ref('int_score__factors') }} as factored
        on reuse.scheme_code = factored.scheme_code and reuse.adoption_id = factored.subject_id
    left join {{ ref('stg_rulebook__version') }} as version
        on factored.scheme_code = version.scheme_code and factored.rule_version = version.rule_version
),

worded as (
    select
        credited.*,
        '《' || outlet.outlet_name || '》'
        || case when credited.placement_code = '一般' then '' else credited.placement_code end as place_wording,
        case
            when credited.co_units is null then ''
            when credited.sharing = 'full'
            then
                '；与' || credited.co_units || '合写，各计 '
                || {{ plain_number('credited.points') }} || ' 分'
            else '；与' || credited.co_units || '合写，只计第一单位'
        end as sharing_wording
    from credited
    inner join {{ ref('dim_outlet') }} as outlet using (outlet_code)
),

line as (
    select
        *,
        'tariff' as step,
        coalesce(rule_line_id, 'unlisted') as line_id,
        points as line_points,
        place_wording || '，'
        || case
            when rule_version is null then '采用日没有有效的计分办法，计 0 分'
            when rule_line_id is null then '计分办法未列入，计 0 分'
            when factor_wording is null then wording || ' ' || {{ plain_number('points') }} || ' 分'
            else
                wording || ' ' || {{ plain_number('tariff_points') }} || ' 分 × ' || factor_wording
                || ' = ' || {{ plain_number('points') }} || ' 分'
        end
        || sharing_wording as line_explanation
    from worded

    union all

    select
        *,
        'reuse' as step,
        'reuse' as line_id,
        -points_before as line_points,
        place_wording || '，同一稿件此前已计 ' || {{ plain_number('points_before') }}
        || ' 分，按最高一次计，扣除 ' || {{ plain_number('points_before') }} || ' 分' as line_explanation
    from worded
    where points_before > 0
)

select
    md5(concat_ws('|', scheme_code, adoption_id, unit_code, step)) as score_line_id,
    scheme_code,
    coalesce(rule_version, 'none') as rule_version,
    line_id as rule_line_id,
    step,
    adoption_id,
    piece_id,
    unit_code,
    adopted_on,
    month_code,
    line_points::decimal(18, 4) as points,
    line_explanation as explanation
from line
