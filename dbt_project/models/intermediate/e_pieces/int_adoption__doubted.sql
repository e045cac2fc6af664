-- One row per two titles of which a person has to say whether they are one: reports of one outlet and day
-- that may be the same adoption, and titles of one unit that may be headings of the same text.
with pair as (
    select
        subject,
        'same_adoption' as relation,
        first_report_id,
        second_report_id
    from {{ ref('int_adoption__likeness') }}
    where not is_plain

    union all

    select
        subject,
        'same_piece' as relation,
        first_report_id,
        second_report_id
    from {{ ref('int_title__likeness') }}
    where not is_plain
),

report as (
    select
        report_id,
        adoption_id,
        arg_min(record_id, report_order) as record_id,
        arg_min(lead_unit_code, report_order) as unit_code,
        arg_min(article_title, report_order) as article_title
    from (
        select
            report_id,
            adoption_id,
            record_id,
            article_title,
            unit_codes[1] as lead_unit_code,
            report_order
        from {{ ref('int_adoption__ordered') }}
        where not is_old_copy
    ) as counted
    group by report_id, adoption_id
)

select
    pair.subject,
    pair.relation,
    first_report.unit_code,
    first_report.record_id as first_record_id,
    second_report.record_id as second_record_id,
    first_report.article_title as first_title,
    second_report.article_title as second_title
from pair
inner join report as first_report on pair.first_report_id = first_report.report_id
inner join report as second_report on pair.second_report_id = second_report.report_id
-- one adoption already, by what else is said of it
where first_report.adoption_id != second_report.adoption_id
qualify row_number() over (
        partition by pair.subject order by pair.relation, first_report.record_id, second_report.record_id
    ) = 1
