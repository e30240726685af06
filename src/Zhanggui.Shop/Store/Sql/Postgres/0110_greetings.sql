-- Nothing was ever written into the first one.
drop table shop_buyer_greeting;
create table shop_buyer_greeting (
  id uuid not null primary key,
  shop_id uuid not null,
  buyer_id uuid not null,
  month text not null,
  way text not null,
  state text not null,
  text bytea,
  owner uuid not null,
  at bigint not null,
  by_person uuid not null,
  conversation_id uuid,
  seq bigint,
  heard_seq bigint not null default 0,
  ended_at bigint,
  ended_by uuid,
  note bytea
);
create unique index shop_buyer_greeting_once on shop_buyer_greeting (buyer_id, month);
create index shop_buyer_greeting_shop on shop_buyer_greeting (shop_id, at, id);
create index shop_buyer_greeting_open on shop_buyer_greeting (shop_id, owner, at) where state = 'Open';
create index shop_buyer_greeting_sent on shop_buyer_greeting (at, id) where state = 'Sent';
