create table shifts_duty (
  shop_id text not null,
  person_id text not null,
  state text not null,
  since bigint not null,
  reason text,
  set_by text,
  primary key (shop_id, person_id)
);
create index shifts_duty_person on shifts_duty (person_id);

create table shifts_duty_span (
  id text not null primary key,
  shop_id text not null,
  person_id text not null,
  state text not null,
  from_at bigint not null,
  until_at bigint,
  reason text,
  set_by text,
  check (until_at is null or until_at >= from_at)
);
create unique index shifts_duty_span_open on shifts_duty_span (shop_id, person_id) where until_at is null;
create index shifts_duty_span_from on shifts_duty_span (shop_id, person_id, from_at);
