-- The audit is evidence: nothing is taken out and nothing rewritten. Only the wording of a change may be emptied, when the
-- person it speaks of is erased; that it was changed, when and by whom stays.
create function kernel_audit_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.before is not null or new.after is not null
     or (new.id, new.at, new.act, new.subject_kind, new.subject_id) is distinct from (old.id, old.at, old.act, old.subject_kind, old.subject_id)
     or (new.organisation_id, new.shop_id, new.actor_id, new.reason) is distinct from (old.organisation_id, old.shop_id, old.actor_id, old.reason) then
    raise exception 'kernel_audit is append-only';
  end if;
  return new;
end $$;
create trigger kernel_audit_append_only before update or delete on kernel_audit
  for each row execute function kernel_audit_is_append_only();
