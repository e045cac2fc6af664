-- One row per delivery, with what its name tells: folder, stem, whether it is a correction, the month it
-- speaks of.
with delivery as (
    select
        delivery_id,
        file_name,
        kind,
        part_of,
        received_on::date as received_on,
        regexp_replace(regexp_extract(file_name, '[^/]*$'), '\.[^.]*$', '') as base_name,
        regexp_extract(file_name, '^(.*)/[^/]*$', 1) as folder_name
    from {{ source('landed', 'delivery') }}
),

told as (
    select
        *,
        regexp_matches(base_name, '更正|修订|订正|改正') as is_correction,
        -- '（更正）', '-更正' and the '(1)' of a second download are not part of the name
        regexp_replace(
            base_name, '[-－_ ]?[（(【\[]?(更正|修订|订正|改正)[件稿表版后]?[)）】\]]?|[（(]\d+[)）]| - 副本', '', 'g'
        ) as file_stem,
        regexp_extract(base_name, '((?:19|20)\d\d)年(?:\d{1,2}[-－—至、])?(\d{1,2})月', ['y', 'm']) as in_words,
        regexp_extract(base_name, '(?:^|\D)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:\D|$)', ['y', 'm'])
            as in_digits,
        regexp_extract(folder_name, '((?:19|20)\d\d)[-_.年]?(1[0-2]|0?[1-9])', ['y', 'm']) as in_folder
    from delivery
)

select
    told.delivery_id,
    told.file_name,
    told.kind,
    delivery_kind.side,
    told.part_of,
    told.received_on,
    told.folder_name,
    told.base_name,
    told.file_stem,
    told.is_correction,
    try_cast(
        coalesce(
            nullif(told.in_words.y, ''), nullif(told.in_digits.y, ''), nullif(told.in_folder.y, '')
        ) as integer
    )
        as context_year,
    try_cast(
        coalesce(
            nullif(told.in_words.m, ''), nullif(told.in_digits.m, ''), nullif(told.in_folder.m, '')
        ) as integer
    )
        as context_month
from told
inner join {{ ref('delivery_kind') }} as delivery_kind using (kind)
