-- Past months by two books, asked for by a person and worked out by a job. Both texts and the answer are kept as they were.
create table pay_whatif (
  id text not null primary key,
  shop_id text not null,
  asked_at bigint not null,
  asked_by text not null,
  from_month text not null,
  to_month text not null,
  before_which text not null,
  before_title text not null,
  before_text text not null,
  after_which text not null,
  after_title text not null,
  after_text text not null,
  state text not null,
  stage text,
  done int not null default 0,
  total int not null default 0,
  wants_cancel int not null default 0,
  claimed_by text,
  claimed_until bigint,
  ended_at bigint,
  problem_zh text,
  problem_en text,
  facts_digest text,
  result text,
  summary text,
  note text,
  note_by text,
  note_at bigint,
  note_shown int not null default 0
);
create index pay_whatif_shop on pay_whatif (shop_id, asked_at);
create index pay_whatif_waiting on pay_whatif (asked_at) where state in ('queued', 'running');
create index pay_whatif_book on pay_whatif (after_which, note_at) where note_shown = 1;
