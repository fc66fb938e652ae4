-- 0041_temporary_password.sql
-- Where a company wants that, its admins hand out passwords (D4-07, D2-26; G-04): made by the server, good for a day,
-- and for nothing but choosing an own one. There is no session before that is chosen, on any path. SQLSTATE: PO041
-- PASSWORD_CHANGE_REQUIRED and PO042 TEMPORARY_PASSWORD_REFUSED.

set local role portico_owner;

alter table organization add column allows_temporary_passwords boolean not null default false;
grant update (allows_temporary_passwords) on organization to portico_app;

-- Until when a password works that has to be changed.
alter table app_user add column temporary_password_expires_at timestamptz;

-- A sign-in with a temporary password, which waits for another one.
create table password_challenge (
    id uuid primary key default uuidv7(),
    user_id uuid not null references app_user on delete cascade,
    token_hash bytea not null unique check (length(token_hash) = 32),
    expires_at timestamptz not null
);
create index password_challenge_of_user on password_challenge (user_id);
alter table password_challenge enable row level security, force row level security;
grant select, insert, delete on password_challenge to portico_definer;
create policy definer on password_challenge for all to portico_definer using (true);

grant update (temporary_password_expires_at) on app_user to portico_definer;

-- Another password than a temporary one doesn't have to be changed, whoever set it.
create function settle_password() returns trigger
language plpgsql
as $$
begin
    if old.must_change_password
        and new.temporary_password_expires_at is not distinct from old.temporary_password_expires_at
    then
        new.must_change_password := false;
    end if;
    if not new.must_change_password then
        new.temporary_password_expires_at := null;
    end if;
    return new;
end
$$;

set local role portico_definer;

-- Whoever has to choose a password has no session.
create function refuse_unchanged_password() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from app_user where id = new.user_id and must_change_password) then
        raise exception 'PASSWORD_CHANGE_REQUIRED' using errcode = 'PO041';
    end if;
    return new;
end
$$;

-- As before, and for who has to choose a password, which comes before any code: SQLSTATE PO041.
create or replace function session_create(
    p_realm text, p_user_id uuid, p_token_hash bytea, p_ip inet, p_user_agent text, p_lifetime interval,
    p_request_id text default null) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    -- Whoever is turning it on is waited for.
    perform lock_person(p_user_id);
    if exists (select from app_user where id = p_user_id and must_change_password) then
        raise exception 'PASSWORD_CHANGE_REQUIRED' using errcode = 'PO041';
    elsif second_factor_of(p_user_id) is not null then
        raise exception 'SECOND_FACTOR_REQUIRED' using errcode = 'PO013';
    end if;
    return session_start(p_realm, p_user_id, p_token_hash, p_ip, p_user_agent, p_lifetime, p_request_id);
end
$$;

-- As before, and of choosing a password.
create or replace function end_challenges() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    delete from sign_in_challenge where new.id in (user_id, operator_user_id, portal_user_id);
    delete from password_challenge where user_id = new.id;
    if new.password_hash is null then
        delete from second_factor where new.id in (user_id, operator_user_id, portal_user_id);
    end if;
    return null;
end
$$;

-- Whether somebody may choose a password in place of a temporary one: it works still, and nothing but an invitation
-- that wasn't used keeps them out.
create function may_replace_password(p_user app_user) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select p_user.must_change_password and p_user.temporary_password_expires_at > now()
        and coalesce(sign_in_refusal(p_user), 'NOT_CONFIRMED') = 'NOT_CONFIRMED'
$$;

-- Keeps for fifteen minutes that somebody has shown this temporary password; false where there is nothing to choose in
-- its place, or it is another one by now.
create function password_challenge_create(p_user uuid, p_password_hash text, p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user u
    where u.id = p_user and u.password_hash = p_password_hash and may_replace_password(u)
    for no key update;
    if not found then
        return false;
    end if;
    -- The newest alone works.
    delete from password_challenge where user_id = p_user;
    insert into password_challenge (user_id, token_hash, expires_at)
    values (p_user, p_token_hash, now() + interval '15 minutes');
    return true;
end
$$;

-- Who chooses a password by a challenge that still works, and which one it takes the place of.
create function password_challenge_lookup(p_token_hash bytea)
returns table (user_id uuid, name text, email text, organization_name text, password_hash text,
    is_demonstration boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.id, u.name, u.email, g.name, u.password_hash, g.is_demonstration
    from password_challenge c
    join app_user u on u.id = c.user_id
    join organization g on g.id = u.organization_id
    where c.token_hash = p_token_hash and c.expires_at > now() and may_replace_password(u)
$$;

-- Sets the password that was chosen, once; whoever hadn't confirmed has by that. False where the challenge works no
-- more.
create function password_challenge_use(p_token_hash bytea, p_password_hash text, p_ip inet, p_request_id text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user app_user;
begin
    -- The user's row comes first, as for everybody who changes a user.
    perform from app_user u join password_challenge c on c.user_id = u.id where c.token_hash = p_token_hash
    for no key update of u;
    select u.* into v_user from password_challenge c join app_user u on u.id = c.user_id
    where c.token_hash = p_token_hash and c.expires_at > now() and may_replace_password(u);
    if not found then
        return false;
    end if;
    -- Its challenge goes by the trigger of another password.
    update app_user set password_hash = p_password_hash, must_change_password = false, status = 'ACTIVE'
    where id = v_user.id;
    perform password_is_new('PARTNER', v_user.id, v_user.organization_id, v_user.name, p_ip, p_request_id,
        case v_user.status when 'INVITED' then 'user.confirmed' else 'user.password_changed' end);
    return true;
end
$$;

-- An admin hands a user a password, where the company wants that: the old one works no more, nor does a link, and every
-- session ends. Until when it works. SQLSTATE: PO042.
create function temporary_password_set(p_user uuid, p_password_hash text) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_until timestamptz := now() + interval '24 hours';
begin
    perform from app_user u join organization g on g.id = u.organization_id
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
        and u.id <> viewer_user() and u.status in ('INVITED', 'ACTIVE') and u.role <> 'NOTIFICATIONS'
        and g.allows_temporary_passwords
    for no key update of u;
    if not found then
        raise exception 'TEMPORARY_PASSWORD_REFUSED' using errcode = 'PO042',
            detail = 'The company wants none, or this user can have none of the viewer.';
    end if;
    update app_user set password_hash = p_password_hash, must_change_password = true,
        temporary_password_expires_at = v_until
    where id = p_user;
    update session set revoked_at = now() where user_id = p_user and revoked_at is null;
    -- Whoever hasn't confirmed has got another link by the trigger of another password.
    update invitation set ending = 'REVOKED', ended_at = now() where user_id = p_user and ending is null;
    return v_until;
end
$$;

grant execute on function refuse_unchanged_password() to portico_owner;
grant execute on function password_challenge_create(uuid, text, bytea), password_challenge_lookup(bytea),
    password_challenge_use(bytea, text, inet, text), temporary_password_set(uuid, text) to portico_app;

set local role portico_owner;

create trigger settled before update of password_hash, role on app_user
    for each row when (old.password_hash is distinct from new.password_hash) execute function settle_password();
create trigger changed before insert on session for each row execute function refuse_unchanged_password();

reset role;
