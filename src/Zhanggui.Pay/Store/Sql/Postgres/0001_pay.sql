-- A month of a shop on its way to pay day. It is computed while asked > answered; what is computed stands in runs.
create table pay_month (
  shop_id uuid not null,
  month text not null,
  state text not null,
  asked bigint not null,
  answered bigint not null,
  asked_by uuid,
  leased_until bigint,
  stage text,
  problem text,
  run int,
  proposed_at bigint,
  proposed_by uuid,
  objections_until bigint,
  agreed_at bigint,
  agreed_by uuid,
  closed_at bigint,
  closed_by uuid,
  digest text,
  paid_on text,
  paid_at bigint,
  paid_by uuid,
  primary key (shop_id, month)
);
create index pay_month_waiting on pay_month (shop_id, month) where answered < asked;

-- One settlement of a month: by which book, on which facts. Written once.
create table pay_run (
  shop_id uuid not null,
  month text not null,
  number int not null,
  book text not null,
  version int not null,
  book_digest text not null,
  facts_digest text not null,
  as_of bigint not null,
  asked_by uuid,
  total bigint not null,
  slips int not null,
  decisions text not null,
  legality text not null,
  primary key (shop_id, month, number)
);

create table pay_slip (
  shop_id uuid not null,
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
  shop_id uuid not null,
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
  shop_id uuid not null,
  month text not null,
  person_id uuid not null,
  digest text not null,
  at bigint not null,
  primary key (shop_id, month, person_id, digest)
);

create table pay_objection (
  id uuid primary key,
  shop_id uuid not null,
  month text not null,
  person_id uuid not null,
  code text not null,
  amount bigint not null,
  reason text not null,
  evidence text not null,
  made_at bigint not null
);
create index pay_objection_shop on pay_objection (shop_id, made_at);
create index pay_objection_person on pay_objection (shop_id, person_id, month);

create table pay_objection_end (
  objection_id uuid primary key,
  shop_id uuid not null,
  what text not null,
  ended_by uuid not null,
  ended_at bigint not null,
  reason text,
  correction_id uuid,
  seen_at bigint
);

-- What an upheld objection gives back, as an approved adjustment of an open month.
create table pay_correction (
  id uuid primary key,
  shop_id uuid not null,
  month text not null,
  person_id uuid not null,
  amount bigint not null,
  reason text not null,
  objection_id uuid not null,
  about_month text not null,
  about_code text not null,
  approved_by uuid not null,
  approved_at bigint not null
);
create index pay_correction_month on pay_correction (shop_id, month);

-- Runs are written once; those of a closed month stay for ever, and a closed month only learns when it was paid.
create function pay_month_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.closed_at is not null then
      raise exception 'a closed month stays';
    end if;
    return old;
  end if;
  if old.closed_at is not null and (
       (new.shop_id, new.month, new.asked, new.answered, new.run, new.digest, new.closed_at, new.closed_by) is distinct from (old.shop_id, old.month, old.asked, old.answered, old.run, old.digest, old.closed_at, old.closed_by)
       or old.paid_at is not null or new.state not in ('closed', 'paid')) then
    raise exception 'a closed month stays';
  end if;
  return new;
end $$;
create trigger pay_month_stays before update or delete on pay_month
  for each row execute function pay_month_stays();

create function pay_run_is_written_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select 1 from pay_month m where m.shop_id = old.shop_id and m.month = old.month and m.closed_at is not null) then
    raise exception 'a slip is written once';
  end if;
  return old;
end $$;
create trigger pay_run_once before update or delete on pay_run for each row execute function pay_run_is_written_once();
create trigger pay_slip_once before update or delete on pay_slip for each row execute function pay_run_is_written_once();
create trigger pay_line_once before update or delete on pay_line for each row execute function pay_run_is_written_once();

create function pay_run_of_closed_month() returns trigger language plpgsql as $$
begin
  if exists (select 1 from pay_month m where m.shop_id = new.shop_id and m.month = new.month and m.closed_at is not null) then
    raise exception 'a closed month gets no more slips';
  end if;
  return new;
end $$;
create trigger pay_run_open before insert on pay_run for each row execute function pay_run_of_closed_month();
create trigger pay_slip_open before insert on pay_slip for each row execute function pay_run_of_closed_month();
create trigger pay_line_open before insert on pay_line for each row execute function pay_run_of_closed_month();
create trigger pay_correction_open before insert on pay_correction for each row execute function pay_run_of_closed_month();
