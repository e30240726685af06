-- A promise a colleague is asked to keep (an urge task), and the department it is put to.
alter table promises_promise add column is_urge integer not null default 0;
alter table promises_promise add column department text;
-- How far the house has reminded of it: 0 not yet, 1 before, 2 when due, 3 handed up to the leaders.
alter table promises_promise add column noticed integer not null default 0;
create index promises_promise_clock on promises_promise (shop_id, noticed, due_at) where state = 'Open';
create index promises_act_at on promises_act (at);
