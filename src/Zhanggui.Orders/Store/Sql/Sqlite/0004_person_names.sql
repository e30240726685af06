create table orders_person_name (
  shop_id text not null,
  name text not null,
  person_id text not null,
  primary key (shop_id, name)
);
