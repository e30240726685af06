create table records_message (
  shop_id uuid not null,
  id text not null,
  buyer text not null,
  account text,
  sender int not null,
  sent_at bigint,
  kind int not null,
  subject_id uuid not null,
  text_sealed bytea,
  text_digest text,
  origin uuid,
  changed_at bigint not null,
  primary key (shop_id, id)
);
create index records_message_buyer on records_message (shop_id, buyer, sent_at);
create index records_message_time on records_message (shop_id, sent_at);

create table records_row (
  shop_id uuid not null,
  file text not null,
  row_key text not null,
  cells text not null,
  buyer text,
  order_id text,
  from_at bigint,
  until_at bigint,
  version bigint not null,
  origin uuid,
  changed_at bigint not null,
  primary key (shop_id, file, row_key)
);
create index records_row_time on records_row (shop_id, file, from_at);
create index records_row_buyer on records_row (shop_id, buyer) where buyer is not null;
create index records_row_order on records_row (shop_id, order_id) where order_id is not null;

create table records_row_version (
  shop_id uuid not null,
  file text not null,
  row_key text not null,
  version bigint not null,
  cells text not null,
  origin uuid,
  at bigint not null,
  primary key (shop_id, file, row_key, version)
);
