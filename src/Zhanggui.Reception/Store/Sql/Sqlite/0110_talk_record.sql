-- The record made after each case (FUP-06): how it ended and whether the buyer was satisfied, as whoever served them says. What was noted stands in the conversation's own record.
create table reception_talk_record (
  conversation_id text not null primary key,
  shop_id text not null,
  satisfied int,
  note_seq bigint,
  by_id text not null,
  at bigint not null
);
