-- Of the records of adoptions those and only those are accepted on which an adoption stands; a duplicate
-- names one of these, and what a later file replaces is of a file that is replaced: by a correction, or by
-- what lay under its path later. A row told again by a newer version names the one that stands, whatever
-- became of it. In every register what is not accepted has the reason it was found to have, a duplicate that
-- of duplicates.
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
    select delivery_id
    from {{ ref('int_delivery__superseded') }}

    union

    select earlier.delivery_id
    from {{ ref('stg_landed__turn') }} as earlier
    inner join {{ ref('stg_landed__turn') }} as later
        on earlier.file_name = later.file_name and earlier.turn < later.turn
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
left join {{ ref('int_delivery__version') }} as version on record.delivery_id = version.delivery_id
where
    (record.register = 'adoption' and (record.outcome = 'accepted') != (standing.record_id is not null))
    or (record.outcome = 'superseded') is distinct from coalesce(
        judged.reason_code in ('superseded', 'version_gone', 'version_changed', 'version_read'), false
    )
    or (record.reason_code is not distinct from 'version_same') is distinct from (
        judged.reason_code is not distinct from 'version_same'
    )
    or (record.outcome = 'superseded' and replaced.delivery_id is null)
    or case record.outcome
        when 'accepted'
        then
            record.reason_code is not null
            or record.reason is not null
            or record.of_record_id is not null
        when 'duplicate'
        then
            if(
                record.reason_code = 'version_same',
                coalesce(first_record.outcome, 'superseded') = 'superseded',
                first_record.outcome is distinct from 'accepted'
            )
            or record.of_record_id = record.record_id
            or record.reason_code not in ('same_adoption', 'same_record', 'version_same')
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
                and if(
                    record.reason_code = 'superseded',
                    later.delivery_id is null
                    or record.article_title is distinct from first_record.article_title,
                    first_record.delivery_id is distinct from version.newest_id
                )
            )
    end
