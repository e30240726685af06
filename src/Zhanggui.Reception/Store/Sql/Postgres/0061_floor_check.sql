-- The floor checklist (DISC-08): one line per day, person (or desk) and rule; who looked and when.
create table reception_floor_check (
  shop_id uuid not null,
  day text not null,
  subject text not null,
  rule text not null,
  is_kept integer not null,
  note text,
  by_id uuid not null,
  at bigint not null,
  primary key (shop_id, day, subject, rule)
);
