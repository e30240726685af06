-- Procedures of the book that were opened beside a conversation, with the words they had then, and what was ticked by whom.
create table reception_procedure (
  conversation_id uuid not null,
  procedure_key text not null,
  shop_id uuid not null,
  title text not null,
  steps text not null,
  topic text,
  opened_by uuid not null,
  opened_at bigint not null,
  primary key (conversation_id, procedure_key)
);
create index reception_procedure_day on reception_procedure (shop_id, opened_at);
create table reception_procedure_tick (
  conversation_id uuid not null,
  procedure_key text not null,
  step integer not null,
  by_id uuid not null,
  at bigint not null,
  primary key (conversation_id, procedure_key, step)
);
