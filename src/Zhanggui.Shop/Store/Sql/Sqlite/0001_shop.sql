create table shop_counter (
  shop_id text not null primary key,
  last_buyer bigint not null
);

create table shop_buyer (
  id text not null primary key,
  shop_id text not null,
  number bigint not null,
  identity text not null,
  nick blob,
  name blob,
  tel blob,
  email blob,
  address blob,
  fields blob,
  note blob,
  created_at bigint not null,
  last_seen_at bigint not null,
  joined_into text,
  masked_at bigint,
  erased_at bigint,
  version bigint not null default 1
);
create unique index shop_buyer_number on shop_buyer (shop_id, number);
create index shop_buyer_joined on shop_buyer (joined_into);
create index shop_buyer_seen on shop_buyer (shop_id, last_seen_at);

create table shop_buyer_identity (
  id text not null primary key,
  shop_id text not null,
  channel_kind text not null,
  external_key text not null,
  external blob,
  identity text not null,
  buyer_id text not null,
  first_buyer_id text not null,
  created_at bigint not null,
  unique (shop_id, channel_kind, external_key)
);
create index shop_buyer_identity_buyer on shop_buyer_identity (buyer_id);

create table shop_buyer_join (
  id text not null primary key,
  shop_id text not null,
  from_buyer_id text not null,
  into_buyer_id text not null,
  at bigint not null,
  joined_by text,
  reason text not null,
  undone_at bigint,
  undone_by text,
  undone_because text
);
create index shop_buyer_join_from on shop_buyer_join (from_buyer_id);
create index shop_buyer_join_into on shop_buyer_join (into_buyer_id);

create table shop_buyer_token (
  shop_id text not null,
  token text not null,
  buyer_id text not null,
  primary key (shop_id, token, buyer_id)
);
create index shop_buyer_token_buyer on shop_buyer_token (buyer_id);

create table shop_retention (
  shop_id text not null primary key,
  contact_days int not null,
  chat_months int not null,
  order_months int not null,
  wage_months int not null,
  changed_at bigint not null,
  changed_by text not null
);
