-- Months of the owner's accounts as they were reckoned. Changed facts raise the stamp and take the answer away; an answer is only kept for the stamp it began with.
create table pay_owner_month (
  shop_id text not null,
  month text not null,
  stamp bigint not null,
  answer text,
  primary key (shop_id, month)
);
