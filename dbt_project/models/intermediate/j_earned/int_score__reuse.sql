-- One row per scheme, thing and account that earns less because its piece had earned before: what is taken
-- off. What a later, better adoption adds is paid on its own day, so that months that were published stay
-- as they are. What is known from the reading is joined again at the end, so that few columns are sorted.
with reusable as (
    select
        reading.reading_id,
        reading.scheme_code,
        reading.rule_version,
        reading.rule_line_id,
        reading.opening,
        reading.counted_in,
        version.reuse_keep,
        version.reuse_top,
        version.reuse_others,
        version.rounding,
        version.units,
        version.unit,
        {{ apart_in_reuse('version', 'reading.outlet', 'reading.tier', 'reading.medium') }} as within
    from {{ ref('int_score__reading') }} as reading
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    where
        list_contains(version.reuse_of, reading.what)
        and (version.reuse_keep != 'all' or version.reuse_top is not null)
),

earned as (
    select
        credited.case_code,
        credited.reading_id,
        credited.month_code,
        credited.entry_id,
        credited.piece_id,
        credited.entered_on,
        credited.unit_code,
        credited.person,
        credited.points,
        hash(
            credited.case_code, reusable.scheme_code, credited.piece_id, credited.unit_code, credited.person,
            reusable.within, case when reusable.reuse_keep = 'all' then credited.entry_id end
        ) as series_id
    from {{ ref('int_score__credited') }} as credited
    inner join reusable using (reading_id)
    where credited.is_repeated and credited.refusal is null
),

-- A series is what one account has of one piece within a tier, outlet …: its sums up to and with each time.
running as (
    select
        *,
        row_number() over so_far as time,
        first_value(points) over so_far as first_points,
        max(points) over so_far as best_points,
        sum(points) over so_far as all_points
    from earned
    window so_far as (
        partition by series_id
        order by month_code asc, entered_on asc, points desc, entry_id asc
        rows between unbounded preceding and current row
    )
),

chosen as (
    select
        running.*,
        reusable.reuse_keep,
        reusable.reuse_top,
        reusable.reuse_others,
        reusable.rounding,
        reusable.units,
        reusable.unit,
        case reusable.reuse_keep
            when 'first' then running.first_points
            when 'highest' then running.best_points
            else running.points
        end as kept_points
    from running
    inner join reusable using (reading_id)
),

exact as (
    select
        *,
        case
            when reuse_others is not null then kept_points + (all_points - best_points) * reuse_others
        end as exact_worth
    from chosen
),

kept as (
    select
        case_code,
        reading_id,
        month_code,
        entry_id,
        piece_id,
        entered_on,
        unit_code,
        person,
        points,
        series_id,
        time,
        case
            when reuse_others is null then kept_points
            else {{ rounded('exact_worth', 'exact') }}
        end::decimal(18, 4) as worth
    from exact
),

valued as materialized (
    select
        *,
        coalesce(lag(worth) over (partition by series_id order by time), 0) as worth_before
    from kept
),

-- Only the best so many: what they come to at each time, against the time before.
limited as (
    select
        valued.*,
        reusable.reuse_top,
        hash(
            valued.case_code, reusable.scheme_code, valued.piece_id, valued.unit_code, valued.person
        ) as account_id
    from valued
    inner join reusable using (reading_id)
    where reusable.reuse_top is not null
),

numbered as (
    select
        *,
        row_number() over (
            partition by account_id
            order by month_code asc, entered_on asc, points desc, entry_id asc
        ) as turn
    from limited
),

standing as (
    select
        later.account_id,
        later.entry_id,
        later.turn,
        later.reuse_top,
        max(earlier.worth) as worth
    from numbered as later
    inner join numbered as earlier on later.account_id = earlier.account_id and later.turn >= earlier.turn
    group by later.account_id, later.entry_id, later.turn, later.reuse_top, earlier.series_id
),

best as (
    select
        account_id,
        entry_id,
        turn,
        list_sum(list_slice(list_reverse_sort(list(worth)), 1, any_value(reuse_top)))::decimal(18, 4) as worth
    from standing
    group by account_id, entry_id, turn
),

topped as (
    select
        account_id,
        entry_id,
        worth,
        coalesce(lag(worth) over (partition by account_id order by turn), 0) as worth_before
    from best
),

settled as (
    select valued.*
    from valued
    inner join reusable using (reading_id)
    where reusable.reuse_top is null

    union all by name

    select
        numbered.* exclude (reuse_top, account_id, turn)
        replace (topped.worth as worth, topped.worth_before as worth_before)
    from numbered
    inner join topped using (account_id, entry_id)
),

counted as (
    select
        settled.*,
        reusable.* exclude (reading_id),
        settled.worth - settled.worth_before as gained
    from settled
    inner join reusable using (reading_id)
)

select
    {{ of_thing() }},
    rule_line_id,
    (gained - points)::decimal(18, 4) as points,
    opening || '，同一稿件此前已计 ' || {{ plain_number('worth_before') }} || ' ' || counted_in
    || case
        when reuse_top is not null then '，只计最高的 ' || reuse_top || ' 次'
        when reuse_keep = 'first' then '，只计首次'
        when reuse_others is not null then '，最高一次全计，其余按 ' || {{ plain_number('reuse_others') }} || ' 计'
        else '，按最高一次计'
    end
    || '，扣除 ' || {{ plain_number('points - gained') }} || ' ' || counted_in as explanation
from counted
where gained != points
