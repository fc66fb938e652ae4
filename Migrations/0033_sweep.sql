-- 0033_sweep.sql
-- What is over goes after a while: nobody needs it any more, and it tells where people were and what they were sent.
-- The journal stays; its personal values are erased on their own.

set local role portico_owner;

grant delete on session, idempotency_record, outbox_event to portico_definer;
grant select on idempotency_record, outbox_event, outbox_reader to portico_definer;
create policy definer on idempotency_record for all to portico_definer using (true);
create policy sweeper on outbox_event for delete to portico_definer using (true);
create policy sweeper_looks on outbox_event for select to portico_definer using (true);
create policy definer on outbox_reader for select to portico_definer using (true);

set local role portico_definer;

-- Deletes what is over, of each kind at most so many; how many there were. Servers that sweep at once pass over what
-- another one has in hand, or find it gone.
create function sweep(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_total integer := 0;
    v_count integer;
begin
    -- Sessions a month after they would have expired, however they ended.
    delete from session where id in (
        select s.id from session s where s.expires_at < now() - interval '30 days'
        order by s.expires_at limit p_limit for update skip locked);
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
    -- Tries a day after the last one: an hour of quiet forgets them.
    delete from sign_in_attempt where (realm, kind, key) in (
        select a.realm, a.kind, a.key from sign_in_attempt a where a.last_at < now() - interval '1 day'
        order by a.last_at limit p_limit for update skip locked);
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
    -- Answers that a key doesn't bring back any more.
    delete from idempotency_record where (principal_id, key) in (
        select r.principal_id, r.key from idempotency_record r where r.expires_at < now()
        order by r.expires_at limit p_limit);
    get diagnostics v_count = row_count;
    v_total := v_total + v_count;
    -- Events a month after everybody has read them.
    delete from outbox_event where id in (
        select e.id from outbox_event e
        where e.occurred_at < now() - interval '30 days'
            and (e.transaction, e.id) <= (
                select r.transaction, r.event_id from outbox_reader r order by r.transaction, r.event_id limit 1)
        order by e.transaction, e.id limit p_limit);
    get diagnostics v_count = row_count;
    return v_total + v_count;
end
$$;

grant execute on function sweep(integer) to portico_app;

reset role;
