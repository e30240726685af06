-- Where a promotion, or the shop itself, was posted.
create table shop_post (
  id text not null primary key,
  shop_id text not null,
  promotion_id text,
  place text not null,
  link text,
  note text,
  posted_by text not null,
  posted_at bigint not null,
  noted_by text not null,
  noted_at bigint not null
);
create index shop_post_shop on shop_post (shop_id, posted_at, id);
create index shop_post_promotion on shop_post (promotion_id, posted_at) where promotion_id is not null;

-- Changes of a platform's rules, who acts on each until when, and what was done.
create table shop_rule_change (
  id text not null primary key,
  shop_id text not null,
  source text not null,
  link text,
  holds_from bigint not null,
  what text not null,
  means text not null,
  owner_id text not null,
  due_at bigint not null,
  noted_by text not null,
  noted_at bigint not null,
  done_by text,
  done_at bigint,
  done_text text
);
create index shop_rule_change_shop on shop_rule_change (shop_id, noted_at, id);
