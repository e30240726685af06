-- Where routing stands with a conversation (group, since when it is owned, who let it pass, a transfer on its way): one JSON text, in no index.
alter table reception_conversation add column routing text;

-- What a supervisor set for an agent: weight, capacity of their own, groups. Without a row an agent counts like everybody.
create table reception_share (
  shop_id text not null,
  person_id text not null,
  weight int not null,
  capacity int,
  groups text not null,
  reason text,
  set_by text,
  set_at bigint not null,
  primary key (shop_id, person_id)
);

-- How far the agents' turns have moved, shared by all processes.
create table reception_turn (
  shop_id text not null,
  person_id text not null,
  turn bigint not null,
  started bigint not null,
  at bigint not null,
  primary key (shop_id, person_id)
);
