create table shifts_roster (
  id uuid not null primary key,
  shop_id uuid not null,
  person_id uuid not null,
  day text not null,
  shift text not null,
  starts text not null,
  ends text,
  place text,
  set_by uuid,
  set_at bigint not null
);
create unique index shifts_roster_day on shifts_roster (shop_id, day, person_id, shift, starts);

create table shifts_roster_act (
  id uuid not null primary key,
  shop_id uuid not null,
  person_id uuid not null,
  day text not null,
  at bigint not null,
  set_by uuid,
  before text not null,
  after text not null,
  reason text
);
create index shifts_roster_act_day on shifts_roster_act (shop_id, day, person_id, at);

create table shifts_leave (
  id uuid not null primary key,
  shop_id uuid not null,
  person_id uuid not null,
  from_at bigint not null,
  to_at bigint,
  kind text,
  note text,
  state text not null,
  asked_by uuid,
  asked_at bigint not null,
  decided_by uuid,
  decided_at bigint,
  reason text,
  check (to_at is null or to_at >= from_at)
);
create index shifts_leave_from on shifts_leave (shop_id, from_at);
create index shifts_leave_person on shifts_leave (shop_id, person_id, from_at);
create index shifts_leave_state on shifts_leave (shop_id, state, from_at);

create table shifts_leave_act (
  id uuid not null primary key,
  leave_id uuid not null,
  at bigint not null,
  person_id uuid,
  act text not null,
  reason text
);
create index shifts_leave_act_leave on shifts_leave_act (leave_id, at);

create table shifts_kind (
  shop_id uuid not null,
  sort text not null,
  name text not null,
  place_in_list int not null,
  starts text,
  ends text,
  place text,
  primary key (shop_id, sort, name)
);
