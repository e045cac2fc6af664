-- One row per delivery, with what its name tells: folder, stem, whether it is a correction, the month it
-- speaks of, in digits or words. A month without a year is of the folder's year, or of the year before: the
-- file about December in the folder of January.
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

spelled as (
    select
        *,
        {{ days_in_digits('base_name') }} as name_digits,
        {{ days_in_digits('folder_name') }} as folder_digits
    from delivery
),

told as (
    select
        *,
        regexp_matches(base_name, '{{ correction_words() }}') as is_correction,
        -- '（更正）', '-更正' and the '(1)' of a second download are not part of the name
        regexp_replace(
            base_name, '[-－_ ]?[（(【\[]?({{ correction_words() }})[件稿表版后]?[)）】\]]?|[（(]\d+[)）]| - 副本', '', 'g'
        ) as file_stem,
        regexp_extract(name_digits, '((?:19|20)\d\d)年(?:\d{1,2}[-－—至、])?(\d{1,2})月', ['y', 'm']) as in_words,
        regexp_extract(name_digits, '(?:^|\D)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:\D|$)', ['y', 'm'])
            as in_digits,
        regexp_extract(folder_digits, '((?:19|20)\d\d)[-_.年]?(1[0-2]|0?[1-9])', ['y', 'm']) as in_folder,
        {{ named_month('name_digits') }} as month_in_name
    from spelled
),

dated as (
    select
        *,
        try_cast(coalesce(nullif(in_words.y, ''), nullif(in_digits.y, '')) as integer) as name_year,
        try_cast(coalesce(nullif(in_words.m, ''), nullif(in_digits.m, '')) as integer) as name_month,
        try_cast(nullif(in_folder.y, '') as integer) as folder_year,
        try_cast(nullif(in_folder.m, '') as integer) as folder_month
    from told
)

select
    dated.delivery_id,
    dated.file_name,
    dated.kind,
    delivery_kind.side,
    dated.part_of,
    dated.received_on,
    dated.folder_name,
    dated.base_name,
    dated.file_stem,
    dated.is_correction,
    coalesce(
        dated.name_year,
        if(
            dated.month_in_name is null,
            dated.folder_year,
            {{ year_of_month('dated.month_in_name', 'dated.folder_year', 'dated.folder_month') }}
        )
    ) as context_year,
    coalesce(dated.name_month, dated.month_in_name, dated.folder_month) as context_month,
    dated.name_month is not null or dated.month_in_name is not null as is_month_in_name,
    {{ named_span('dated.base_name', 'context_year') }} as name_span,
    {{ named_span('dated.folder_name', 'context_year') }} as folder_span
from dated
inner join {{ ref('delivery_kind') }} as delivery_kind using (kind)
