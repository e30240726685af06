-- Whether a shop's folder is watched, and which it is (a path inside the house's watched root).
create table orders_watched (
  shop_id text primary key,
  is_on int not null,
  folder text not null,
  changed_at bigint not null,
  changed_by text
);

-- What became of the files that lay in it; the latest are kept.
create table orders_watched_file (
  id text primary key,
  shop_id text not null,
  at bigint not null,
  file_name text not null,
  import_id text,
  is_done int not null,
  zh text not null,
  en text not null
);
create index orders_watched_file_shop on orders_watched_file (shop_id, at);
