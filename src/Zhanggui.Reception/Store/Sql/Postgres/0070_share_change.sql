-- What a supervisor set for an agent, from when on: a past day is judged by what was in force then. Who and why stand in the audit.
create table reception_share_change (
  shop_id uuid not null,
  person_id uuid not null,
  at bigint not null,
  weight int not null,
  capacity int,
  groups text not null,
  primary key (shop_id, person_id, at)
);
insert into reception_share_change (shop_id, person_id, at, weight, capacity, groups)
select a.shop_id, a.subject_id::uuid, a.at, (a.after::json->>'weight')::int, (a.after::json->>'capacity')::int, coalesce((select string_agg(g, ',') from json_array_elements_text(a.after::json->'groups') g), '')
from kernel_audit a where a.act = 'reception.routing.share' and a.subject_kind = 'person' and a.shop_id is not null and a.after is not null on conflict do nothing;
insert into reception_share_change (shop_id, person_id, at, weight, capacity, groups)
select shop_id, person_id, set_at, weight, capacity, groups from reception_share where true on conflict do nothing;
