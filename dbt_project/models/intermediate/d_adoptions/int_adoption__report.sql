-- One row per report, however many records make it word for word: when it arrived first, and its title
-- bared of what editors add and leave out.
with
-- most reports are made by one record: only the others are looked through for the first
several as (
    select report_id
    from {{ ref('int_adoption__reported') }}
    group by report_id
    having count(*) > 1
),

doubled as (
    select
        report_id,
        outlet_code,
        adopted_on,
        adopted_to,
        date_precision,
        unit_set,
        title_key,
        arg_min(article_title, (received_on, file_name, sheet_name, row_number)) as article_title,
        min({
            is_old_copy: is_old_copy, received_on: received_on, file_name: file_name,
            sheet_name: sheet_name, row_number: row_number
        }) as arrival
    from {{ ref('int_adoption__reported') }}
    semi join several using (report_id)
    group by report_id, outlet_code, adopted_on, adopted_to, date_precision, unit_set, title_key
),

report as (
    select
        report_id,
        outlet_code,
        adopted_on,
        adopted_to,
        date_precision,
        unit_set,
        title_key,
        article_title,
        is_old_copy,
        received_on,
        file_name,
        sheet_name,
        row_number
    from {{ ref('int_adoption__reported') }}
    anti join several using (report_id)

    union all

    select
        doubled.* exclude (arrival),
        doubled.arrival.is_old_copy,
        doubled.arrival.received_on,
        doubled.arrival.file_name,
        doubled.arrival.sheet_name,
        doubled.arrival.row_number
    from doubled
),

team as (
    select distinct unit_set
    from report
),

member as (
    select
        unit_set,
        unnest(unit_set) as unit_code
    from team
),

word as (
    select
        unit_code,
        unnest(words) as word
    from {{ ref('int_unit__spelled') }}
),

named as (
    select
        member.unit_set,
        list(distinct word.word order by length(word.word) desc, word.word) as words
    from member
    inner join word using (unit_code)
    group by member.unit_set
)

select
    report.report_id,
    report.outlet_code,
    report.adopted_on,
    report.adopted_to,
    report.date_precision,
    report.unit_set,
    report.title_key,
    report.article_title,
    row_number() over (
        order by
            report.is_old_copy, report.received_on, report.file_name, report.sheet_name, report.row_number,
            report.report_id
    ) as arrival_order,
    {{ title_core('report.article_title', 'named.words') }} as core_key,  -- noqa: PRS
    {{ numbers_in('report.article_title') }} as numbers
from report
inner join named using (unit_set)
