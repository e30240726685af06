create table shop_product (
  shop_id text not null,
  item text not null,
  code text,
  title text not null,
  search_text text not null,
  category text,
  price bigint,
  marks text,
  body text not null,
  quantity bigint,
  is_listed integer,
  counted_at bigint,
  state text not null,
  is_archived integer not null default 0,
  changed_at bigint not null,
  version bigint not null default 1,
  primary key (shop_id, item)
);
create index shop_product_search on shop_product (shop_id, is_archived, item, search_text);
create index shop_product_state on shop_product (shop_id, is_archived, state, item);
create index shop_product_category on shop_product (shop_id, is_archived, category, item);
create index shop_product_marks on shop_product (shop_id, is_archived, item, marks) where marks is not null;
create index shop_product_code on shop_product (shop_id, code) where code is not null;

create table shop_product_change (
  id text not null primary key,
  shop_id text not null,
  item text not null,
  at bigint not null,
  person_id text,
  act text not null,
  fields text not null,
  is_undone integer not null default 0
);
create index shop_product_change_item on shop_product_change (shop_id, item, at, id);

create table shop_category (
  shop_id text not null,
  name text not null,
  seven_day_return integer,
  free_shipping integer,
  note text,
  primary key (shop_id, name)
);

create table shop_stock (
  shop_id text not null,
  item text not null,
  at bigint not null,
  quantity bigint,
  is_listed integer,
  person_id text,
  primary key (shop_id, item, at)
);
create index shop_stock_at on shop_stock (shop_id, at);

create table shop_delivery (
  shop_id text not null,
  region_key text not null,
  region text not null,
  is_reached integer,
  days text,
  courier text,
  surcharge bigint,
  note text,
  changed_at bigint not null,
  changed_by text,
  version bigint not null default 1,
  primary key (shop_id, region_key)
);
