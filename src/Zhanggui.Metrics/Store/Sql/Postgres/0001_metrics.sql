create table metrics_day (
  shop_id uuid not null,
  day text not null,
  asked bigint not null,
  answered bigint not null,
  book text,
  book_version int,
  book_digest text,
  missing text,
  counted_at bigint,
  primary key (shop_id, day)
);
create index metrics_day_waiting on metrics_day (shop_id, day) where answered < asked;

create table metrics_scope (
  shop_id uuid not null,
  scope text not null,
  team text,
  primary key (shop_id, scope)
);

create table metrics_cell (
  shop_id uuid not null,
  scope text not null,
  day text not null,
  metric text not null,
  set_name text not null,
  numerator bigint not null,
  denominator bigint not null,
  open_until text,
  numerator_keys bytea,
  denominator_keys bytea,
  primary key (shop_id, scope, day, metric, set_name)
);
create index metrics_cell_day on metrics_cell (shop_id, day);

create table metrics_week (
  shop_id uuid not null,
  person_id uuid not null,
  monday text not null,
  done text not null,
  next text not null,
  changed_at bigint not null,
  primary key (shop_id, person_id, monday)
);

create table metrics_loss (
  shop_id uuid not null,
  buyer text not null,
  day text not null,
  reason text not null,
  note text,
  person_id uuid not null,
  changed_at bigint not null,
  primary key (shop_id, buyer, day)
);
create index metrics_loss_day on metrics_loss (shop_id, day);
