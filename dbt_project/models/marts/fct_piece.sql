-- One row per piece: where it was printed first, how high it came, how often it was taken over.
with adoption as (
    select
        described.*,
        tier.tier_order
    from {{ ref('int_adoption__described') }} as described
    inner join {{ ref('dim_tier') }} as tier using (tier_code)
),

piece as (
    select
        piece_id,
        arg_min(article_title, (adopted_on, adoption_id)) as article_title,
        min(lead_unit_code) as unit_code,
        min(adopted_on) as first_adopted_on,
        arg_min(outlet_code, (adopted_on, adoption_id)) as first_outlet_code,
        arg_min(tier_code, tier_order) as highest_tier_code,
        count(*)::integer as adoption_count,
        (count(*) - 1)::integer as reprint_count
    from adoption
    group by piece_id
),

touched as (
    select
        piece.piece_id,
        arg_min(topic.topic_code, topic.topic_order) as topic_code
    from piece
    inner join {{ source('office', 'office_topic') }} as topic on contains(piece.article_title, topic.keyword)
    group by piece.piece_id
)

select
    piece.piece_id,
    piece.article_title,
    piece.unit_code,
    piece.first_adopted_on,
    piece.first_outlet_code,
    piece.highest_tier_code,
    piece.adoption_count,
    piece.reprint_count,
    touched.topic_code
from piece
left join touched using (piece_id)
