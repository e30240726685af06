-- A mistake that is proposed, and what a person decided about it. Facts come from here.
create table pay_incident (
  id text not null primary key,
  shop_id text not null,
  fact_id text not null,
  person_id text not null,
  at bigint not null,
  month text not null,
  kind text not null,
  order_id text,
  stage text,
  value text,
  loss bigint,
  note text,
  state text not null,
  source text not null,
  cause text,
  day text,
  evidence text,
  proposed_by text,
  proposed_at bigint not null,
  decided_by text,
  decided_at bigint,
  reason text,
  exemption_refused text,
  comment text,
  commented_at bigint,
  seen_at bigint,
  version int not null
);
create unique index pay_incident_fact on pay_incident (shop_id, fact_id);
create unique index pay_incident_cause on pay_incident (shop_id, cause) where cause is not null;
create index pay_incident_day on pay_incident (shop_id, day) where day is not null;
create index pay_incident_time on pay_incident (shop_id, at, id);
create index pay_incident_state on pay_incident (shop_id, state, at, id);
create index pay_incident_person on pay_incident (shop_id, person_id, at, id);
create index pay_incident_month on pay_incident (shop_id, month, person_id);

create table pay_incident_act (
  id text not null primary key,
  incident_id text not null,
  at bigint not null,
  person_id text,
  act text not null,
  said text,
  reason text
);
create index pay_incident_act_incident on pay_incident_act (incident_id, at);

-- A day of a shop whose shifts are looked at: asked for by changed facts, and again while it may still change.
create table pay_watch (
  shop_id text not null,
  day text not null,
  asked bigint not null,
  answered bigint not null,
  looked_at bigint not null,
  leased_until bigint,
  primary key (shop_id, day)
);
create index pay_watch_due on pay_watch (shop_id, day) where answered < asked;
