create table kernel_feed_head (
  stream uuid not null primary key,
  epoch uuid not null,
  last bigint not null,
  floor bigint not null default 0
);
create table kernel_feed (
  stream uuid not null,
  number bigint not null,
  at bigint not null,
  kind text not null,
  entity uuid not null,
  detail bigint not null default 0,
  topic uuid not null,
  primary key (stream, number)
);

create table kernel_outbox (
  id uuid not null primary key,
  at bigint not null,
  type text not null,
  shop_id uuid,
  body text not null,
  done_at bigint,
  attempts int not null default 0,
  next_at bigint not null,
  lease_until bigint not null default 0,
  last_error text
);
create index kernel_outbox_due on kernel_outbox (done_at, next_at);
create table kernel_outbox_effect (
  event_id uuid not null,
  handler text not null,
  at bigint not null,
  primary key (event_id, handler)
);

create table kernel_job (
  name text not null primary key,
  owner text,
  lease_until bigint not null default 0,
  last_run_at bigint,
  last_error text
);

create table kernel_audit (
  id uuid not null primary key,
  at bigint not null,
  organisation_id uuid,
  shop_id uuid,
  actor_id uuid,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  before text,
  after text,
  reason text
);
create index kernel_audit_at on kernel_audit (organisation_id, at);
create index kernel_audit_subject on kernel_audit (subject_kind, subject_id, at);

create table kernel_subject_key (
  subject_id uuid not null primary key,
  shop_id uuid not null,
  wrapped bytea,
  created_at bigint not null,
  destroyed_at bigint,
  destroyed_by uuid,
  destroyed_because text
);
