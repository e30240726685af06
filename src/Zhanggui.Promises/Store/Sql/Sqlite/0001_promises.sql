create table promises_promise (
  id text not null primary key,
  shop_id text not null,
  what text not null,
  words text,
  made_at bigint not null,
  made_by text not null,
  owner text not null,
  due_at bigint not null,
  is_told integer not null,
  buyer_id text,
  conversation_id text,
  seq bigint,
  order_id text,
  state text not null,
  ended_at bigint,
  moved integer not null,
  chased integer not null
);
create index promises_promise_due on promises_promise (shop_id, state, due_at, id);
create index promises_promise_owner on promises_promise (owner, shop_id, state, due_at, id);
create index promises_promise_conversation on promises_promise (conversation_id, due_at) where conversation_id is not null;
create index promises_promise_buyer on promises_promise (buyer_id, due_at) where buyer_id is not null;
create index promises_promise_made on promises_promise (shop_id, made_at);
create index promises_promise_open on promises_promise (due_at, id) where state = 'Open';

create table promises_act (
  id text not null primary key,
  promise_id text not null,
  at bigint not null,
  person_id text,
  act text not null,
  text text,
  due_before bigint,
  due_after bigint,
  owner_before text,
  owner_after text
);
create index promises_act_promise on promises_act (promise_id, at, id);
