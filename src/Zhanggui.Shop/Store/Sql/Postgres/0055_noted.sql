create index shop_buyer_noted on shop_buyer (shop_id, last_seen_at, number) where note is not null and joined_into is null and erased_at is null;
