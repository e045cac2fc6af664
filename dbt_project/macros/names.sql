{# What a file is called that replaces an earlier one. #}
{% macro correction_words() -%}
更正|修订|订正|改正|勘误|更改|重新?[上填]?[报发]送?|以此[件表]?为准
{%- endmacro %}

{# The part of a cell behind a known name that names an office inside that unit, or a page, issue or
   programme of that outlet: the name itself is meant. A local channel, an account or another edition is
   an outlet of its own. #}
{% macro is_inner_part(kind, known, rest) -%}
case {{ kind }}
    when 'unit' then
        regexp_matches({{ known }}, '[部委局办院会厅校学司处社行室科心]$')
        and regexp_matches(
            {{ rest }},
            '^(机关)?[(]?(办公室|研究室|政研室|信息中心|信息组|综合组|编辑部|[^县区市镇乡村]{1,6}[科室股])[)]?$'
        )
    else
        regexp_matches(
            {{ rest }}, '^[(-]?(第?[0-9A-Za-z一二三四五六七八九十]{1,4}[版期].{0,6}|[头要][版闻].{0,6}|[〔(]?(19|20)[0-9]{2}[年〕)].{0,12})[)]?$'
        )
        -- a channel by what it is about, never by a place
        or regexp_matches(
            {{ rest }},
            '^[(·-]?(首页|转载|原创|首发|增刊|专刊|专报|(时政|新闻|要闻|党建|理论|政务|社会|民生|经济|财经|文化|教育|综合)(频道|栏目|版块|专栏|版)?)[)]?$'
        )
        or regexp_matches({{ known }}, '(电视台|电台|卫视|央视|央视新闻)$')
        and regexp_matches({{ rest }}, '^·?[\x{4e00}-\x{9fff}A-Za-z0-9]{2,8}$')
        and not regexp_matches({{ rest }}, '[县区市省台网号报刊]')
end
{%- endmacro %}

{# A list of names with a mark between any two: 《甲报》《乙报》, 1.甲报 2.乙报, ①甲报②乙报, 甲报、乙报各1篇. What is none is
   left alone. #}
{% macro listed(cell) -%}
case
        when not regexp_matches({{ cell }}, '[》」』”][\s\x{3000}]*[《「『“]|[①-⑳]|[篇条次][)）]?$|^[\s(（]*[1一][.．、)）]')
        then {{ cell }}
        else
            list_transform(
                [regexp_replace(
                    regexp_replace({{ cell }}, '([》」』”])[\s\x{3000}]*([《「『“])', '\1、\2', 'g'),
                    '[\s\x{3000}]*[(（]?[各共]?[1一][篇条次][)）]?([、，,；;\s]|$)', '\1', 'g'
                )],
                lambda text: if( -- noqa: PRS
                    regexp_matches(text, '^[\s(（]*[1一][.．、)）]|^[\s]*①'),
                    regexp_replace(text, '[(（]?[①-⑳][)）]?|[(（]?(?:^|\b)[1-9]\d?[.．、)）]|(?:^|[\s、，,；;])[(（]?[一二三四五六七八九十][.．、)）]', '、', 'g'),
                    text
                )
            )[1]
    end
{%- endmacro %}

{# Who else wrote a piece, by what a remark says: 与甲县、乙区委组织部联合采写. Of the names behind it only those count
   that are known, or sound like a unit; a reporter is none. #}
{% macro joint_names(remark) -%}
{%- set works = '(?:采写|撰写|供稿|报送|上报|采编|投稿|创作|完成|署名|撰稿|编写|推出|刊发|报道|发稿)' -%}
list_filter(
        string_split_regex(
            nullif(coalesce(
                {% for pattern in [
                    '(?:与|和|同|会同|协同|联合)([^。；;：:]{2,80}?)等?(?:单位|部门)?'
                    ~ '(?:(?:联合|共同|合作|一起|协作|联名)' ~ works ~ '?|合写|合著|合撰|合编|合采)',
                    '(?:联合|会同|协同)([^。；;：:]{2,80}?)等?(?:单位|部门)?' ~ works,
                    '(?:联合|合作|共同|协作|联名)' ~ works ~ '?(?:单位|部门|方)?[:：]\\s*([^。；;]{2,80})',
                    '^([^与和同。；;：:]{2,60}?)等?(?:单位|部门)?(?:联合|共同|合作)' ~ works
                ] %}
                nullif(regexp_extract({{ remark }}, '{{ pattern }}', 1), ''),
                {% endfor %}
                null
            ), ''),
            '[、，,\s]+|和|与|及|以及'
        ),
        lambda name: name != '' -- noqa: PRS
    )
{%- endmacro %}

{# Whether a name is one of a unit by its last characters. #}
{% macro sounds_like_a_unit(name) -%}
regexp_matches({{ name }}, '(?:[部委局办院会厅校处科室县区市旗镇乡所队]|街道|中心|公司|集团|组织|机关|党组|支部)$')
{%- endmacro %}

{# A remark without any of these names nobody else. #}
{% macro words_of_joint_work() -%}
联合|共同|合作|一起|协作|联名|会同|协同|合写|合著|合撰|合编|合采
{%- endmacro %}

{# The same, where nothing parts it from the name. #}
{% macro author_titles() -%}
(?:本报|本台|本网|本刊|特约|首席|实习|见习)*(?:记者|通讯员|报道员|信息员|撰稿人|供稿人)
{%- endmacro %}

{# What stands before or behind an author's name and says what he did; only where a mark or a space parts
   the two. #}
{% macro author_roles() -%}
(^|[\s、，,；;/|(（])(本报|本台|特约|首席|实习)*(记者|通讯员|作者|撰稿人?|供稿人?|摄影|摄|文[/、]?图|图[/、]?文|文|图|编辑)([:：/]|\s+|$)
{%- endmacro %}

{# Whether no longer name is found in the same text around this one: 市委组织部 inside 甲市委组织部 is not a name of
   its own. #}
{% macro is_outermost(of='true') -%}
not exists (
            select 1
            from found as longer
            where
                longer.context_text = found.context_text
                and longer.name_key != found.name_key
                and contains(longer.name_key, found.name_key)
                and {{ of }}
        )
{%- endmacro %}

{# Every place where a name may begin in a text, by its first two characters: no text is searched for every
   name. #}
{% macro beginnings(key) -%}
unnest(list_distinct(list_transform(
            range(1, length({{ key }})), lambda nth: substr({{ key }}, nth, 2) -- noqa: PRS
        )))
{%- endmacro %}

{# A cell that may name somebody: none of nothing but signs (↑, ……, ---, /), nor one that points elsewhere, as
   同左 does. #}
{% macro name_in(text) -%}
if(
            not regexp_matches({{ text }}, '[\p{L}\p{N}]')
            or regexp_matches(
                {{ text }}, '^\s*[(（]?同(左|右|下|[上前]?第?[0-9一二三四五六七八九十]{1,3}[行条号篇]?|序号[0-9]+)?[)）]?\s*$'
            ),
            null, nullif(trim({{ text }}), '')
        )
{%- endmacro %}
