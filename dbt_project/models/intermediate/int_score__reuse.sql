-- One row per scheme, thing and account that earns less because its piece had earned before: what is taken
-- off. What a later, better adoption adds is paid on its own day, so that months that were published stay
-- as they are.
with repeated as (
    select
        case_code,
        piece_id
    from {{ ref('int_score__entry') }}
    group by case_code, piece_id
    having count(*) > 1
),

earned as (
    select
        credited.case_code,
        credited.scheme_code,
        credited.rule_version,
        credited.month_code,
        credited.entry_id,
        credited.piece_id,
        credited.entered_on,
        credited.unit_code,
        credited.person,
        credited.rule_line_id,
        credited.points,
        credited.counted_in,
        credited.explanation,
        version.reuse_keep,
        version.reuse_top,
        version.reuse_others,
        version.rounding,
        version.units,
        version.unit,
        case
            when version.reuse_keep = 'all' then credited.entry_id::varchar
            else
                concat_ws(
                    '|',
                    case when list_contains(version.reuse_per, 'outlet') then credited.outlet end,
                    case when list_contains(version.reuse_per, 'tier') then credited.tier end,
                    case when list_contains(version.reuse_per, 'medium') then credited.medium end
                )
        end as within
    from {{ ref('int_score__credited') }} as credited
    inner join repeated using (case_code, piece_id)
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    where
        list_contains(version.reuse_of, credited.what)
        and (version.reuse_keep != 'all' or version.reuse_top is not null)
        and credited.refusal is null
),

numbered as (
    select
        *,
        hash(case_code, scheme_code, piece_id, unit_code, person) as account_id,
        row_number() over (
            partition by hash(case_code, scheme_code, piece_id, unit_code, person)
            order by month_code asc, entered_on asc, points desc, entry_id asc
        ) as time
    from earned
),

-- What the piece is worth within each tier, outlet … up to and with each time.
exact as (
    select
        *,
        case reuse_keep
            when 'first' then first_value(points) over so_far
            when 'highest' then max(points) over so_far
            else points
        end
        + case
            when reuse_others is null then 0
            else (sum(points) over so_far - max(points) over so_far) * reuse_others
        end as exact_worth
    from numbered
    window so_far as (
        partition by account_id, within
        order by time rows between unbounded preceding and current row
    )
),

kept as (
    select
        *,
        case
            when reuse_others is null then exact_worth
            else {{ rounded('exact_worth', 'exact') }}
        end as worth
    from exact
),

valued as materialized (
    select
        kept.*,
        case
            when reuse_keep = 'all' then points
            else
                worth - coalesce(lag(worth) over (
                    partition by account_id, within order by time
                ), 0)
        end as gained
    from kept
),

-- Only the best so many: what they come to at each time, against the time before.
standing as (
    select
        later.account_id,
        later.time,
        later.reuse_top,
        max(earlier.worth) as worth
    from valued as later
    inner join valued as earlier on later.account_id = earlier.account_id and later.time >= earlier.time
    where later.reuse_top is not null and earlier.reuse_top is not null
    group by later.account_id, later.time, later.reuse_top, earlier.within
),

best as (
    select
        account_id,
        time,
        list_sum(list_slice(list_reverse_sort(list(worth)), 1, any_value(reuse_top))) as worth
    from standing
    group by account_id, time
),

topped as (
    select
        *,
        worth - coalesce(lag(worth) over (partition by account_id order by time), 0) as gained
    from best
),

counted as (
    select
        valued.* exclude (gained, worth),
        coalesce(topped.gained, valued.gained)::decimal(18, 4) as gained,
        coalesce(topped.worth - topped.gained, valued.worth - valued.gained)::decimal(18, 4) as earned_before
    from valued
    left join topped using (account_id, time)
)

select
    case_code,
    scheme_code,
    rule_version,
    month_code,
    entry_id,
    piece_id,
    entered_on,
    unit_code,
    person,
    rule_line_id,
    (gained - points)::decimal(18, 4) as points,
    split_part(explanation, '，', 1)
    || '，同一稿件此前已计 ' || {{ plain_number('earned_before') }} || ' ' || counted_in
    || case
        when reuse_top is not null then '，只计最高的 ' || reuse_top || ' 次'
        when reuse_keep = 'first' then '，只计首次'
        when reuse_others is not null then '，最高一次全计，其余按 ' || {{ plain_number('reuse_others') }} || ' 计'
        else '，按最高一次计'
    end
    || '，扣除 ' || {{ plain_number('points - gained') }} || ' ' || counted_in as explanation
from counted
where gained != points
