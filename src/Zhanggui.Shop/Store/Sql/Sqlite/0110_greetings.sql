-- Nothing was ever written into the first one.
drop table shop_buyer_greeting;
create table shop_buyer_greeting (
  id text not null primary key,
  shop_id text not null,
  buyer_id text not null,
  month text not null,
  way text not null,
  state text not null,
  text blob,
  owner text not null,
  at bigint not null,
  by_person text not null,
  conversation_id text,
  seq bigint,
  heard_seq bigint not null default 0,
  ended_at bigint,
  ended_by text,
  note blob
);
create unique index shop_buyer_greeting_once on shop_buyer_greeting (buyer_id, month);
create index shop_buyer_greeting_shop on shop_buyer_greeting (shop_id, at, id);
create index shop_buyer_greeting_open on shop_buyer_greeting (shop_id, owner, at) where state = 'Open';
create index shop_buyer_greeting_sent on shop_buyer_greeting (at, id) where state = 'Sent';
