-- Who held the main account (主旺旺), in which shift, from when to when, and why; an empty end holds now.
create table reception_main_turn (
  id text not null primary key,
  shop_id text not null,
  person_id text not null,
  day text not null,
  shift text not null,
  from_at bigint not null,
  until_at bigint,
  why text not null,
  reason text,
  set_by text
);
create unique index reception_main_turn_now on reception_main_turn (shop_id) where until_at is null;
create index reception_main_turn_history on reception_main_turn (shop_id, from_at);
create index reception_main_turn_person on reception_main_turn (shop_id, person_id, from_at);
create index reception_main_turn_day on reception_main_turn (shop_id, day);
