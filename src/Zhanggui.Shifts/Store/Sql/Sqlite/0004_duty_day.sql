-- A day of the whole shop as lines of states.
create index shifts_duty_span_shop on shifts_duty_span (shop_id, from_at);
