-- The policy of the book that promised it; one matter of one buyer is promised once while it is open.
alter table promises_promise add column policy text;
-- Held by whoever promises a buyer what a policy says: two at once follow one another.
create table promises_matter (
  shop_id text not null,
  buyer_id text not null,
  policy text not null,
  primary key (shop_id, buyer_id, policy)
);
