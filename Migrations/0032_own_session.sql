-- 0032_own_session.sql
-- People see where they are signed in and since when, and end what they don't know. The app may read what tells a
-- session from another, of one's own sessions alone, and never what its secret hashes to.

set local role portico_owner;

alter table session add column person_id uuid not null
    generated always as (coalesce(user_id, operator_user_id, portal_user_id)) stored;
alter table session add column address text generated always as (host(ip)) stored;
alter table session add column last_used_at timestamptz not null default now();
update session set last_used_at = created_at;
create index session_of_person on session (person_id, created_at, id);

grant select (id, person_id, address, user_agent, created_at, last_used_at, expires_at, revoked_at) on session
    to portico_app;
grant update (last_used_at) on session to portico_definer;

-- An API key is no person.
create policy viewer on session for select to portico_app using (
    person_id = (select viewer_user()));

set local role portico_definer;

-- Writes down that a session was ended, by the person whose it is.
create function session_ended(p_session session, p_ip inet, p_request_id text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    select audit_write(w.organization_id, p_session.realm, p_session.person_id, w.name, p_ip, p_request_id,
        'session.revoked', 'session', p_session.id, null, null, null)
    from (
        select u.organization_id, u.name from app_user u where u.id = p_session.user_id
        union all
        select u.organization_id, u.name from portal_user u where u.id = p_session.portal_user_id
        union all
        select null, o.name from operator_user o where o.id = p_session.operator_user_id) w
$$;

-- As before, in fewer words.
create or replace function session_revoke(p_token_hash bytea, p_ip inet default null, p_request_id text default null)
returns boolean
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
    perform session_ended(v_session, p_ip, p_request_id);
    return true;
end
$$;

-- Ends sessions of the viewer's own, but for the one that this is asked by: the one that is named, or all others.
-- How many there were.
create function session_end(p_session uuid, p_token_hash bytea, p_ip inet, p_request_id text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_count integer;
begin
    -- In one order, for several may end one another at once; whoever was ended by then ends none.
    perform from session where person_id = viewer_user() and revoked_at is null order by id for no key update;
    if not exists (select from session where token_hash = p_token_hash and revoked_at is null) then
        return 0;
    end if;
    with ended as (
        update session set revoked_at = now()
        where person_id = viewer_user() and id = coalesce(p_session, id) and token_hash <> p_token_hash
            and revoked_at is null and expires_at > now()
        returning session as entry)
    select count(*) into v_count from ended, session_ended(entry, p_ip, p_request_id);
    return v_count;
end
$$;

-- That a session is in use, to ten minutes.
create function session_use(p_token_hash bytea) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update session set last_used_at = now()
    where token_hash = p_token_hash and revoked_at is null and expires_at > now()
        and last_used_at < now() - interval '10 minutes'
$$;

grant execute on function session_end(uuid, bytea, inet, text), session_use(bytea) to portico_app;

reset role;
