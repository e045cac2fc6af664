-- One row per record of a register beside adoptions, its cells trimmed, still text; with the year and month
-- that its sheet, the table's title, the file or its folder speak of. In a sheet of counts each cell is one.
with record as (
    select
        * replace (
            -- "甲局60%、乙镇40%": what each has of it is no part of its name
            {{ without_shares('unit_name') }} as unit_name,
            coalesce(nullif(trim(shares), ''), if({{ has_shares('unit_name') }}, unit_name, null)) as shares
        ),
        {{ squeezed(half_width('coalesce(page, channel)')) }} as page_key
    from {{ source('landed', 'record') }}
    where row_role = 'record' and register != 'adoption'
),

meaning as (
    select map_from_entries(list((column_name || '|' || written, said))) as words
    from {{ ref('cell_word') }}
),

typed as (
    select
        {{ record_id('record') }} as record_id,
        record.delivery_id,
        record.sheet_name,
        record.row_number,
        record.register,
        delivery.file_name,
        delivery.file_stem,
        delivery.received_on,
        coalesce(
            {{ named_year('record.sheet_name') }},
            {{ named_year('record.table_title') }},
            delivery.context_year
        ) as context_year,
        coalesce(
            {{ named_month('record.sheet_name') }},
            {{ named_month('record.table_title') }},
            delivery.context_month
        ) as context_month,
        {{ name_in('record.unit_name') }} as unit_name,
        {{ name_in('record.outlet_name') }} as outlet_name,
        nullif({{ clean_title('record.article_title') }}, '') as article_title,
        nullif({{ title_key(clean_title('record.article_title')) }}, '') as title_key,
        {{ said('record.kind') }} as kind,
        nullif(concat_ws('、', {{ said('record.author') }}, {{ said('record.co_author') }}), '') as author,
        {{ said('record.tier_name') }} as tier_name,
        {{ said('record.issue') }} as issue,
        {{ said('record.remark') }} as remark,
        {{ said('record.submitted_on') }} as submitted_on,
        {{ in_rule_words('evidence', 'record.evidence', 'meaning.words') }} as evidence,
        {{ channel_in('coalesce(record.channel, record.page)') }} as channel,
        {{ page_number_in('record.page_key') }} as page_number,
        {{ placement_in('record.page_key', 'page_number') }} as placement_code,
        {{ said('coalesce(record.form, record.adopted_as)') }} as form,
        {{ said('coalesce(record.degree, record.adopted_as)') }} as degree,
        coalesce(
            {{ in_rule_words('origin', 'record.origin', 'meaning.words') }},
            {{ in_rule_words('reprint', 'record.reprint', 'meaning.words') }}
        ) as origin,
        {{ in_rule_words('status', 'record.status', 'meaning.words') }} as status_said,
        {{ seconds_in('record.seconds', 'record.minutes') }} as seconds,
        {{ amount_in(in_rule_words('pictures', 'record.pictures', 'meaning.words')) }} as pictures,
        {{ amount_in(in_rule_words('days_late', 'record.days_late', 'meaning.words')) }} as days_late,
        {% for name in (said_texts() ~ said_numbers()).split()
            if name not in [
                'channel', 'placement', 'kind', 'form', 'degree', 'origin', 'level', 'status', 'evidence',
                'seconds', 'pictures', 'days_late'
            ] %}
        {{ said('record.' ~ name) }} as {{ name }},
        {% endfor %}
        record.shares,
        nullif({{ squeezed('record.author_unit') }}, '') as author_unit,
        nullif({{ squeezed('record.author_shares') }}, '') as author_shares,
        {{ said('record.commission_number') }} as commission_number,
        {{ said('record.deadline') }} as deadline,
        -- a day on which nothing was handed in is none
        case
            when record.delivered_on not like '未%' then {{ said('record.delivered_on') }}
        end as delivered_on,
        {{ said('record.status') }} as status,
        {{ said('record.leader') }} as leader,
        {{ said('record.level') }} as level,
        {{ said('record.comment') }} as comment,
        {{ said('record.comment_kind') }} as comment_kind,
        {{ said('record.commented_on') }} as commented_on,
        {{ said('record.prize_name') }} as prize_name,
        {{ said('record.awarded_on') }} as awarded_on,
        {{ said('record.penalty_kind') }} as penalty_kind,
        {{ said('record.notified_on') }} as notified_on,
        case
            -- a sheet of counts has no column for it
            when record.register = 'outlet_count'
            then
                coalesce(
                    {{ named_period('record.sheet_name') }},
                    {{ named_period('record.table_title') }},
                    {{ named_period('delivery.file_stem') }}
                )
            else {{ said('record.period') }}
        end as period,
        nullif(trim(record.quantity), '') as quantity,
        {{ said('record.head_count') }} as head_count,
        {{ said('record.juror') }} as juror,
        {{ said('record.score') }} as score,
        {{ said('record.scored_on') }} as scored_on,
        {{ said('record.account_name') }} as account_name,
        {{ said('record.followers') }} as followers,
        {{ said('record.figure_on') }} as figure_on,
        {{ said('record.figure_name') }} as figure_name,
        {{ said('record.item_name') }} as item_name,
        {{ said('record.item_on') }} as item_on,
        {{ said('record.forwarded_on') }} as forwarded_on,
        record.table_title,
        record.doubtful,
        record.cells,
        record.problem_code,
        record.problem,
        record.pictures as pictures_written,
        record.days_late as days_late_written,
        coalesce(record.seconds, record.minutes) as seconds_written
    from record
    inner join {{ ref('stg_landed__delivery') }} as delivery using (delivery_id)
    cross join meaning
)

{% set measured = ['seconds', 'pictures', 'days_late'] -%}
{% set plain = said_numbers().split() | reject('in', measured) | list + ['score', 'followers'] -%}
{% set measured_written = measured | join('_written, ') ~ '_written' -%}
select
    * exclude ({{ measured_written }}),
    {{ unread_numbers(
        plain + measured,
        plain | join(', ') ~ ', ' ~ measured_written,
        'list_transform([' ~ plain | join(', ') ~ '], lambda text: ' ~ number_in('text') ~ ') || ['
        ~ measured | join(', ') ~ ']'
    ) }} as unread_numbers
from typed
