create table orders_person_name (
  shop_id uuid not null,
  name text not null,
  person_id uuid not null,
  primary key (shop_id, name)
);
