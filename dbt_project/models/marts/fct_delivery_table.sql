-- One row per table of a delivery: what became of it, which of its columns were understood and as what, which
-- were not, and what text of it is neither a heading nor a row.
select
    told.delivery_id,
    told.table_number,
    told.sheet_name,
    coalesce(told.first_column, 1) as first_column,
    told.heading_row,
    told.what,
    told.why,
    told.register,
    coalesce(told.record_count, 0) as record_count,
    coalesce(
        list_transform(
            told.understood, lambda one: one.heading || if(one.means = '', '', '＝' || one.means)
        ),
        []
    ) as understood,
    coalesce(
        list_transform(
            told.not_understood, lambda one: one.heading || '（如：' || array_to_string(one.examples, '、') || '）'
        ),
        []
    ) as not_understood,
    coalesce(list_transform(told.left_out, lambda one: one.heading), []) as left_out,
    coalesce(told.text_count, 0) as text_count,
    coalesce(list_transform(told.texts, lambda one: '第' || one.row || '行：' || one.text), []) as texts,
    coalesce(told.cell_count, 0) as cell_count,
    told.sentence
from {{ ref('stg_landed__table') }} as told
