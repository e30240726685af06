create table reception_file (
  id uuid not null primary key,
  shop_id uuid not null,
  buyer_id uuid not null,
  uploaded_by uuid,
  name_sealed bytea not null,
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
  file_id uuid not null,
  number int not null,
  sealed bytea not null,
  primary key (file_id, number)
);
