-- 0044_session_network.sql
-- A session holds where it was begun (D0-26, G-15): the server compares the address of each request with the one of the
-- sign-in. What is noticed is written into the journal, once an hour for each session.

set local role portico_owner;

-- When it was last written down that somebody elsewhere has the session's secret.
alter table session add column elsewhere_at timestamptz;
grant update (elsewhere_at) on session to portico_definer;

set local role portico_definer;

-- The address that the session behind a secret was begun from; of a view-as, that of the session beneath it. Null for a
-- key, which is begun nowhere.
create function session_address(p_token_hash bytea) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select host(s.ip) from session s
    where s.token_hash = p_token_hash
        or s.id = (select v.session_id from view_as v where v.token_hash = p_token_hash)
$$;

-- Writes down that a live session was used from elsewhere, and whether that was refused.
create function session_elsewhere(p_token_hash bytea, p_ip inet, p_is_refused boolean, p_request_id text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session session;
begin
    update session s set elsewhere_at = now()
    where (s.token_hash = p_token_hash
            or s.id = (select v.session_id from view_as v where v.token_hash = p_token_hash))
        and s.revoked_at is null and s.expires_at > now()
        and (s.elsewhere_at is null or s.elsewhere_at < now() - interval '1 hour')
    returning s.* into v_session;
    if v_session.id is not null then
        perform audit_write(w.organization_id, v_session.realm, v_session.person_id, w.name, p_ip, p_request_id,
            case when p_is_refused then 'session.refused' else 'session.elsewhere' end, 'session', v_session.id, null,
            case when p_is_refused then 'reason' end, case when p_is_refused then 'ANOTHER_NETWORK' end)
        from (
            select u.id, u.organization_id, u.name from app_user u
            union all
            select o.id, null, o.name from operator_user o
            union all
            select u.id, u.organization_id, u.name from portal_user u) w
        where w.id = v_session.person_id;
    end if;
end
$$;

grant execute on function session_address(bytea), session_elsewhere(bytea, inet, boolean, text) to portico_app;

reset role;
