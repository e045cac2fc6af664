-- What is printed of a piece is what its adoptions say: how many, the first of them, the highest tier.
with adoption as (
    select
        adoption.piece_id,
        adoption.unit_code,
        adoption.article_title,
        adoption.outlet_code,
        adoption.adopted_on,
        adoption.tier_code,
        row_number() over (partition by adoption.piece_id order by adoption.adopted_on, adoption.adoption_id)
            as nth,
        row_number() over (partition by adoption.piece_id order by tier.tier_order) as nth_tier,
        count(*) over (partition by adoption.piece_id) as adoption_count
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_tier') }} as tier using (tier_code)
    where adoption.is_lead
),

opening as (
    select *
    from adoption
    where nth = 1
),

highest as (
    select *
    from adoption
    where nth_tier = 1
),

topic as (
    select
        piece.piece_id,
        (list(topic.topic_code order by topic.topic_order, topic.topic_code))[1] as topic_code
    from {{ ref('fct_piece') }} as piece
    inner join {{ source('office', 'office_topic') }} as topic
        on strpos(piece.article_title, topic.keyword) > 0
    group by piece.piece_id
)

select
    piece_id,
    piece.article_title
from {{ ref('fct_piece') }} as piece
full join opening using (piece_id)
left join highest using (piece_id)
left join topic using (piece_id)
where
    piece.article_title is distinct from opening.article_title
    or piece.unit_code is distinct from opening.unit_code
    or piece.first_adopted_on is distinct from opening.adopted_on
    or piece.first_outlet_code is distinct from opening.outlet_code
    or piece.highest_tier_code is distinct from highest.tier_code
    or piece.adoption_count is distinct from opening.adoption_count
    or piece.reprint_count is distinct from opening.adoption_count - 1
    or piece.topic_code is distinct from topic.topic_code
