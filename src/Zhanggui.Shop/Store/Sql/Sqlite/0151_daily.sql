-- What people said about things on their daily list: later (for themselves) or dealt with (for everybody). Rows are only added.
create table shop_day_mark (
  id text not null primary key,
  shop_id text not null,
  kind text not null,
  ref text not null,
  buyer_id text,
  person_id text not null,
  state text not null,
  reason text,
  until bigint,
  at bigint not null
);
create index shop_day_mark_ref on shop_day_mark (shop_id, kind, ref, at);
create index shop_day_mark_person on shop_day_mark (person_id, shop_id, at);
create index shop_day_mark_buyer on shop_day_mark (buyer_id) where buyer_id is not null;

-- Members who are called back by the book's process: one open one a buyer, each attempt a row that stays.
create table shop_member_callback (
  id text not null primary key,
  shop_id text not null,
  buyer_id text not null,
  owner text not null,
  opened_on text not null,
  due_on text not null,
  next_at bigint not null,
  tries bigint not null,
  state text not null,
  opened_at bigint not null,
  ended_at bigint,
  ended_on text,
  version bigint not null
);
create unique index shop_member_callback_one on shop_member_callback (buyer_id) where state = 'Open';
create index shop_member_callback_open on shop_member_callback (shop_id, owner, next_at) where state = 'Open';
create index shop_member_callback_buyer on shop_member_callback (buyer_id, opened_on);
create index shop_member_callback_shop on shop_member_callback (shop_id, opened_on);

create table shop_member_callback_try (
  id text not null primary key,
  callback_id text not null,
  shop_id text not null,
  buyer_id text not null,
  at bigint not null,
  by_person text not null,
  result text not null,
  steps text not null,
  note blob
);
create index shop_member_callback_try_of on shop_member_callback_try (callback_id, at);
create index shop_member_callback_try_buyer on shop_member_callback_try (buyer_id, at);
