-- 0037_single_sign_on.sql
-- People of a company, or of a customer's portal, sign in where they sign in anyway: by OpenID Connect. An account is
-- bound to the issuer's name for its person and never to an e-mail; which e-mails a provider may vouch for, the
-- operator approves. Whoever has no account yet gets one that sees nothing until somebody assigns it, and is no admin.

set local role portico_owner;

create table identity_provider (
    id uuid primary key default uuidv7(),
    organization_id uuid not null references organization on delete cascade,
    partnership_id uuid,
    customer_id uuid,
    -- The portal whose people it is for; none for the company's own.
    portal_id uuid unique,
    -- What people read where they sign in.
    name text not null check (name = btrim(name) and length(name) between 1 and 80),
    issuer text not null check (issuer ~ '^https?://[^/?#@[:space:]]+(/[^?#[:space:]]*)?$' and length(issuer) <= 500),
    client_id text not null check (length(client_id) between 1 and 500 and client_id !~ '[[:cntrl:]]'),
    -- Sealed by the server with a key that isn't in the database; none for a client without a secret.
    client_secret bytea check (length(client_secret) between 17 and 2064),
    enabled boolean not null default true,
    -- Whether somebody without an account gets one.
    creates_users boolean not null default true,
    -- Whether e-mails lead to it; a portal's people are at its door already.
    routes boolean not null generated always as (portal_id is null) stored,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (organization_id, id, routes),
    foreign key (organization_id, partnership_id, customer_id, portal_id)
        references customer_portal (organization_id, partnership_id, customer_id, id)
        on update cascade on delete cascade,
    constraint identity_provider_has_the_whole_portal check (
        num_nonnulls(partnership_id, customer_id, portal_id) in (0, 3))
);
create unique index identity_provider_of_the_company on identity_provider (organization_id) where portal_id is null;
create index identity_provider_by_name on identity_provider (organization_id, name, id);
create index identity_provider_by_created_at on identity_provider (organization_id, created_at, id);

-- The part behind the @ of the e-mails that a provider vouches for.
create table identity_domain (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    identity_provider_id uuid not null,
    routes boolean not null,
    name text not null check (
        name ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$' and length(name) <= 253),
    status text not null default 'REQUESTED' check (status in ('REQUESTED', 'APPROVED', 'REFUSED')),
    decided_at timestamptz,
    created_at timestamptz not null default now(),
    unique (identity_provider_id, name),
    unique (organization_id, id),
    foreign key (organization_id, identity_provider_id, routes)
        references identity_provider (organization_id, id, routes) on delete cascade,
    constraint identity_domain_decided_once check ((status = 'REQUESTED') = (decided_at is null))
);
-- Of two companies that want the same e-mails one has them.
create unique index identity_domain_of_one_company on identity_domain (name) where routes and status = 'APPROVED';
create index identity_domain_by_created_at on identity_domain (created_at, id);
create index identity_domain_of_provider on identity_domain (identity_provider_id, name, id);

-- An issuer's name for somebody. Whoever was removed leaves it behind: it lets nobody in and brings nobody back.
create table federated_identity (
    id uuid primary key default uuidv7(),
    identity_provider_id uuid not null references identity_provider on delete cascade,
    subject text not null check (length(subject) between 1 and 255),
    -- Whose it is or was: whoever was removed can still be erased.
    person_id uuid not null,
    user_id uuid unique references app_user on delete set null,
    portal_user_id uuid unique references portal_user on delete set null,
    created_at timestamptz not null default now(),
    unique (identity_provider_id, subject),
    constraint federated_identity_is_of_one_person check (
        num_nonnulls(user_id, portal_user_id) <= 1 and coalesce(user_id, portal_user_id, person_id) = person_id)
);
create index federated_identity_of_person on federated_identity (person_id);

-- Somebody who was sent to a provider and isn't back yet. Whoever comes back shows both secrets: the one that went
-- along and the one that stayed in the browser.
create table federated_sign_in (
    id uuid primary key default uuidv7(),
    identity_provider_id uuid not null references identity_provider on delete cascade,
    state_hash bytea not null unique check (length(state_hash) = 32),
    secret_hash bytea not null check (length(secret_hash) = 32),
    -- The session of whoever binds the own account; none of whoever signs in.
    session_id uuid references session on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index federated_sign_in_by_expires_at on federated_sign_in (expires_at);
create index federated_sign_in_of_provider on federated_sign_in (identity_provider_id);
create index federated_sign_in_of_session on federated_sign_in (session_id) where session_id is not null;

-- By which provider a session was started: it ends with it.
alter table session add column identity_provider_id uuid references identity_provider on delete set null;
create index session_of_identity_provider on session (identity_provider_id) where identity_provider_id is not null;

-- Whether an account is bound, beside the user: kept by a trigger.
alter table app_user add column has_single_sign_on boolean not null default false;
alter table portal_user add column has_single_sign_on boolean not null default false;
grant select (has_single_sign_on) on app_user, portal_user to portico_app;
grant update (has_single_sign_on) on app_user, portal_user to portico_definer;

create trigger version before update of name, client_id, client_secret, enabled, creates_users on identity_provider
    for each row execute function raise_version();

alter table identity_provider enable row level security, force row level security;
alter table identity_domain enable row level security, force row level security;
alter table federated_identity enable row level security, force row level security;
alter table federated_sign_in enable row level security, force row level security;

-- The secret is written by the app, and read by what signs people in.
grant select (id, organization_id, portal_id, name, issuer, client_id, enabled, creates_users, version, created_at,
    updated_at) on identity_provider to portico_app;
grant insert, delete, update (name, client_id, client_secret, enabled, creates_users) on identity_provider
    to portico_app;
grant select, insert, delete, update (status, decided_at) on identity_domain to portico_app;
grant select, update (enabled) on identity_provider to portico_definer;
grant select on identity_domain to portico_definer;
grant select, insert, update (user_id, portal_user_id), delete on federated_identity to portico_definer;
grant select, insert, delete on federated_sign_in to portico_definer;
grant update (identity_provider_id) on session to portico_definer;
grant insert on app_user, portal_user to portico_definer;

create policy viewer on identity_provider for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy maker on identity_provider for insert to portico_app with check (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy editor on identity_provider for update to portico_app using (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy remover on identity_provider for delete to portico_app using (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy viewer on identity_domain for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
-- An admin asks for a domain, and only the operator says yes.
create policy maker on identity_domain for insert to portico_app with check (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN') and status = 'REQUESTED');
create policy remover on identity_domain for delete to portico_app using (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy decider on identity_domain for update to portico_app using ((select viewer_role() = 'OPERATOR'));
create policy definer on identity_provider for all to portico_definer using (true);
create policy definer on identity_domain for select to portico_definer using (true);
create policy definer on federated_identity for all to portico_definer using (true);
create policy definer on federated_sign_in for all to portico_definer using (true);

set local role portico_definer;

-- What the server needs to know of a provider to send somebody there. An e-mail leads to the provider of a company by
-- its domain, the address of a portal to that portal's, a session to that of its person; none where it is disabled.
create function single_sign_on_provider(p_portal text, p_domain text, p_token_hash bytea)
returns table (id uuid, issuer text, client_id text, client_secret bytea, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with wanted as (
        select d.identity_provider_id as id from identity_domain d
        where p_token_hash is null and p_portal is null and d.routes and d.status = 'APPROVED' and d.name = p_domain
        union all
        select i.id from identity_provider i join customer_portal p on p.id = i.portal_id
        where p_token_hash is null and p.slug = p_portal
        union all
        select i.id from session s
        join app_user u on u.id = s.user_id
        join identity_provider i on i.organization_id = u.organization_id and i.portal_id is null
        where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
        union all
        select i.id from session s
        join portal_user u on u.id = s.portal_user_id
        join identity_provider i on i.portal_id = u.portal_id
        where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now())
    select i.id, i.issuer, i.client_id, i.client_secret, i.name
    from wanted join identity_provider i using (id)
    join organization g on g.id = i.organization_id
    where i.enabled and g.status = 'ACTIVE' and g.portal_enabled
$$;

-- Keeps for ten minutes that somebody was sent to a provider, by a session where one binds the own account.
create function single_sign_on_begin(p_provider uuid, p_state bytea, p_secret bytea, p_token_hash bytea) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    insert into federated_sign_in (identity_provider_id, state_hash, secret_hash, session_id, expires_at)
    values (p_provider, p_state, p_secret, (select s.id from session s where s.token_hash = p_token_hash),
        now() + interval '10 minutes')
$$;

-- Somebody is back, once: where from, to which door, and the session that binds its account. No row where nobody was
-- sent with these secrets, or it is too long ago.
create function single_sign_on_return(p_state bytea, p_secret bytea)
returns table (
    id uuid, issuer text, client_id text, client_secret bytea, name text, portal text, bound_session bytea)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    with back as (
        delete from federated_sign_in f
        where f.state_hash = p_state and f.secret_hash = p_secret
        returning f.identity_provider_id, f.session_id, f.expires_at)
    select i.id, i.issuer, i.client_id, i.client_secret, i.name, p.slug, s.token_hash
    from back b
    join identity_provider i on i.id = b.identity_provider_id
    left join customer_portal p on p.id = i.portal_id
    left join session s on s.id = b.session_id
    where b.expires_at > now() and i.enabled
$$;

-- Writes down that somebody whom a provider vouches for wasn't let in, and why.
create function single_sign_on_refuse(
    p_provider identity_provider, p_user uuid, p_reason text, p_ip inet, p_request_id text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    select audit_write(p_provider.organization_id, case when p_provider.routes then 'PARTNER' else 'PORTAL' end, p_user,
        coalesce((select w.name from sign_in_person(p_user) w), p_provider.name), p_ip, p_request_id, 'session.refused',
        null, null, null, 'reason', p_reason)
$$;

-- Makes an account for whomever a provider vouches for: one of a company without a place in any partnership, or one of
-- a portal that isn't its admin.
create function single_sign_on_user(
    p_provider identity_provider, p_email text, p_name text, p_ip inet, p_request_id text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := uuidv7();
    v_table text := case when p_provider.routes then 'app_user' else 'portal_user' end;
begin
    if p_provider.routes then
        insert into app_user (id, organization_id, name, email, role, status, locale, time_zone, email_verified_at)
        select v_user, g.id, p_name, p_email, 'USER', 'ACTIVE', g.locale, g.time_zone, now()
        from organization g where g.id = p_provider.organization_id
        on conflict do nothing;
    else
        insert into portal_user (
            id, organization_id, partnership_id, customer_id, portal_id, name, email, state)
        values (v_user, p_provider.organization_id, p_provider.partnership_id, p_provider.customer_id,
            p_provider.portal_id, p_name, p_email, 'ENABLED')
        on conflict do nothing;
    end if;
    if not found then
        return null;
    end if;
    perform audit_write(p_provider.organization_id, case when p_provider.routes then 'PARTNER' else 'PORTAL' end,
        v_user, p_name, p_ip, p_request_id,
        case when p_provider.routes then 'user.created' else 'portal_user.invited' end, v_table, v_user, p_name,
        'email', p_email);
    insert into outbox_event (organization_id, topic, subject_type, subject_id)
    values (p_provider.organization_id, 'user.provisioned', v_table, v_user);
    return v_user;
end
$$;

-- Signs somebody in whom a provider vouches for: by its name for them, or with an account made for it.
--   DONE       there are sessions
--   TOTP       the account has a second factor, which a challenge waits for
--   BOUND      an account with this e-mail is here, and isn't bound to this name
--   REFUSED    the account may not sign in, or is gone
--   DOMAIN     the provider may not vouch for e-mails of this domain
--   UNKNOWN    there is no account, and the provider makes none
create function single_sign_on_enter(
    p_provider uuid, p_subject text, p_email text, p_name text, p_tokens bytea[], p_challenge bytea, p_ip inet,
    p_user_agent text, p_lifetime interval, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_provider identity_provider;
    v_identity federated_identity;
    v_user uuid;
    v_refusal text;
begin
    -- Several of one person at once make one account.
    select * into v_provider from identity_provider where id = p_provider and enabled for no key update;
    if not found then
        return 'REFUSED';
    end if;
    select * into v_identity from federated_identity where identity_provider_id = p_provider and subject = p_subject;
    if found then
        v_user := coalesce(v_identity.user_id, v_identity.portal_user_id);
        perform lock_person(v_user);
        select coalesce(w.refusal, 'NONE') into v_refusal from sign_in_person(v_user) w;
        if v_refusal is distinct from 'NONE' then
            perform single_sign_on_refuse(v_provider, v_user, coalesce(v_refusal, 'REMOVED'), p_ip, p_request_id);
            return 'REFUSED';
        end if;
    else
        if not exists (
            select from identity_domain d
            where d.identity_provider_id = p_provider and d.status = 'APPROVED'
                and d.name = split_part(p_email, '@', 2))
        then
            perform single_sign_on_refuse(v_provider, null, 'DOMAIN_NOT_APPROVED', p_ip, p_request_id);
            return 'DOMAIN';
        end if;
        if exists (select from app_user u where v_provider.routes and u.email = p_email)
            or exists (select from portal_user u where u.portal_id = v_provider.portal_id and u.email = p_email)
        then
            perform single_sign_on_refuse(v_provider, null, 'NOT_BOUND', p_ip, p_request_id);
            return 'BOUND';
        end if;
        if not v_provider.creates_users then
            perform single_sign_on_refuse(v_provider, null, 'NO_USER', p_ip, p_request_id);
            return 'UNKNOWN';
        end if;
        v_user := single_sign_on_user(v_provider, p_email, p_name, p_ip, p_request_id);
        if v_user is null then
            return 'BOUND';
        end if;
        insert into federated_identity (identity_provider_id, subject, person_id, user_id, portal_user_id)
        values (p_provider, p_subject, v_user, case when v_provider.routes then v_user end,
            case when not v_provider.routes then v_user end);
        -- The customer or the company may be shut.
        select w.refusal into v_refusal from sign_in_person(v_user) w;
        if v_refusal is not null then
            perform single_sign_on_refuse(v_provider, v_user, v_refusal, p_ip, p_request_id);
            return 'REFUSED';
        end if;
    end if;
    if second_factor_of(v_user) is not null then
        delete from sign_in_challenge
        where v_user in (user_id, portal_user_id) and (expires_at <= now() or tries = 5);
        insert into sign_in_challenge (user_id, portal_user_id, token_hash, expires_at)
        values (case when v_provider.routes then v_user end, case when not v_provider.routes then v_user end,
            p_challenge, now() + interval '5 minutes');
        return 'TOTP';
    end if;
    perform session_start(w.realm, v_user, t, p_ip, p_user_agent, p_lifetime, p_request_id)
    from sign_in_person(v_user) w, unnest(p_tokens) t;
    update session set identity_provider_id = p_provider where token_hash = any (p_tokens);
    return 'DONE';
end
$$;

-- Binds the account of a session's owner to a provider's name for its person: DONE; TAKEN where that name is another's;
-- null where the session has ended or the provider isn't that of its owner's company or portal.
create function single_sign_on_bind(
    p_provider uuid, p_subject text, p_token_hash bytea, p_ip inet, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid := (select c.user_id from own_credential(p_token_hash) c);
    v_provider identity_provider;
    v_person record;
begin
    select i.* into v_provider from single_sign_on_provider(null, null, p_token_hash) o
    join identity_provider i on i.id = o.id
    where i.id = p_provider
    for no key update of i;
    if not found then
        return null;
    end if;
    perform lock_person(v_user);
    if exists (
        select from federated_identity f
        where f.identity_provider_id = p_provider and f.subject = p_subject
            and coalesce(f.user_id, f.portal_user_id) <> v_user)
    then
        return 'TAKEN';
    end if;
    -- Whoever was removed and is here again binds the account that they have now.
    delete from federated_identity
    where person_id = v_user or (identity_provider_id = p_provider and subject = p_subject);
    insert into federated_identity (identity_provider_id, subject, person_id, user_id, portal_user_id)
    values (p_provider, p_subject, v_user, case when v_provider.routes then v_user end,
        case when not v_provider.routes then v_user end);
    select * into v_person from sign_in_person(v_user);
    perform audit_write(v_person.organization_id, v_person.realm, v_user, v_person.name, p_ip, p_request_id,
        'user.single_sign_on_bound', v_person.user_table, v_user, v_person.name, 'single_sign_on', v_provider.name);
    insert into outbox_event (organization_id, topic, subject_type, subject_id)
    values (v_person.organization_id, 'user.single_sign_on_bound', v_person.user_table, v_user);
    return 'DONE';
end
$$;

-- What a provider started ends when it is disabled or removed.
create function end_federated_sessions() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set revoked_at = now() where identity_provider_id = old.id and revoked_at is null;
    delete from federated_sign_in where identity_provider_id = old.id;
    return coalesce(new, old);
end
$$;

-- No list reaches into the table of names: whether there is one stands beside the user.
create function keep_single_sign_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if tg_op <> 'INSERT' then
        update app_user set has_single_sign_on = false where id = old.user_id and has_single_sign_on;
        update portal_user set has_single_sign_on = false where id = old.portal_user_id and has_single_sign_on;
    end if;
    if tg_op <> 'DELETE' then
        update app_user set has_single_sign_on = true where id = new.user_id and not has_single_sign_on;
        update portal_user set has_single_sign_on = true where id = new.portal_user_id and not has_single_sign_on;
    end if;
    return null;
end
$$;

-- How the provider is called that a company's, or a portal's, people sign in by; null where there is none.
create function organization_single_sign_on(p_organization organization) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select i.name from identity_provider i
    where i.organization_id = p_organization.id and i.portal_id is null and i.enabled
$$;
create function customer_portal_single_sign_on(p_portal customer_portal) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select i.name from identity_provider i where i.portal_id = p_portal.id and i.enabled
$$;

alter function sweep(integer) rename to sweep_before_single_sign_on;
revoke execute on function sweep_before_single_sign_on(integer) from portico_app;

-- As before, and whoever went to a provider and never came back.
create function sweep(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_count integer;
begin
    delete from federated_sign_in where id in (
        select f.id from federated_sign_in f where f.expires_at < now()
        order by f.expires_at limit p_limit);
    get diagnostics v_count = row_count;
    return v_count + sweep_before_single_sign_on(p_limit);
end
$$;

grant execute on function single_sign_on_provider(text, text, bytea), single_sign_on_begin(uuid, bytea, bytea, bytea),
    single_sign_on_return(bytea, bytea),
    single_sign_on_enter(uuid, text, text, text, bytea[], bytea, inet, text, interval, text),
    single_sign_on_bind(uuid, text, bytea, inet, text), sweep(integer), organization_single_sign_on(organization),
    customer_portal_single_sign_on(customer_portal) to portico_app;
grant execute on function end_federated_sessions(), keep_single_sign_on() to portico_owner;

set local role portico_owner;

create trigger sessions before delete on identity_provider
    for each row execute function end_federated_sessions();
create trigger sessions_of_disabled before update of enabled on identity_provider
    for each row when (old.enabled and not new.enabled) execute function end_federated_sessions();
create trigger kept after insert or update or delete on federated_identity
    for each row execute function keep_single_sign_on();

reset role;
