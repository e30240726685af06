alter table guard_hit add column team_id uuid;
alter table guard_hit add column team text;
alter table guard_hit add column channel text;

create table guard_dispute (
  id uuid not null primary key,
  shop_id uuid not null,
  subject_id uuid not null,
  conversation_id uuid not null,
  person_id uuid not null,
  act_id uuid not null,
  at bigint not null,
  rule text not null,
  kind text not null,
  name text not null,
  level integer not null,
  book text not null,
  book_version integer not null,
  start_at integer not null,
  length integer not null,
  state integer not null default 0,
  answered_by uuid,
  answered_at bigint,
  seen_at bigint,
  draft_id uuid,
  change text,
  words bytea,
  answer bytea
);
create unique index guard_dispute_once on guard_dispute (act_id, rule, start_at);
create index guard_dispute_shop on guard_dispute (shop_id, state, at, id);
create index guard_dispute_rule on guard_dispute (shop_id, rule, at);
create index guard_dispute_person on guard_dispute (shop_id, person_id, at, id);
create index guard_dispute_subject on guard_dispute (subject_id);

create table guard_near (
  id uuid not null primary key,
  shop_id uuid not null,
  subject_id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  person_id uuid not null,
  at bigint not null,
  rule text not null,
  name text not null,
  level integer not null,
  state integer not null default 0,
  decided_by uuid,
  decided_at bigint,
  draft_id uuid,
  words bytea
);
create unique index guard_near_once on guard_near (conversation_id, seq, rule);
create index guard_near_shop on guard_near (shop_id, state, at, id);
create index guard_near_old on guard_near (at);
create index guard_near_subject on guard_near (subject_id);

create table guard_scan (
  shop_id uuid not null primary key,
  lease_until bigint not null default 0,
  at bigint not null default 0,
  conversation_id uuid not null
);
create table guard_scanned (
  conversation_id uuid not null primary key,
  seq bigint not null,
  at bigint not null
);
create index guard_scanned_old on guard_scanned (at);

create table guard_said (
  shop_id uuid not null,
  hour bigint not null,
  person_id uuid not null,
  team text not null,
  channel text not null,
  messages bigint not null,
  primary key (shop_id, hour, person_id, team, channel)
);
