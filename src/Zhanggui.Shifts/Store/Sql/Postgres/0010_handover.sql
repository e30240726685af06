-- Items of the duty log: events and instructions, each with cause, course and result.
create table shifts_log_item (
  id uuid not null primary key,
  shop_id uuid not null,
  sort text not null,
  level text not null,
  cause text not null,
  course text not null,
  result text not null,
  written_by uuid not null,
  written_at bigint not null,
  owner uuid not null,
  handled_at bigint,
  closed_at bigint
);
create index shifts_log_item_open on shifts_log_item (shop_id, written_at, id) where closed_at is null;
create index shifts_log_item_all on shifts_log_item (shop_id, written_at, id);
create index shifts_log_item_owner on shifts_log_item (owner, shop_id, written_at, id);

create table shifts_log_act (
  id uuid not null primary key,
  item_id uuid not null,
  at bigint not null,
  person_id uuid,
  act text not null,
  text text,
  owner_before uuid,
  owner_after uuid
);
create index shifts_log_act_item on shifts_log_act (item_id, at, id);

create table shifts_handover (
  id uuid not null primary key,
  shop_id uuid not null,
  leaver uuid not null,
  receiver uuid,
  state text not null,
  summary text,
  counts text,
  begun_at bigint not null,
  leaver_signed_at bigint,
  receiver_signed_at bigint,
  excepted_by uuid,
  excepted_at bigint,
  exception text,
  excepted_blocks text
);
-- A person hands over one thing at a time in a shop.
create unique index shifts_handover_open on shifts_handover (shop_id, leaver) where state <> 'Done';
create index shifts_handover_receiver on shifts_handover (receiver, shop_id, state, begun_at, id);
create index shifts_handover_leaver on shifts_handover (leaver, shop_id, begun_at, id);
create index shifts_handover_shop on shifts_handover (shop_id, begun_at, id);

-- What was handed over, as it stood when the leaver signed.
create table shifts_handover_line (
  id uuid not null primary key,
  handover_id uuid not null,
  place int not null,
  kind text not null,
  ref text not null,
  title text not null,
  since bigint not null,
  due_at bigint,
  is_urgent integer not null,
  link text,
  refused text
);
create index shifts_handover_line_of on shifts_handover_line (handover_id, place);

create table shifts_handover_act (
  id uuid not null primary key,
  handover_id uuid not null,
  at bigint not null,
  person_id uuid,
  act text not null,
  text text
);
create index shifts_handover_act_of on shifts_handover_act (handover_id, at, id);

create table shifts_handover_tick (
  handover_id uuid not null,
  name text not null,
  person_id uuid not null,
  at bigint not null,
  primary key (handover_id, name)
);

create table shifts_equipment (
  shop_id uuid not null,
  name text not null,
  state text not null,
  since bigint not null,
  set_by uuid not null,
  primary key (shop_id, name)
);
create table shifts_equipment_act (
  id uuid not null primary key,
  shop_id uuid not null,
  name text not null,
  at bigint not null,
  person_id uuid not null,
  state text not null
);
create index shifts_equipment_act_of on shifts_equipment_act (shop_id, name, at);
