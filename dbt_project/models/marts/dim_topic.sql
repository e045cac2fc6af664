-- One row per topic of the office's plan.
select
    topic_code,
    string_agg(keyword, '|' order by keyword) as keywords,
    min(topic_order) as topic_order
from {{ source('office', 'office_topic') }}
group by topic_code
