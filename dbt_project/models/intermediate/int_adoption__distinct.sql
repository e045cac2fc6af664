-- One row per adoption: of all records that report it, the first that arrived with its day stands for it; whoever
-- any of them credits is credited. In front stands who leads the report that names most of them, else whom the
-- title names, else who reported first.
with report as (
    select
        reported.*,
        matched.adoption_id,
        row_number() over (
            partition by matched.adoption_id
            order by
                reported.is_old_copy, reported.date_precision != 'day', reported.received_on, reported.file_name,
                reported.sheet_name, reported.row_number, reported.outlet_code
        ) as report_order
    from {{ ref('int_adoption__reported') }} as reported
    inner join {{ ref('int_adoption__matched') }} as matched using (report_id)
),

credit as (
    select
        report.adoption_id,
        report.report_order,
        len(report.unit_codes) as unit_count,
        report.title_key,
        unnest(report.unit_codes) as unit_code,
        generate_subscripts(report.unit_codes, 1) as position
    from report
    where not report.is_old_copy
),

placed as (
    select
        credit.adoption_id,
        credit.unit_code,
        min((
            -credit.unit_count,
            if(credit.unit_count = 1 and len(list_filter(
                spelled.words, lambda word: contains(credit.title_key, word)
            )) = 0, 1, 0),
            credit.report_order,
            credit.position
        )) as standing
    from credit
    left join {{ ref('int_unit__spelled') }} as spelled using (unit_code)
    group by credit.adoption_id, credit.unit_code
),

credited as (
    select
        adoption_id,
        list(unit_code order by standing, unit_code) as unit_codes
    from placed
    group by adoption_id
),

seen as (
    select
        adoption_id,
        bool_or(side = 'claimed') as is_claimed,
        bool_or(side = 'observed') as is_observed
    from report
    where not is_old_copy
    group by adoption_id
)

select
    report.adoption_id,
    report.record_id,
    report.received_on,
    report.adopted_on,
    report.adopted_to,
    report.date_precision,
    credited.unit_codes,
    credited.unit_codes[1] as lead_unit_code,
    report.outlet_code,
    report.article_title,
    report.title_key,
    seen.is_claimed,
    seen.is_observed
from report
inner join credited using (adoption_id)
inner join seen using (adoption_id)
where report.report_order = 1
