-- A month of a shop on its way to pay day. It is computed while asked > answered; what is computed stands in runs.
create table pay_month (
  shop_id text not null,
  month text not null,
  state text not null,
  asked bigint not null,
  answered bigint not null,
  asked_by text,
  leased_until bigint,
  stage text,
  problem text,
  run int,
  proposed_at bigint,
  proposed_by text,
  objections_until bigint,
  agreed_at bigint,
  agreed_by text,
  closed_at bigint,
  closed_by text,
  digest text,
  paid_on text,
  paid_at bigint,
  paid_by text,
  primary key (shop_id, month)
);
create index pay_month_waiting on pay_month (shop_id, month) where answered < asked;

-- One settlement of a month: by which book, on which facts. Written once.
create table pay_run (
  shop_id text not null,
  month text not null,
  number int not null,
  book text not null,
  version int not null,
  book_digest text not null,
  facts_digest text not null,
  as_of bigint not null,
  asked_by text,
  total bigint not null,
  slips int not null,
  decisions text not null,
  legality text not null,
  primary key (shop_id, month, number)
);

create table pay_slip (
  shop_id text not null,
  month text not null,
  run int not null,
  person text not null,
  grade text,
  total bigint not null,
  digest text not null,
  primary key (shop_id, month, run, person)
);
create index pay_slip_person on pay_slip (shop_id, person, month);

create table pay_line (
  shop_id text not null,
  month text not null,
  run int not null,
  person text not null,
  place int not null,
  code text not null,
  amount bigint not null,
  quantity text,
  rate text,
  rule text not null,
  facts text not null,
  words text not null,
  primary key (shop_id, month, run, person, place)
);

-- Somebody says yes to the own slip; it holds as long as the slip is the one that was seen.
create table pay_consent (
  shop_id text not null,
  month text not null,
  person_id text not null,
  digest text not null,
  at bigint not null,
  primary key (shop_id, month, person_id, digest)
);

create table pay_objection (
  id text primary key,
  shop_id text not null,
  month text not null,
  person_id text not null,
  code text not null,
  amount bigint not null,
  reason text not null,
  evidence text not null,
  made_at bigint not null
);
create index pay_objection_shop on pay_objection (shop_id, made_at);
create index pay_objection_person on pay_objection (shop_id, person_id, month);

create table pay_objection_end (
  objection_id text primary key,
  shop_id text not null,
  what text not null,
  ended_by text not null,
  ended_at bigint not null,
  reason text,
  correction_id text,
  seen_at bigint
);

-- What an upheld objection gives back, as an approved adjustment of an open month.
create table pay_correction (
  id text primary key,
  shop_id text not null,
  month text not null,
  person_id text not null,
  amount bigint not null,
  reason text not null,
  objection_id text not null,
  about_month text not null,
  about_code text not null,
  approved_by text not null,
  approved_at bigint not null
);
create index pay_correction_month on pay_correction (shop_id, month);

-- Runs are written once; those of a closed month stay for ever, and a closed month only learns when it was paid.
create trigger pay_month_kept before delete on pay_month when old.closed_at is not null
begin
  select raise(abort, 'a closed month stays');
end;
create trigger pay_month_stays before update on pay_month
when old.closed_at is not null and (
  new.shop_id is not old.shop_id or new.month is not old.month or new.asked is not old.asked or new.answered is not old.answered
  or new.run is not old.run or new.digest is not old.digest or new.closed_at is not old.closed_at or new.closed_by is not old.closed_by
  or old.paid_at is not null or new.state not in ('closed', 'paid'))
begin
  select raise(abort, 'a closed month stays');
end;
create trigger pay_run_once before update on pay_run
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_run_kept before delete on pay_run when exists (select 1 from pay_month m where m.shop_id = old.shop_id and m.month = old.month and m.closed_at is not null)
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_slip_once before update on pay_slip
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_slip_kept before delete on pay_slip when exists (select 1 from pay_month m where m.shop_id = old.shop_id and m.month = old.month and m.closed_at is not null)
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_line_once before update on pay_line
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_line_kept before delete on pay_line when exists (select 1 from pay_month m where m.shop_id = old.shop_id and m.month = old.month and m.closed_at is not null)
begin
  select raise(abort, 'a slip is written once');
end;
create trigger pay_run_open before insert on pay_run when exists (select 1 from pay_month m where m.shop_id = new.shop_id and m.month = new.month and m.closed_at is not null)
begin
  select raise(abort, 'a closed month gets no more slips');
end;
create trigger pay_slip_open before insert on pay_slip when exists (select 1 from pay_month m where m.shop_id = new.shop_id and m.month = new.month and m.closed_at is not null)
begin
  select raise(abort, 'a closed month gets no more slips');
end;
create trigger pay_line_open before insert on pay_line when exists (select 1 from pay_month m where m.shop_id = new.shop_id and m.month = new.month and m.closed_at is not null)
begin
  select raise(abort, 'a closed month gets no more slips');
end;
create trigger pay_correction_open before insert on pay_correction when exists (select 1 from pay_month m where m.shop_id = new.shop_id and m.month = new.month and m.closed_at is not null)
begin
  select raise(abort, 'a closed month gets no more slips');
end;
