-- Skills of people (TEL-10, TEL-12): foreign languages, dialects, others. Routing asks for them by name.
create table people_skill (
  id uuid not null primary key,
  organisation_id uuid not null,
  person_id uuid not null references people_person (id),
  kind text not null,
  name text not null,
  note text,
  at bigint not null
);
create index people_skill_person on people_skill (person_id);
create index people_skill_organisation on people_skill (organisation_id, name);
