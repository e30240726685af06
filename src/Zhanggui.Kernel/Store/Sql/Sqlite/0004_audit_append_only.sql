-- The audit is evidence: nothing is taken out and nothing rewritten. Only the wording of a change may be emptied, when the
-- person it speaks of is erased; that it was changed, when and by whom stays.
create trigger kernel_audit_stays before delete on kernel_audit
begin
  select raise(abort, 'kernel_audit is append-only');
end;
create trigger kernel_audit_append_only before update on kernel_audit
when new.before is not null or new.after is not null
  or new.id is not old.id or new.at is not old.at or new.act is not old.act
  or new.subject_kind is not old.subject_kind or new.subject_id is not old.subject_id
  or new.organisation_id is not old.organisation_id or new.shop_id is not old.shop_id
  or new.actor_id is not old.actor_id or new.reason is not old.reason
begin
  select raise(abort, 'kernel_audit is append-only');
end;
