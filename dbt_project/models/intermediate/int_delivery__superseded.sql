-- One row per delivery that a corrected file replaces: the newest of the same name that came before it.
select
    earlier.delivery_id,
    arg_min(later.file_name, later.folder_name || later.file_name) as corrected_by
from {{ ref('stg_landed__delivery') }} as later
inner join {{ ref('stg_landed__delivery') }} as earlier
    on
        later.file_stem = earlier.file_stem
        and later.delivery_id != earlier.delivery_id
        and later.folder_name >= earlier.folder_name
where
    later.is_correction
    -- a correction that cannot be read replaces nothing
    and later.delivery_id not in (
        select delivery_id
        from {{ ref('stg_landed__record') }}
        where row_number = 0 and problem_code is not null
    )
    and not earlier.is_correction
    -- a name that comes back every month: only the file nearest before the correction is meant
    and not exists (
        select 1
        from {{ ref('stg_landed__delivery') }} as between_them
        where
            between_them.file_stem = earlier.file_stem
            and not between_them.is_correction
            and between_them.folder_name > earlier.folder_name
            and between_them.folder_name <= later.folder_name
    )
group by earlier.delivery_id
