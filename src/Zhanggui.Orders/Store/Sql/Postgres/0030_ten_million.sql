-- Ten million orders: a flag by amount in order; and what a person has is sifted by state and flag within the index.
create index orders_order_flag_amount on orders_order (shop_id, coalesce(own_flag, flag), coalesce(paid, 0), order_id) where coalesce(own_flag, flag) is not null;
drop index orders_order_person;
create index orders_order_person on orders_order (shop_id, credit_person, placed_at, order_id, status, coalesce(own_flag, flag)) where credit_person is not null;
