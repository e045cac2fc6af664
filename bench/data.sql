-- Made data, for bench/data.py, which sets seed, records, units, outlets, months, files_a_month and start.
set variable syllables = string_split('安宁清河云龙泽福庆长永兴临望岚澜溪岭川石桥新和平阳东西南北中海江湖山林田金银玉凤鹤松柏梅兰竹菊春夏秋冬晨曦明光华荣昌飞腾', '');
set variable verbs = string_split('推行 创新 探索 实施 深化 聚焦 抓实 开展 建立 完善 打造 坚持 突出 强化 健全 搭建 拓展 优化 紧扣 做实', ' ');
set variable themes = string_split(
    '网格 党群 乡村振兴 驿站 积分 清单 双报到 头雁 先锋 红色 智慧 连心 领航 乡贤 夜校 庭院 田间 楼宇 商圈 园区 快递 外卖 银发 青年 巾帼', ' '
);
set variable forms = string_split('工程 行动 机制 模式 计划 平台 体系 制度 服务 课堂 驿站 联盟 品牌 矩阵 阵地', ' ');
set variable aims = string_split(
    '提升基层治理效能 激活干部队伍活力 赋能乡村振兴 破解人才瓶颈 筑牢战斗堡垒 服务发展大局 推动党建提质增效 锻造过硬队伍 '
    || '凝聚发展合力 打通服务群众最后一公里 建强村级班子 助力产业发展 化解矛盾纠纷 守护群众安全 促进民族团结', ' '
);
set variable first_day = getvariable('start')::date;
-- reprints come a week after
set variable days = ((getvariable('first_day') + to_months(getvariable('months')))::date - getvariable('first_day')) - 7;

create macro drawn_of(size, one, salt) as (hash(one, salt, getvariable('seed')) % size)::integer;
create macro word_of(words, one, salt) as words[1 + drawn_of(len(words), one, salt)];
create macro syllables(one) as
    getvariable('syllables')[1 + one % 60] || getvariable('syllables')[1 + one // 60 % 60]
    || if(one >= 3600, getvariable('syllables')[1 + one // 3600 % 60], '');

-- One unit in fifty is renamed, 县 to 市, on the first day of a month in the middle of all.
create table unit as
select
    one as unit,
    'U' || one as unit_id,
    syllables(one) || if(one % 2 = 0, '县', '区') || '委组织部' as name,
    '第' || (one % 20 + 1) || '组' as group_name,
    if(one % 50 = 0, syllables(one) || '市委组织部', null) as later_name,
    if(one % 50 = 0, (getvariable('first_day') + to_months(getvariable('months') // 2))::date, null) as renamed_on
from range(getvariable('units')) as number (one);

create table outlet as
select
    one as outlet,
    'O' || one as outlet_id,
    getvariable('syllables')[1 + one % 60] || getvariable('syllables')[1 + (one * 7 // 60) % 60]
    || ['日报', '党建网', '组工信息', '电视台', '微言'][1 + one % 5] || one as name,
    ['中央', '省', '市', '县'][1 + one % 4] as tier,
    ['报纸', '网站', '内刊', '电视', '微信'][1 + one % 5] as medium
from range(getvariable('outlets')) as number (one);

-- Every fifth is a reprint of the piece before it.
create table drawn as
with piece as (
    select
        one,
        if(one % 5 = 4, one - 1, one) as source
    from range(getvariable('records') * 11 // 10 + 1000) as number (one)
),

dated as (
    select
        one,
        source,
        (getvariable('first_day') + drawn_of(getvariable('days'), source, 0) + if(one = source, 0, 7))::date
            as adopted_on,
        drawn_of(getvariable('units'), source, 1) as lead,
        if(drawn_of(10, source, 2) = 0, drawn_of(getvariable('units'), source, 3), null) as second,
        drawn_of(getvariable('outlets'), one, 4) as outlet
    from piece
)

select
    dated.one,
    dated.adopted_on,
    dated.outlet,
    dated.lead,
    if(dated.second = dated.lead, null, dated.second) as second,
    -- half of the registers go on with the old name
    if(dated.adopted_on >= lead.renamed_on and drawn_of(2, dated.one, 5) = 0, lead.later_name, lead.name)
    || if(dated.second is null or dated.second = dated.lead, '', '、' || second.name) as unit_names,
    word_of(getvariable('verbs'), source, 6) || '“' || word_of(getvariable('themes'), source, 7) || '+'
    || word_of(getvariable('themes'), source, 8) || '”' || word_of(getvariable('forms'), source, 9) || ' '
    || word_of(getvariable('aims'), source, 10) as title,
    200 + drawn_of(3000, source, 11) as words,
    if(drawn_of(40, dated.one, 12) = 0, '头版头条', '') as placement
from dated
inner join unit as lead on dated.lead = lead.unit
left join unit as second on dated.second = second.unit;

-- What would tell of an adoption again, by its unit or by its title, is left out.
create table record as
with told as (
    select
        one,
        adopted_on,
        outlet,
        unnest([lead::varchar, second::varchar, title]) as told_by
    from drawn
),

again as (
    select one from told
    where told_by is not null
    qualify row_number() over (partition by adopted_on, outlet, told_by order by one) > 1
)

select
    drawn.one,
    strftime(drawn.adopted_on, '%Y-%m') as month,
    drawn.lead % getvariable('files_a_month') + 1 as file,
    drawn.unit_names,
    drawn.title,
    outlet.name as outlet_name,
    strftime(drawn.adopted_on, '%Y年%-m月%-d日') as day_text,
    drawn.placement,
    drawn.words || '字' as words_text
from drawn
inner join outlet using (outlet)
anti join again on drawn.one = again.one
order by drawn.one
limit getvariable('records')
