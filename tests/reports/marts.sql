-- The marts that reports read, as contracted, and what follows from the rows put in before.
create schema marts;
create table marts.dim_unit (
    unit_code varchar, unit_name varchar, group_code varchar, parent_code varchar, unit_order integer, is_ranked boolean,
    effective_from date, effective_to date, successor_code varchar
);
create table marts.dim_unit_lineage (
    period_code varchar, unit_code varchar, reporting_unit_code varchar, reporting_unit_name varchar
);
create table marts.dim_outlet (
    outlet_code varchar, outlet_name varchar, tier_code varchar, medium_code varchar, line_code varchar, outlet_order integer
);
create table marts.dim_tier (tier_code varchar, tier_order integer);
create table marts.dim_period (
    period_code varchar, grain varchar, year integer, first_day date, last_day date, previous_code varchar,
    year_ago_code varchar, is_known boolean
);
create table marts.dim_period_month (
    period_code varchar, month_code varchar, is_inside boolean, first_day date, last_day date, is_known boolean
);
create table marts.dim_topic (topic_code varchar, keywords varchar, topic_order integer);
create table marts.dim_rule_version (
    scheme_code varchar, scheme_name varchar, rule_version varchar, decision varchar, decided_on date, effective_from date,
    effective_to date, counted_in varchar, whom varchar, is_grouped boolean, reuse varchar, sharing varchar, ties varchar, file_sha256 varchar
);
create table marts.fct_delivery (
    delivery_id varchar, file_name varchar, kind varchar, side varchar, part_of varchar, received_on date,
    named_month_code varchar, problem_code varchar, problem varchar, record_count integer, accepted_count integer, rejected_count integer, duplicate_count integer,
    superseded_count integer, again_count integer, stated_count integer, stated_difference integer, stated_note varchar, version_note varchar
);
create table marts.fct_unread (
    delivery_id varchar, unit_code varchar, month_code varchar, file_name varchar, problem varchar
);
create table marts.fct_author_elsewhere (
    record_id varchar, person varchar, own_unit_code varchar, unit_code varchar
);
create table marts.fct_rescored (
    scheme_code varchar, rule_version varchar, period_code varchar, unit_code varchar, points decimal(18, 4), place integer
);
create table marts.fct_record (
    record_id varchar, delivery_id varchar, file_name varchar, sheet_name varchar, row_number bigint, register varchar, outcome varchar,
    reason_code varchar, reason varchar, of_record_id varchar, month_code varchar, unit_name varchar, outlet_name varchar,
    article_title varchar, adopted_on_text varchar, cells varchar
);
create table marts.fct_adoption (
    adoption_id varchar, record_id varchar, piece_id varchar, unit_code varchar, is_lead boolean, share decimal(9, 6),
    unit_count integer, co_units varchar, outlet_code varchar, tier_code varchar, medium_code varchar, line_code varchar,
    adopted_on date, date_precision varchar, month_code varchar, article_title varchar, page_text varchar,
    page_number integer, placement_code varchar, words integer, kind_text varchar, author varchar, issue_number integer
);
create table marts.fct_claim (
    adoption_id varchar, unit_code varchar, outlet_code varchar, adopted_on date, month_code varchar, article_title varchar,
    claim_code varchar, is_watched boolean, is_counted boolean, claimed_record_id varchar, observed_record_id varchar
);
create table marts.fct_outlet_count (
    unit_code varchar, outlet_code varchar, period_code varchar, claimed_count integer, adoption_count integer,
    difference integer, record_ids varchar[], received_on date
);
create table marts.fct_score_line (
    scheme_code varchar, rule_version varchar, rule_line_id varchar, step varchar,
    adoption_id varchar, other_record_id varchar, piece_id varchar, unit_code varchar, person varchar, adopted_on date,
    month_code varchar, period_code varchar,
    points decimal(18, 4), explanation varchar
);
create table marts.fct_quota (
    quota_code varchar, unit_code varchar, unit_name varchar, person varchar, period_code varchar, grain varchar, what varchar,
    owed integer, done integer, short integer, pace decimal(9, 4), is_met boolean
);
create table marts.fct_adoption_author (
    adoption_id varchar, unit_code varchar, person varchar, position integer, share decimal(18, 4)
);
create table marts.fct_person_ranking (
    scheme_code varchar, period_code varchar, group_code varchar, unit_code varchar, unit_name varchar, unit_order integer,
    person varchar, adoption_count integer, points decimal(18, 4), cumulative_points decimal(18, 4), place integer,
    is_tied boolean, is_decided_by_break boolean, missed_gates varchar, marks varchar, award varchar, award_amount decimal(18, 4)
);
create table marts.fct_comment (
    record_id varchar, unit_code varchar, is_lead boolean, commented_on date, month_code varchar, article_title varchar,
    leader varchar, level varchar
);
create table marts.fct_commission (
    record_id varchar, unit_code varchar, is_lead boolean, commission_number varchar, article_title varchar, deadline date,
    outcome varchar, month_code varchar
);
create table marts.fct_jury_score (
    record_id varchar, unit_code varchar, is_lead boolean, month_code varchar, kind_text varchar, juror varchar,
    score decimal(18, 4), piece_id varchar
);
create table marts.fct_account_figure (
    record_id varchar, unit_code varchar, is_lead boolean, figure_on date, month_code varchar, account_name varchar,
    followers bigint, reads bigint
);
create table marts.fct_item (
    record_id varchar, unit_code varchar, is_lead boolean, register varchar, item_on date, month_code varchar,
    article_title varchar, item_name varchar, value decimal(18, 4), piece_id varchar
);
create table marts.fct_unit_month_submission (
    unit_code varchar, month_code varchar, submission_count integer, adopted_count integer, zero_report_count integer
);
create table marts.fct_peer_count (
    period_code varchar, city_name varchar, county_name varchar, adoption_count integer, is_own boolean
);
create table marts.fct_objection (
    objection_id varchar, period_code varchar, unit_code varchar, unit_name varchar, record_id varchar, score_line_id varchar,
    raised_on date, raised_by varchar, reason varchar, open_until date, is_late boolean, outcome varchar, decided_on date,
    decided_by varchar, why varchar, correction varchar
);
create table marts.fct_late_record (
    record_id varchar, period_code varchar, received_on date, issued_on date, treatment varchar, counted_in varchar
);
create table marts.fct_rule_condition (
    scheme_code varchar, rule_version varchar, rule_line_id varchar, condition_id varchar, column_name varchar, column_label varchar,
    month_code varchar, record_count bigint, met_count bigint, blank_count bigint, registers varchar[], delivered varchar[]
);
create table marts.fct_delivery_column (
    delivery_id varchar, register varchar, column_name varchar, unread_count integer, unread_text varchar
);
