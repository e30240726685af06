-- Practice of typing (TEL-11): a text that was shown and what came of it; took is empty until it is ended. What was typed is not kept.
create table reception_typing_run (
  id uuid not null primary key,
  shop_id uuid not null,
  person_id uuid not null,
  shown text not null,
  started_at bigint not null,
  day text,
  took bigint,
  right_characters integer,
  errors integer,
  corrections integer,
  pasted integer,
  counts integer
);
create index reception_typing_run_person on reception_typing_run (shop_id, person_id, started_at);
create index reception_typing_run_owner on reception_typing_run (person_id);
