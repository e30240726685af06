create table guard_hit (
  id text not null primary key,
  shop_id text not null,
  subject_id text not null,
  conversation_id text not null,
  person_id text not null,
  act_id text not null,
  at bigint not null,
  rule text not null,
  kind text not null,
  name text not null,
  level integer not null,
  book text not null,
  book_version integer not null,
  start_at integer not null,
  length integer not null,
  effect integer not null,
  words blob
);
create unique index guard_hit_act on guard_hit (act_id, effect, rule, start_at);
create index guard_hit_shop on guard_hit (shop_id, at, id);
create index guard_hit_rule on guard_hit (shop_id, rule, at, id);
create index guard_hit_person on guard_hit (shop_id, person_id, at, id);
create index guard_hit_conversation on guard_hit (conversation_id, at, id);
create index guard_hit_subject on guard_hit (subject_id);
create index guard_hit_unsent on guard_hit (at) where effect in (5, 6) and words is not null;

create trigger guard_hit_frozen before update of id, shop_id, subject_id, conversation_id, person_id, act_id, at, rule, kind, name, level, book, book_version, start_at, length, effect on guard_hit
begin
  select raise(abort, 'guard_hit is append-only');
end;
create trigger guard_hit_words before update of words on guard_hit when new.words is not null
begin
  select raise(abort, 'guard_hit is append-only');
end;
create trigger guard_hit_kept before delete on guard_hit
begin
  select raise(abort, 'guard_hit is append-only');
end;
