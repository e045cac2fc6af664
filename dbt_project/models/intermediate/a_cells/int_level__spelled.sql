-- One row per way of writing a level: 省级 is 省 where that is one of the office's tiers. Other words stay as
-- they are written.
select
    written,
    arg_min(level, rank) as level
from (
    select
        tier_code as written,
        tier_code as level,
        1 as rank
    from {{ source('office', 'office_tier') }}

    union all

    select
        tier_code || '级' as written,
        tier_code as level,
        2 as rank
    from {{ source('office', 'office_tier') }}

    union all

    select
        '国家级' as written,
        '国家' as level,
        3 as rank
) as spelling
group by written
