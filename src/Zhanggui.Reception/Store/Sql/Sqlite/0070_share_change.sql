-- What a supervisor set for an agent, from when on: a past day is judged by what was in force then. Who and why stand in the audit.
create table reception_share_change (
  shop_id text not null,
  person_id text not null,
  at bigint not null,
  weight int not null,
  capacity int,
  groups text not null,
  primary key (shop_id, person_id, at)
);
insert into reception_share_change (shop_id, person_id, at, weight, capacity, groups)
select a.shop_id, upper(a.subject_id), a.at, json_extract(a.after, '$.weight'), json_extract(a.after, '$.capacity'), coalesce((select group_concat(g.value, ',') from json_each(a.after, '$.groups') g), '')
from kernel_audit a where a.act = 'reception.routing.share' and a.subject_kind = 'person' and a.shop_id is not null and a.after is not null on conflict do nothing;
insert into reception_share_change (shop_id, person_id, at, weight, capacity, groups)
select shop_id, person_id, set_at, weight, capacity, groups from reception_share where true on conflict do nothing;
