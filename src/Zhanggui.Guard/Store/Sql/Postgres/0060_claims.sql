alter table guard_dispute add column claimed_until bigint not null default 0;
alter table guard_near add column claimed_until bigint not null default 0;
