-- One row per answer somebody gave to a question, however often: about a record, a delivery, a pair of
-- titles, a name. A name answered with one of ours is an alias instead.
select
    kind,
    subject,
    case when kind in ('unit', 'outlet') then {{ name_key('subject') }} else subject end as subject_key,
    answer,
    arg_min(decided_by, (decided_on, decided_by)) as decided_by,
    min(decided_on) as decided_on
from {{ source('office', 'office_decision') }}
group by kind, subject, answer
