create table reception_file (
  id text not null primary key,
  shop_id text not null,
  buyer_id text not null,
  uploaded_by text,
  name_sealed blob not null,
  media_type text not null,
  size bigint not null,
  width int,
  height int,
  chunks int not null,
  at bigint not null,
  attached_at bigint
);
create index reception_file_buyer on reception_file (buyer_id, at);
create index reception_file_orphan on reception_file (at) where attached_at is null;

create table reception_file_chunk (
  file_id text not null,
  number int not null,
  sealed blob not null,
  primary key (file_id, number)
);
