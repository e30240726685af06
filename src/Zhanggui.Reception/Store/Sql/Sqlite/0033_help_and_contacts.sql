-- A call for help: the question and the answer stand as private notes in the conversation, here is who asked whom and when.
create table reception_help (
  id text not null primary key,
  shop_id text not null,
  conversation_id text not null,
  asked_by text not null,
  asked_to text,
  asked_at bigint not null,
  seq bigint not null,
  answered_by text,
  answered_at bigint,
  answer_seq bigint,
  seen_at bigint
);
create index reception_help_open on reception_help (shop_id, asked_at) where answered_at is null;
create index reception_help_asker on reception_help (asked_by, asked_at) where seen_at is null;

-- Calls and visits that were written down, for their monthly counts.
create table reception_contact (
  id text not null primary key,
  shop_id text not null,
  conversation_id text not null,
  kind text not null,
  direction text not null,
  at bigint not null,
  minutes int,
  class text,
  rings int,
  person_id text not null
);
create index reception_contact_shop on reception_contact (shop_id, at);
