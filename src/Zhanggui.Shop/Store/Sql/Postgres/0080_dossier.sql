create table shop_buyer_scheme (
  shop_id uuid not null primary key,
  body text not null,
  version bigint not null,
  changed_at bigint not null,
  changed_by uuid not null
);

create table shop_buyer_fact (
  id uuid not null primary key,
  shop_id uuid not null,
  buyer_id uuid not null,
  kind text not null,
  text bytea,
  conversation_id uuid,
  seq bigint,
  at bigint not null,
  by_person uuid not null,
  gone_at bigint,
  gone_by uuid
);
create index shop_buyer_fact_buyer on shop_buyer_fact (buyer_id, at);

create table shop_buyer_consent (
  id uuid not null primary key,
  shop_id uuid not null,
  buyer_id uuid not null,
  purpose text not null,
  channel text not null,
  is_given integer not null,
  how text not null,
  note bytea,
  conversation_id uuid,
  seq bigint,
  at bigint not null,
  by_person uuid not null
);
create index shop_buyer_consent_buyer on shop_buyer_consent (buyer_id, at);
create index shop_buyer_consent_purpose on shop_buyer_consent (shop_id, purpose, buyer_id, at);

create table shop_buyer_member (
  buyer_id uuid not null primary key,
  shop_id uuid not null,
  level text not null,
  number bytea,
  since text not null,
  until text,
  changed_at bigint not null,
  changed_by uuid not null
);
create index shop_buyer_member_level on shop_buyer_member (shop_id, level);

create table shop_buyer_group (
  id uuid not null primary key,
  shop_id uuid not null,
  name text not null,
  purpose text not null,
  made_at bigint not null,
  made_by uuid not null,
  archived_at bigint
);
create unique index shop_buyer_group_name on shop_buyer_group (shop_id, name) where archived_at is null;

create table shop_buyer_in_group (
  group_id uuid not null,
  buyer_id uuid not null,
  added_at bigint not null,
  added_by uuid not null,
  primary key (group_id, buyer_id)
);
create index shop_buyer_in_group_buyer on shop_buyer_in_group (buyer_id);

create table shop_buyer_suggestion (
  id uuid not null primary key,
  shop_id uuid not null,
  buyer_id uuid not null,
  topic text not null,
  text bytea,
  state text not null,
  due_on text,
  conversation_id uuid,
  seq bigint,
  at bigint not null,
  by_person uuid not null,
  ended_at bigint,
  ended_by uuid,
  answer bytea
);
create index shop_buyer_suggestion_buyer on shop_buyer_suggestion (buyer_id, at);
create index shop_buyer_suggestion_state on shop_buyer_suggestion (shop_id, state, at, id);
create index shop_buyer_suggestion_at on shop_buyer_suggestion (shop_id, at, id);
create index shop_buyer_suggestion_due on shop_buyer_suggestion (shop_id, due_on, id) where state = 'Open' and due_on is not null;
