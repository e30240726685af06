drop index shop_stock_at;
create index shop_stock_at on shop_stock (shop_id, at, item);
