-- A group may be filled by rule: so many orders within so many days; ruled_at = when it was last filled.
alter table shop_buyer_group add column rule_orders integer;
alter table shop_buyer_group add column rule_days integer;
alter table shop_buyer_group add column ruled_at bigint;
