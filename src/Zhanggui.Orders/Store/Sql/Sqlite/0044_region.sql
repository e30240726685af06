-- Province, city and county of the address, which itself is not kept.
alter table orders_order add column region text;
