-- Of the records of adoptions those and only those are accepted on which an adoption stands; a duplicate
-- names one of these, and what a later file replaces is of a file that is replaced. In every register what
-- is not accepted has the reason it was found to have, a duplicate that of duplicates.
with standing as (
    select distinct record_id
    from {{ ref('fct_adoption') }}
),

judged as (
    select
        record_id,
        reason_code,
        reason
    from {{ ref('int_record__judged') }}

    union all

    select
        record_id,
        reason_code,
        reason
    from {{ ref('int_register__judged') }}
),

replaced as (
    select distinct delivery_id
    from {{ ref('int_delivery__superseded') }}
)

select
    record.record_id,
    record.register,
    record.outcome,
    record.reason_code,
    record.of_record_id
from {{ ref('fct_record') }} as record
inner join judged using (record_id)
left join standing using (record_id)
left join replaced on record.delivery_id = replaced.delivery_id
left join {{ ref('fct_record') }} as first_record on record.of_record_id = first_record.record_id
left join {{ ref('reject_reason') }} as sentence on record.reason_code = sentence.reason_code
left join {{ ref('int_delivery__superseded') }} as later
    on record.delivery_id = later.delivery_id and first_record.delivery_id = later.correction_id
where
    (record.register = 'adoption' and (record.outcome = 'accepted') != (standing.record_id is not null))
    or (record.outcome = 'superseded') is distinct from (judged.reason_code is not distinct from 'superseded')
    or (record.outcome = 'superseded' and replaced.delivery_id is null)
    or case record.outcome
        when 'accepted'
        then
            record.reason_code is not null
            or record.reason is not null
            or record.of_record_id is not null
        when 'duplicate'
        then
            first_record.outcome is distinct from 'accepted'
            or record.of_record_id = record.record_id
            or record.reason_code not in ('same_adoption', 'same_record')
            or replace(
                record.reason,
                concat_ws(
                    ' ', first_record.file_name, nullif(first_record.sheet_name, ''),
                    '第' || first_record.row_number || '行'
                ),
                '{value}'
            ) is distinct from sentence.sentence
        else
            coalesce(judged.reason_code, record.reason_code) is distinct from record.reason_code
            or record.reason
            is distinct from coalesce(judged.reason, replace(sentence.sentence, '{value}', ''))
            or (record.outcome = 'rejected' and record.of_record_id is not null)
            or (
                record.outcome = 'superseded'
                and record.of_record_id is not null
                and (
                    later.delivery_id is null
                    or record.article_title is distinct from first_record.article_title
                )
            )
    end
