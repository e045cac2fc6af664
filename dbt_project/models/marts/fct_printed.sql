-- One row per figure that a printed circular gives as a result: what was printed, what its rule gives for
-- the records that the same circular prints, whether the two agree, and why they may not. Empty in an
-- office that loads none.
select
    circular,
    title,
    scheme_code,
    rule_version,
    period_code,
    row_number,
    nullif(group_code, '') as group_code,
    unit_name,
    person,
    column_name,
    column_order,
    compared,
    printed,
    computed,
    computed = printed as agrees,
    case
        when computed = printed then ''
        when computed is not null and made_of is not null then '算得的分：' || made_of
        when computed is not null then ''
        when measure = 'aside' then '合计行只核对各列之和'
        when rule_version is null then '方案 ' || scheme_code || ' 在这一期末没有有效的版本'
        when measure = 'cumulative' then '本年以前各期的通报没有录全'
        else '按办法没有这一项'
    end as note
from {{ ref('int_printed__computed') }}
