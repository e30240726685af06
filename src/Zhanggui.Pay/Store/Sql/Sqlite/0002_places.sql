-- Where the rules of a run stand, where each person stands in the ladder, and open points that somebody set aside.
alter table pay_run add column book_id text;
alter table pay_slip add column progress text;

create table pay_aside (
  shop_id text not null,
  month text not null,
  kind text not null,
  subject text not null,
  reason text not null,
  set_by text not null,
  set_at bigint not null,
  primary key (shop_id, month, kind, subject)
);
