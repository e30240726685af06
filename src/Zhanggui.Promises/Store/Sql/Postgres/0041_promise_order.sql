create index promises_promise_order on promises_promise (shop_id, order_id, due_at, id) where order_id is not null;
