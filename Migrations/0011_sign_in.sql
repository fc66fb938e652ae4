-- 0011_sign_in.sql
-- Signing in is asked by nobody yet, so no policy can speak for it: these functions of the definer are the only door.
-- They answer the same for a wrong realm and a wrong e-mail (no row), and count tries before a password is hashed.

set local role portico_owner;

grant select, insert, update, delete on sign_in_attempt to portico_definer;
grant insert on audit_event, audit_detail to portico_definer;
create policy definer on sign_in_attempt for all to portico_definer using (true);
create policy definer on audit_event for insert to portico_definer with check (true);
create policy definer on audit_detail for insert to portico_definer with check (true);

set local role portico_definer;

-- Why somebody may not sign in, for the log and never for the client; null for somebody who may.
create function sign_in_refusal(p_user public.app_user) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select case
        when p_user.role = 'NOTIFICATIONS' then 'NOTIFICATIONS_NEVER_SIGN_IN'
        when p_user.status = 'INVITED' then 'NOT_CONFIRMED'
        when p_user.status <> 'ACTIVE' then 'DISABLED'
        when g.status <> 'ACTIVE' then 'ORGANIZATION_SUSPENDED'
        when not g.portal_enabled then 'PORTAL_NOT_ENABLED'
    end
    from organization g where g.id = p_user.organization_id
$$;

-- The row to check a password against; none where nobody has this e-mail in this realm.
create function sign_in_lookup(p_realm text, p_email text)
returns table (user_id uuid, password_hash text, may_sign_in boolean, refusal text, is_demonstration boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.id, u.password_hash, r.refusal is null, r.refusal, g.is_demonstration
    from app_user u
    join organization g on g.id = u.organization_id
    cross join lateral (select sign_in_refusal(u) as refusal) r
    where p_realm = 'PARTNER' and u.email = lower(btrim(p_email))
    union all
    select o.id, o.password_hash, o.status = 'ACTIVE', case when o.status <> 'ACTIVE' then 'DISABLED' end,
        o.is_demonstration
    from operator_user o
    where p_realm = 'OPERATOR' and o.email = lower(btrim(p_email))
$$;

-- How many seconds to wait before the next try; 0 counts this one and lets it go on. Counting first means that tries
-- sent side by side are counted too. An e-mail has 5 free tries, a network (/24, /64) 50; then each try doubles the
-- pause from one second on, to a quarter of an hour; an hour of quiet forgets them.
create function sign_in_throttle(p_realm text, p_email_digest bytea, p_address inet) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_network bytea := sign_in_network(p_address);
    v_wait integer;
begin
    -- One row lock after the other, always in this order.
    insert into sign_in_attempt as a (realm, kind, key, tries, last_at)
    values (p_realm, 'ADDRESS', v_network, 0, now()), (p_realm, 'EMAIL', p_email_digest, 0, now())
    on conflict (realm, kind, key) do update set
        tries = case when a.last_at < clock_timestamp() - interval '1 hour' then 0 else a.tries end;
    select coalesce(max(ceil(extract(epoch from a.last_at + sign_in_pause(a.kind, a.tries) - clock_timestamp()))), 0)
    into v_wait
    from sign_in_attempt a
    where a.realm = p_realm
        and ((a.kind = 'ADDRESS' and a.key = v_network) or (a.kind = 'EMAIL' and a.key = p_email_digest));
    if v_wait > 0 then
        return v_wait;
    end if;
    update sign_in_attempt a set tries = a.tries + 1, last_at = clock_timestamp()
    where a.realm = p_realm
        and ((a.kind = 'ADDRESS' and a.key = v_network) or (a.kind = 'EMAIL' and a.key = p_email_digest));
    return 0;
end
$$;

create function sign_in_network(p_address inet) returns bytea
language sql immutable parallel safe
as $$
    select convert_to(
        host(network(set_masklen(p_address, case family(p_address) when 4 then 24 else 64 end))), 'UTF8')
$$;

create function sign_in_pause(p_kind text, p_tries integer) returns interval
language sql immutable parallel safe
as $$
    select case
        when p_tries < t.free then interval '0'
        else least(interval '1 second' * power(2, least(p_tries - t.free, 20)), interval '15 minutes')
    end
    from (select case p_kind when 'EMAIL' then 5 else 50 end as free) t
$$;

-- Success forgets the e-mail's tries and takes this one back from the network; failure was counted already.
create function sign_in_record(p_realm text, p_email_digest bytea, p_address inet, p_success boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if p_success then
        update sign_in_attempt set tries = greatest(tries - 1, 0)
        where realm = p_realm and kind = 'ADDRESS' and key = sign_in_network(p_address);
        delete from sign_in_attempt where realm = p_realm and kind = 'EMAIL' and key = p_email_digest;
    end if;
end
$$;

-- Starts a session and writes it down (D4-32). Refuses, with SQLSTATE PO006, whoever may not sign in (D2-14).
create function session_create(
    p_realm text, p_user_id uuid, p_token_hash bytea, p_ip inet, p_user_agent text, p_lifetime interval) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session uuid := uuidv7();
    v_event uuid := uuidv7();
    v_organization uuid;
    v_label text;
begin
    if p_realm = 'PARTNER' then
        update app_user u set last_login_at = now()
        where u.id = p_user_id and sign_in_refusal(u) is null
        returning u.organization_id, u.name into v_organization, v_label;
    elsif p_realm = 'OPERATOR' then
        update operator_user o set last_login_at = now()
        where o.id = p_user_id and o.status = 'ACTIVE'
        returning o.name into v_label;
    end if;
    if v_label is null then
        raise exception 'SIGN_IN_REFUSED' using errcode = 'PO006';
    end if;
    insert into session (id, realm, user_id, operator_user_id, token_hash, ip, user_agent, expires_at)
    values (v_session, p_realm, case p_realm when 'PARTNER' then p_user_id end,
        case p_realm when 'OPERATOR' then p_user_id end, p_token_hash, p_ip, left(p_user_agent, 500),
        now() + p_lifetime);
    insert into audit_event (id, organization_id, realm, actor_id, action, target_type, target_id)
    values (v_event, v_organization, p_realm, p_user_id, 'session.created', 'session', v_session);
    insert into audit_detail (event_id, organization_id, actor_label, ip)
    values (v_event, v_organization, v_label, p_ip);
    return v_session;
end
$$;

-- Ends a session; true if there was one to end.
create function session_revoke(p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session session;
begin
    update session set revoked_at = now() where token_hash = p_token_hash and revoked_at is null
    returning * into v_session;
    if not found then
        return false;
    end if;
    insert into audit_event (organization_id, realm, actor_id, action, target_type, target_id)
    values ((select u.organization_id from app_user u where u.id = v_session.user_id), v_session.realm,
        coalesce(v_session.user_id, v_session.operator_user_id), 'session.revoked', 'session', v_session.id);
    return true;
end
$$;

grant execute on function sign_in_lookup(text, text), sign_in_throttle(text, bytea, inet),
    sign_in_record(text, bytea, inet, boolean), session_create(text, uuid, bytea, inet, text, interval),
    session_revoke(bytea) to portico_app;

reset role;
