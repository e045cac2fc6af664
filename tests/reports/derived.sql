-- What follows from units, periods, outlets, adoptions and score lines.
insert into marts.fct_piece by name
select
    piece_id,
    arg_min(article_title, adopted_on) as article_title,
    min(unit_code) as unit_code,
    min(adopted_on) as first_adopted_on,
    arg_min(outlet_code, adopted_on) as first_outlet_code,
    arg_min(tier_code, tier_order) as highest_tier_code,
    count(*)::integer as adoption_count,
    (count(*) - 1)::integer as reprint_count,
    case when min(article_title) like '%人才%' then '人才工作' end as topic_code
from marts.fct_adoption
inner join marts.dim_tier using (tier_code)
where is_lead
group by piece_id;

insert into marts.fct_unit_tier_month by name
select
    unit.unit_code,
    tier.tier_code,
    line.line_code,
    month.period_code as month_code,
    count(adoption.adoption_id) filter (where adoption.is_lead)::integer as adoption_count,
    count(adoption.adoption_id)::integer as credited_count
from marts.dim_unit as unit
cross join marts.dim_tier as tier
cross join (values ('内刊'), ('媒体')) as line (line_code)
inner join marts.dim_period as month
    on month.grain = 'month' and month.first_day <= unit.effective_to and month.last_day >= unit.effective_from
left join marts.fct_adoption as adoption
    on adoption.unit_code = unit.unit_code
    and adoption.tier_code = tier.tier_code
    and adoption.line_code = line.line_code
    and adoption.month_code = month.period_code
group by all;

insert into marts.fct_ranking by name
with scored as (
    select
        period.period_code,
        period.previous_code,
        period.year_ago_code,
        lineage.reporting_unit_code as unit_code,
        coalesce(sum(line.points) filter (where line.adopted_on >= period.first_day), 0)::decimal(18, 4) as points,
        coalesce(sum(line.points), 0)::decimal(18, 4) as cumulative_points
    from marts.dim_period as period
    inner join marts.dim_unit_lineage as lineage using (period_code)
    left join marts.fct_score_line as line
        on lineage.unit_code = line.unit_code
        and line.adopted_on between date_trunc('year', period.first_day) and period.last_day
    group by all
),

counted as (
    select
        period.period_code,
        lineage.reporting_unit_code as unit_code,
        count(adoption.adoption_id)::integer as adoption_count
    from marts.dim_period as period
    inner join marts.dim_unit_lineage as lineage using (period_code)
    left join marts.fct_adoption as adoption
        on lineage.unit_code = adoption.unit_code
        and adoption.is_lead
        and adoption.adopted_on between period.first_day and period.last_day
    group by all
),

placed as (
    select
        scored.*,
        adoption_count,
        unit_name,
        group_code,
        unit_order,
        case when is_ranked then rank() over same end as place,
        is_ranked and count(*) over (partition by period_code, group_code, points) > 1 as is_tied
    from scored
    inner join counted using (period_code, unit_code)
    inner join marts.dim_unit using (unit_code)
    window same as (partition by period_code, group_code order by points desc)
),

past as (
    select
        period.period_code,
        placed.period_code as past_code,
        lineage.reporting_unit_code as unit_code,
        sum(placed.points)::decimal(18, 4) as points,
        sum(placed.adoption_count)::integer as adoption_count,
        min(placed.place) as place
    from marts.dim_period as period
    inner join placed on placed.period_code in (period.previous_code, period.year_ago_code)
    inner join marts.dim_unit_lineage as lineage
        on lineage.period_code = period.period_code and lineage.unit_code = placed.unit_code
    group by all
)

select
    'xxcy' as scheme_code,
    placed.* exclude (previous_code, year_ago_code),
    previous.points as previous_points,
    previous.place as previous_place,
    year_ago.adoption_count as year_ago_adoption_count,
    year_ago.points as year_ago_points,
    year_ago.place as year_ago_place
from placed
left join past as previous
    on placed.previous_code = previous.past_code
    and placed.period_code = previous.period_code
    and placed.unit_code = previous.unit_code
left join past as year_ago
    on placed.year_ago_code = year_ago.past_code
    and placed.period_code = year_ago.period_code
    and placed.unit_code = year_ago.unit_code;
