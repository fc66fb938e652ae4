-- 0035_second_factor.sql
-- A second factor for whoever signs in with a password: codes of an authenticator app (RFC 6238) and recovery codes.
-- The app's secret is sealed by the server with a key that isn't in the database; of recovery codes and challenges
-- there are only hashes. Between the password and the code there is a challenge and no session; no other function
-- starts one for somebody with a second factor. SQLSTATE: PO013 SECOND_FACTOR_REQUIRED.

set local role portico_owner;

create table second_factor (
    id uuid primary key default uuidv7(),
    user_id uuid unique references app_user on delete cascade,
    operator_user_id uuid unique references operator_user on delete cascade,
    portal_user_id uuid unique references portal_user on delete cascade,
    -- 20 bytes, and the 16 that prove who sealed them and for whom.
    secret bytea not null check (length(secret) = 36),
    -- The newest step whose code was taken: it only grows, so that no code is taken twice.
    last_step bigint not null default 0 check (last_step >= 0),
    started_at timestamptz not null default now(),
    -- From when on it is asked for; none before the first code was shown.
    confirmed_at timestamptz,
    constraint second_factor_is_somebodys check (num_nonnulls(user_id, operator_user_id, portal_user_id) = 1)
);

create table recovery_code (
    id uuid primary key default uuidv7(),
    second_factor_id uuid not null references second_factor on delete cascade,
    code_hash bytea not null check (length(code_hash) = 32),
    used_at timestamptz,
    unique (second_factor_id, code_hash)
);

-- A sign-in whose password was right and whose code is awaited.
create table sign_in_challenge (
    id uuid primary key default uuidv7(),
    user_id uuid references app_user on delete cascade,
    operator_user_id uuid references operator_user on delete cascade,
    portal_user_id uuid references portal_user on delete cascade,
    token_hash bytea not null unique check (length(token_hash) = 32),
    -- Codes are counted before they are looked at; there are five.
    tries integer not null default 0 check (tries between 0 and 5),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint sign_in_challenge_is_somebodys check (num_nonnulls(user_id, operator_user_id, portal_user_id) = 1)
);
create index sign_in_challenge_of_user on sign_in_challenge (user_id) where user_id is not null;
create index sign_in_challenge_of_operator_user on sign_in_challenge (operator_user_id)
    where operator_user_id is not null;
create index sign_in_challenge_of_portal_user on sign_in_challenge (portal_user_id) where portal_user_id is not null;

-- Whether it is on, beside the user: kept by a trigger.
alter table app_user add column has_second_factor boolean not null default false;
alter table portal_user add column has_second_factor boolean not null default false;
grant select (has_second_factor) on app_user, portal_user to portico_app;
grant update (has_second_factor) on app_user, portal_user to portico_definer;

alter table second_factor enable row level security, force row level security;
alter table recovery_code enable row level security, force row level security;
alter table sign_in_challenge enable row level security, force row level security;
grant select, insert, update (secret, last_step, confirmed_at), delete on second_factor to portico_definer;
grant select, insert, update (used_at), delete on recovery_code to portico_definer;
grant select, insert, update (tries), delete on sign_in_challenge to portico_definer;
create policy definer on second_factor for all to portico_definer using (true);
create policy definer on recovery_code for all to portico_definer using (true);
create policy definer on sign_in_challenge for all to portico_definer using (true);

set local role portico_definer;

-- Whom a second factor or a challenge may be of, and whether they may sign in.
create function sign_in_person(p_user uuid)
returns table (realm text, user_table text, organization_id uuid, name text, email text, locale text, portal text,
    password_hash text, refusal text, is_demonstration boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select 'PARTNER', 'app_user', u.organization_id, u.name, u.email, u.locale, null, u.password_hash,
        sign_in_refusal(u), g.is_demonstration
    from app_user u join organization g on g.id = u.organization_id
    where u.id = p_user
    union all
    select 'OPERATOR', 'operator_user', null, o.name, o.email, 'en', null, o.password_hash,
        case when o.status <> 'ACTIVE' then 'DISABLED' end, o.is_demonstration
    from operator_user o
    where o.id = p_user
    union all
    select 'PORTAL', 'portal_user', u.organization_id, u.name, u.email, g.locale, p.slug, u.password_hash,
        portal_sign_in_refusal(u), g.is_demonstration
    from portal_user u
    join customer_portal p on p.id = u.portal_id
    join organization g on g.id = u.organization_id
    where u.id = p_user
$$;

-- Holds a person's row, which comes first for everybody who changes a person.
create function lock_person(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user where id = p_user for no key update;
    perform from portal_user where id = p_user for no key update;
    perform from operator_user where id = p_user for no key update;
end
$$;

-- Makes every server look at a person again.
create function raise_epoch_of_person(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1 where id = p_user;
    update portal_user set epoch = epoch + 1 where id = p_user;
    update operator_user set epoch = epoch + 1 where id = p_user;
end
$$;

-- The second factor of a person, once it is on; null where there is none.
create function second_factor_of(p_user uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select f.id from second_factor f
    where p_user in (f.user_id, f.operator_user_id, f.portal_user_id) and f.confirmed_at is not null
$$;

create function recovery_codes_left(p_factor uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select count(*)::integer from recovery_code where second_factor_id = p_factor and used_at is null
$$;

-- Writes down what became of somebody's own second factor, and tells the person of it where a mail does.
create function second_factor_note(
    p_user uuid, p_ip inet, p_request_id text, p_action text, p_field text, p_before text, p_after text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_own record;
begin
    select * into v_own from sign_in_person(p_user);
    perform audit_write(v_own.organization_id, v_own.realm, p_user, v_own.name, p_ip, p_request_id, p_action,
        v_own.user_table, p_user, v_own.name, p_field, p_after, p_before);
    insert into outbox_event (organization_id, topic, subject_type, subject_id)
    values (v_own.organization_id, p_action, v_own.user_table, p_user);
end
$$;

-- Takes the code of a step, or a recovery code, once; false where it was taken already or is none. The secret comes
-- back sealed with the newest key.
create function second_factor_use(
    p_user uuid, p_step bigint, p_secret bytea, p_recovery bytea, p_ip inet, p_request_id text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_factor uuid := second_factor_of(p_user);
    v_left integer;
begin
    if p_step is not null then
        update second_factor set last_step = p_step, secret = p_secret where id = v_factor and last_step < p_step;
        return found;
    end if;
    update recovery_code set used_at = now()
    where second_factor_id = v_factor and code_hash = p_recovery and used_at is null;
    if not found then
        return false;
    end if;
    v_left := recovery_codes_left(v_factor);
    perform raise_epoch_of_person(p_user);
    perform second_factor_note(p_user, p_ip, p_request_id, 'user.recovery_code_used', 'recovery_codes',
        (v_left + 1)::text, v_left::text);
    return true;
end
$$;

-- Puts new recovery codes in the place of all before.
create function recovery_codes_replace(p_factor uuid, p_codes bytea[]) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    delete from recovery_code where second_factor_id = p_factor;
    insert into recovery_code (second_factor_id, code_hash) select p_factor, c from unnest(p_codes) c
$$;

-- What a session's owner has of a second factor; no row where the session has ended. `sealed_for` is whom the secret
-- is sealed for.
create function second_factor_own(p_token_hash bytea)
returns table (sealed_for uuid, is_on boolean, secret bytea, last_step bigint, started_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select c.user_id, f.confirmed_at is not null, f.secret, f.last_step, f.started_at
    from own_credential(p_token_hash) c
    left join second_factor f on c.user_id in (f.user_id, f.operator_user_id, f.portal_user_id)
$$;

-- Keeps a secret for whoever has a session and showed this password, until a first code is shown: STARTED; ON where
-- there is a second factor already; null where the session has ended or the password is another one by now.
create function second_factor_start(p_token_hash bytea, p_password_hash text, p_secret bytea) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_own record;
begin
    select * into v_own from own_credential(p_token_hash);
    perform lock_person(v_own.user_id);
    select * into v_own from own_credential(p_token_hash) c where c.password_hash = p_password_hash;
    if not found then
        return null;
    elsif second_factor_of(v_own.user_id) is not null then
        return 'ON';
    end if;
    delete from second_factor where v_own.user_id in (user_id, operator_user_id, portal_user_id);
    insert into second_factor (user_id, operator_user_id, portal_user_id, secret)
    values (case v_own.realm when 'PARTNER' then v_own.user_id end,
        case v_own.realm when 'OPERATOR' then v_own.user_id end,
        case v_own.realm when 'PORTAL' then v_own.user_id end, p_secret);
    return 'STARTED';
end
$$;

-- Turns on the second factor whose secret made the code that was shown; every other session of the person ends. False
-- where there is none to turn on, or its secret is another one by now.
create function second_factor_confirm(
    p_token_hash bytea, p_secret bytea, p_step bigint, p_codes bytea[], p_ip inet, p_request_id text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := (select c.user_id from own_credential(p_token_hash) c);
begin
    perform lock_person(v_user);
    update second_factor set confirmed_at = now(), last_step = p_step
    where v_user in (user_id, operator_user_id, portal_user_id) and confirmed_at is null and secret = p_secret
        and started_at > now() - interval '1 hour'
        and exists (select from own_credential(p_token_hash));
    if not found then
        return false;
    end if;
    perform recovery_codes_replace(second_factor_of(v_user), p_codes);
    update session set revoked_at = now()
    where v_user in (user_id, operator_user_id, portal_user_id) and revoked_at is null and token_hash <> p_token_hash;
    perform raise_epoch_of_person(v_user);
    perform second_factor_note(v_user, p_ip, p_request_id, 'user.second_factor_enabled', 'second_factor', 'OFF', 'ON');
    return true;
end
$$;

-- Turns off the second factor of whoever has a session, showed this password and a code of it: DONE; CODE where the
-- code was taken already; null where the session has ended, or password or second factor are others by now.
create function second_factor_remove(
    p_token_hash bytea, p_password_hash text, p_step bigint, p_secret bytea, p_recovery bytea, p_ip inet,
    p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := (select c.user_id from own_credential(p_token_hash) c);
begin
    perform lock_person(v_user);
    if second_factor_of(v_user) is null
        or not exists (select from own_credential(p_token_hash) c where c.password_hash = p_password_hash)
    then
        return null;
    elsif not second_factor_use(v_user, p_step, p_secret, p_recovery, p_ip, p_request_id) then
        return 'CODE';
    end if;
    delete from second_factor where id = second_factor_of(v_user);
    perform raise_epoch_of_person(v_user);
    perform second_factor_note(
        v_user, p_ip, p_request_id, 'user.second_factor_disabled', 'second_factor', 'ON', 'OFF');
    return 'DONE';
end
$$;

-- New recovery codes for whoever has a session, showed this password and a code; answers as before.
create function recovery_codes_renew(
    p_token_hash bytea, p_password_hash text, p_step bigint, p_secret bytea, p_recovery bytea, p_codes bytea[],
    p_ip inet, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := (select c.user_id from own_credential(p_token_hash) c);
    v_left integer;
begin
    perform lock_person(v_user);
    if second_factor_of(v_user) is null
        or not exists (select from own_credential(p_token_hash) c where c.password_hash = p_password_hash)
    then
        return null;
    elsif not second_factor_use(v_user, p_step, p_secret, p_recovery, p_ip, p_request_id) then
        return 'CODE';
    end if;
    v_left := recovery_codes_left(second_factor_of(v_user));
    perform recovery_codes_replace(second_factor_of(v_user), p_codes);
    perform raise_epoch_of_person(v_user);
    perform second_factor_note(v_user, p_ip, p_request_id, 'user.recovery_codes_renewed', 'recovery_codes',
        v_left::text, cardinality(p_codes)::text);
    return 'DONE';
end
$$;

-- Whoever manages a person turns off the second factor that was lost: every session and sign-in under way ends.
create function second_factor_reset(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user
    where id = p_user and organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    for no key update;
    if not found then
        perform from portal_user
        where id = p_user and viewer_manages_portal(organization_id, partnership_id, customer_id)
        for no key update;
    end if;
    if not found or second_factor_of(p_user) is null then
        return;
    end if;
    delete from second_factor where p_user in (user_id, portal_user_id);
    delete from sign_in_challenge where p_user in (user_id, portal_user_id);
    update session set revoked_at = now() where p_user in (user_id, portal_user_id) and revoked_at is null;
    perform raise_epoch_of_person(p_user);
end
$$;

-- Whoever owns the installation does so at its machine, for operators too: the e-mail's user, and whether there was a
-- second factor; no row where nobody has the e-mail.
create function second_factor_drop(p_is_operator boolean, p_email text)
returns table (user_id uuid, organization_id uuid, was_on boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid;
    v_organization uuid;
begin
    select w.id, w.organization_id into v_user, v_organization from (
        select u.id, u.organization_id from app_user u
        where not p_is_operator and u.email = lower(btrim(p_email)) and u.role <> 'NOTIFICATIONS'
        union all
        select o.id, null from operator_user o where p_is_operator and o.email = lower(btrim(p_email))) w;
    if not found then
        return;
    end if;
    perform lock_person(v_user);
    return query select v_user, v_organization, second_factor_of(v_user) is not null;
    delete from second_factor f where v_user in (f.user_id, f.operator_user_id);
    delete from sign_in_challenge c where v_user in (c.user_id, c.operator_user_id);
    update session s set revoked_at = now() where v_user in (s.user_id, s.operator_user_id) and s.revoked_at is null;
    perform raise_epoch_of_person(v_user);
end
$$;

alter function session_create(text, uuid, bytea, inet, text, interval, text) rename to session_start;
revoke execute on function session_start(text, uuid, bytea, inet, text, interval, text) from portico_app;

-- Starts a session for whoever needs nothing but a password. SQLSTATE: PO013 for who needs a code too, and PO006.
create function session_create(
    p_realm text, p_user_id uuid, p_token_hash bytea, p_ip inet, p_user_agent text, p_lifetime interval,
    p_request_id text default null) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    -- Whoever is turning it on is waited for.
    perform lock_person(p_user_id);
    if second_factor_of(p_user_id) is not null then
        raise exception 'SECOND_FACTOR_REQUIRED' using errcode = 'PO013';
    end if;
    return session_start(p_realm, p_user_id, p_token_hash, p_ip, p_user_agent, p_lifetime, p_request_id);
end
$$;

-- Keeps for five minutes that somebody has shown this password; false where it is another one by now.
create function sign_in_challenge_create(p_user uuid, p_password_hash text, p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_person record;
begin
    perform lock_person(p_user);
    select * into v_person from sign_in_person(p_user) w where w.password_hash = p_password_hash;
    if not found then
        return false;
    end if;
    delete from sign_in_challenge
    where p_user in (user_id, operator_user_id, portal_user_id) and (expires_at <= now() or tries = 5);
    insert into sign_in_challenge (user_id, operator_user_id, portal_user_id, token_hash, expires_at)
    values (case v_person.realm when 'PARTNER' then p_user end, case v_person.realm when 'OPERATOR' then p_user end,
        case v_person.realm when 'PORTAL' then p_user end, p_token_hash, now() + interval '5 minutes');
    return true;
end
$$;

-- Who signs in by a challenge that still works.
create function sign_in_challenge_lookup(p_token_hash bytea)
returns table (user_id uuid, realm text, portal text, email text, may_sign_in boolean, is_demonstration boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select w.id, p.realm, p.portal, p.email, p.refusal is null, p.is_demonstration
    from sign_in_challenge c
    cross join lateral (select coalesce(c.user_id, c.operator_user_id, c.portal_user_id) as id) w
    cross join lateral sign_in_person(w.id) p
    where c.token_hash = p_token_hash and c.expires_at > now() and c.tries < 5
        and second_factor_of(w.id) is not null
$$;

-- Counts a code before it is looked at, and gives what it is held against; no row where the challenge works no more.
create function sign_in_challenge_try(p_token_hash bytea) returns table (secret bytea, last_step bigint)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    with counted as (
        update sign_in_challenge c set tries = c.tries + 1
        where c.token_hash = p_token_hash and c.expires_at > now() and c.tries < 5
        returning coalesce(c.user_id, c.operator_user_id, c.portal_user_id) as id)
    select f.secret, f.last_step from counted
    join second_factor f on f.id = second_factor_of(counted.id)
$$;

-- Starts sessions for whoever has shown the password and now a code, once: DONE; CODE where the code was taken already;
-- null where the challenge works no more. SQLSTATE: PO006.
create function sign_in_confirm(
    p_challenge bytea, p_step bigint, p_secret bytea, p_recovery bytea, p_tokens bytea[], p_ip inet,
    p_user_agent text, p_lifetime interval, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := (
        select coalesce(c.user_id, c.operator_user_id, c.portal_user_id) from sign_in_challenge c
        where c.token_hash = p_challenge);
begin
    perform lock_person(v_user);
    -- Counted was the code that is shown, so that the fifth may be the right one.
    perform from sign_in_challenge where token_hash = p_challenge and expires_at > now();
    if not found or second_factor_of(v_user) is null then
        return null;
    elsif not second_factor_use(v_user, p_step, p_secret, p_recovery, p_ip, p_request_id) then
        return 'CODE';
    end if;
    delete from sign_in_challenge where token_hash = p_challenge;
    perform session_start(w.realm, v_user, t, p_ip, p_user_agent, p_lifetime, p_request_id)
    from sign_in_person(v_user) w, unnest(p_tokens) t;
    return 'DONE';
end
$$;

-- A code that was refused, for the journal. At somebody's own account there is a session, else a challenge.
create function second_factor_refuse(p_challenge bytea, p_token_hash bytea, p_ip inet, p_request_id text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid;
    v_person record;
begin
    select coalesce(c.user_id, c.operator_user_id, c.portal_user_id) into v_user from sign_in_challenge c
    where c.token_hash = p_challenge;
    if found then
        select * into v_person from sign_in_person(v_user);
        perform audit_write(v_person.organization_id, v_person.realm, v_user, v_person.name, p_ip, p_request_id,
            'session.refused', null, null, null, 'reason', 'WRONG_CODE');
        return;
    end if;
    select c.user_id into v_user from own_credential(p_token_hash) c;
    if found then
        select * into v_person from sign_in_person(v_user);
        perform audit_write(v_person.organization_id, v_person.realm, v_user, v_person.name, p_ip, p_request_id,
            'user.code_refused', v_person.user_table, v_user, v_person.name, null, null);
    end if;
end
$$;

-- Whoever has another password has to show that one: a sign-in under way ends. Whoever has none has no second factor.
create function end_challenges() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    delete from sign_in_challenge where new.id in (user_id, operator_user_id, portal_user_id);
    if new.password_hash is null then
        delete from second_factor where new.id in (user_id, operator_user_id, portal_user_id);
    end if;
    return null;
end
$$;

-- No list reaches into a table of secrets: whether there is one stands beside the user.
create function keep_second_factor() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_factor second_factor := coalesce(new, old);
    v_is_on boolean := tg_op <> 'DELETE' and v_factor.confirmed_at is not null;
begin
    update app_user set has_second_factor = v_is_on where id = v_factor.user_id and has_second_factor <> v_is_on;
    update portal_user set has_second_factor = v_is_on
    where id = v_factor.portal_user_id and has_second_factor <> v_is_on;
    return null;
end
$$;

alter function viewer_load(bytea, integer) rename to viewer_load_of_credential;
revoke execute on function viewer_load_of_credential(bytea, integer) from portico_app;

-- As before, and whether there is a second factor, with how many recovery codes.
create function viewer_load(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[], is_kept boolean,
    has_second_factor boolean, recovery_codes integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select v.*, f.id is not null, case when f.id is null then 0 else recovery_codes_left(f.id) end
    from viewer_load_of_credential(p_token_hash, p_customers) v
    left join lateral (select second_factor_of(v.user_id) as id) f on true
$$;

drop function user_standing(uuid);

-- As before, and whether there is a second factor.
create function user_standing(p_user uuid)
returns table (has_password boolean, sessions integer, has_second_factor boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.user_id = u.id and s.revoked_at is null and s.expires_at > now()),
        u.has_second_factor
    from app_user u
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    union all
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.portal_user_id = u.id and s.revoked_at is null and s.expires_at > now()),
        u.has_second_factor
    from portal_user u
    where u.id = p_user and viewer_manages_portal(u.organization_id, u.partnership_id, u.customer_id)
$$;

grant execute on function second_factor_own(bytea), second_factor_start(bytea, text, bytea),
    second_factor_confirm(bytea, bytea, bigint, bytea[], inet, text),
    second_factor_remove(bytea, text, bigint, bytea, bytea, inet, text),
    recovery_codes_renew(bytea, text, bigint, bytea, bytea, bytea[], inet, text), second_factor_reset(uuid),
    session_create(text, uuid, bytea, inet, text, interval, text), sign_in_challenge_create(uuid, text, bytea),
    sign_in_challenge_lookup(bytea), sign_in_challenge_try(bytea),
    sign_in_confirm(bytea, bigint, bytea, bytea, bytea[], inet, text, interval, text),
    second_factor_refuse(bytea, bytea, inet, text), viewer_load(bytea, integer), user_standing(uuid) to portico_app;
grant execute on function end_challenges(), keep_second_factor(), second_factor_drop(boolean, text) to portico_owner;

set local role portico_owner;

create trigger kept after insert or update of confirmed_at or delete on second_factor
    for each row execute function keep_second_factor();
-- Role NOTIFICATIONS forgets the password.
create trigger challenges after update of password_hash, role on app_user
    for each row when (old.password_hash is distinct from new.password_hash) execute function end_challenges();
create trigger challenges after update of password_hash on operator_user
    for each row when (old.password_hash is distinct from new.password_hash) execute function end_challenges();
create trigger challenges after update of password_hash on portal_user
    for each row when (old.password_hash is distinct from new.password_hash) execute function end_challenges();

reset role;
