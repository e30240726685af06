-- Looks of supervisors at other people's conversations: the lines stand in the record, this says which are still open.
create table reception_watch (
  id text not null primary key,
  shop_id text not null,
  conversation_id text not null,
  person_id text not null,
  opened_at bigint not null,
  beat_at bigint not null,
  left_at bigint
);
create index reception_watch_open on reception_watch (beat_at) where left_at is null;
