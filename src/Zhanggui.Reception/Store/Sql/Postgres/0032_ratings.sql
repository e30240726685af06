-- One invitation per conversation, written when the buyer is shown it; stars are empty until the buyer has rated.
create table reception_rating (
  conversation_id uuid not null primary key,
  shop_id uuid not null,
  invited_at bigint not null,
  person_id uuid,
  rated_at bigint,
  stars int
);
create index reception_rating_shop on reception_rating (shop_id, invited_at);
