-- Which moment of an offer screens were last told of: 1 = it began, 2 = it ended.
alter table shop_promotion_release add column noticed integer not null default 0;
alter table shop_policy_version add column noticed integer not null default 0;
create index shop_promotion_release_noticed on shop_promotion_release (starts_at, ends_at) where noticed < 2;
create index shop_policy_version_noticed on shop_policy_version (starts_at, ends_at) where noticed < 2;
