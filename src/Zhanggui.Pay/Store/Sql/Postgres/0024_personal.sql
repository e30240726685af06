-- Whatever the room keeps about one person, for that person.
create index pay_slip_of on pay_slip (person);
create index pay_line_person on pay_line (person);
create index pay_consent_person on pay_consent (person_id);
create index pay_objection_maker on pay_objection (person_id);
create index pay_incident_of on pay_incident (person_id, at);
