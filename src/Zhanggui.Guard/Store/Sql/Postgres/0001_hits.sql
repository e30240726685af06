create table guard_hit (
  id uuid not null primary key,
  shop_id uuid not null,
  subject_id uuid not null,
  conversation_id uuid not null,
  person_id uuid not null,
  act_id uuid not null,
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
  words bytea
);
create unique index guard_hit_act on guard_hit (act_id, effect, rule, start_at);
create index guard_hit_shop on guard_hit (shop_id, at, id);
create index guard_hit_rule on guard_hit (shop_id, rule, at, id);
create index guard_hit_person on guard_hit (shop_id, person_id, at, id);
create index guard_hit_conversation on guard_hit (conversation_id, at, id);
create index guard_hit_subject on guard_hit (subject_id);
create index guard_hit_unsent on guard_hit (at) where effect in (5, 6) and words is not null;

create function guard_hit_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.words is not null
    or (new.id, new.shop_id, new.subject_id, new.conversation_id, new.person_id, new.act_id, new.at, new.rule, new.kind, new.name, new.level, new.book, new.book_version, new.start_at, new.length, new.effect)
      is distinct from (old.id, old.shop_id, old.subject_id, old.conversation_id, old.person_id, old.act_id, old.at, old.rule, old.kind, old.name, old.level, old.book, old.book_version, old.start_at, old.length, old.effect) then
    raise exception 'guard_hit is append-only';
  end if;
  return new;
end $$;
create trigger guard_hit_append_only before update or delete on guard_hit
  for each row execute function guard_hit_is_append_only();
