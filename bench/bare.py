"""The limit: the same files read, resolved, scored and ranked by hand-written SQL. `python bench/bare.py FOLDER`."""

import sys

import duckdb

folder = sys.argv[1]
con = duckdb.connect(config={"threads": 2, "memory_limit": "6GB", "preserve_insertion_order": "false"})
con.execute(f"""
create table unit as
select unit_id, name, "group" as grp, successor, coalesce(valid_from, date '0001-01-01') as valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to
from read_csv('{folder}/registry/units.csv', types={{'valid_from': 'date', 'valid_to': 'date', 'successor': 'varchar'}});

create table standing as
select name, unit_id, grp, valid_from, valid_to from unit
union all
select old.name, new.unit_id, new.grp, new.valid_from, new.valid_to
from unit as old inner join unit as new on old.successor = new.name;

create table line as
with record as (
    select *, split_part(报送单位, '、', 1) as lead, make_date(
        regexp_extract(采用日期, '(\\d+)年', 1)::integer, regexp_extract(采用日期, '年(\\d+)月', 1)::integer,
        regexp_extract(采用日期, '月(\\d+)日', 1)::integer
    ) as adopted_on
    from read_csv('{folder}/inbox/*/*.csv', all_varchar = true, header = true)
)
select unit.unit_id, unit.grp, strftime(adopted_on, '%Y-%m') as month, (
    case outlet.tier when '中央' then 40 when '省' then 20 when '市' then 10 else 5 end
    * case when 版面 = '头版头条' then 2 else 1 end
    * case when regexp_extract(字数, '\\d+')::integer >= 1000 then 1.5 else 1 end
)::decimal(12, 2) as points
from record
inner join standing as unit on record.lead = unit.name and adopted_on between valid_from and valid_to
inner join read_csv('{folder}/registry/outlets.csv') as outlet on record.采用刊物 = outlet.name;

copy (
    select unit_id, month, points, rank() over (partition by grp, month order by points desc) as place
    from (select grp, unit_id, month, sum(points) as points from line group by all)
    order by all
) to '{folder}/bare.csv'
""")
