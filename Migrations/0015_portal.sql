-- 0015_portal.sql
-- The portal of a customer, and who may sign in there: a realm of its own, with its own users and sessions (D1-01,
-- D1-02, D4-31). SQLSTATE: PO008 PORTAL_ADMIN_REQUIRED.

set local role portico_owner;

-- Made when it's first enabled; the customer's own state counts besides (G-07).
create table customer_portal (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null unique,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60),
    enabled boolean not null default true,
    disabled_reason text check (disabled_reason in ('MANUAL', 'CUSTOMER_DISABLED')),
    admin_user_id uuid not null,
    brand_name text check (brand_name = btrim(brand_name) and length(brand_name) between 1 and 80),
    brand_color text check (brand_color ~ '^#[0-9a-f]{6}$'),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (organization_id, partnership_id, customer_id, id),
    constraint customer_portal_disabled_for_a_reason check (enabled = (disabled_reason is null))
);
create index customer_portal_by_id on customer_portal (organization_id, id);
create index customer_portal_by_slug on customer_portal (organization_id, slug, id);
create index customer_portal_of_admin on customer_portal (admin_user_id);

create table portal_user (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    portal_id uuid not null,
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    email text not null check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    password_hash text,
    state text not null default 'UNCONFIRMED' check (state in ('UNCONFIRMED', 'ENABLED', 'DISABLED')),
    permissions text[] not null default '{}' check (permissions <@ array['BILLING', 'TECHNICAL', 'USERS']),
    last_login_at timestamptz,
    epoch bigint not null default 1,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, customer_id, portal_id)
        references customer_portal (organization_id, partnership_id, customer_id, id)
        on update cascade on delete cascade,
    unique (portal_id, email),
    unique (organization_id, portal_id, id),
    constraint portal_user_unconfirmed_has_no_password check (state <> 'UNCONFIRMED' or password_hash is null)
);
create index portal_user_by_id on portal_user (organization_id, id);
create index portal_user_by_name on portal_user (organization_id, name, id);
create index portal_user_by_state on portal_user (organization_id, state, id);
create index portal_user_by_created_at on portal_user (organization_id, created_at, id);
create index portal_user_of_portal on portal_user (portal_id, name, id);
create index portal_user_of_customer on portal_user (customer_id, id);

-- Exactly one admin, who is a user of this portal (D3-03): a portal without one can't be committed.
alter table customer_portal add constraint customer_portal_admin foreign key (organization_id, id, admin_user_id)
    references portal_user (organization_id, portal_id, id) deferrable initially deferred;

create trigger version before update of slug, enabled, disabled_reason, admin_user_id, brand_name, brand_color
    on customer_portal for each row execute function raise_version();
create trigger version before update of name, email, state, permissions on portal_user
    for each row execute function raise_version();
create trigger epoch before update of portal_id, name, email, state, permissions, password_hash on portal_user
    for each row execute function raise_epoch();

alter table session drop constraint session_realm_check;
alter table session drop constraint session_is_of_its_realm;
alter table session add column portal_user_id uuid references portal_user on delete cascade;
alter table session add constraint session_realm_check check (realm in ('PARTNER', 'OPERATOR', 'PORTAL'));
alter table session add constraint session_is_of_its_realm check (
    (realm = 'PARTNER') = (user_id is not null) and (realm = 'OPERATOR') = (operator_user_id is not null)
    and (realm = 'PORTAL') = (portal_user_id is not null));
create index session_of_portal_user on session (portal_user_id) where portal_user_id is not null;

alter table customer_portal enable row level security, force row level security;
alter table portal_user enable row level security, force row level security;
grant select on customer_portal to portico_app;
grant select (id, organization_id, partnership_id, customer_id, portal_id, name, email, state, permissions,
    last_login_at, epoch, version, created_at, updated_at) on portal_user to portico_app;
grant select on customer, customer_portal, portal_user to portico_definer;
grant update (epoch, last_login_at) on portal_user to portico_definer;

create policy definer on customer for select to portico_definer using (true);
create policy definer on customer_portal for select to portico_definer using (true);
create policy definer on portal_user for all to portico_definer using (true);

-- ASSIGNED.
create policy viewer on customer_portal for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));
create policy viewer on portal_user for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));

set local role portico_definer;

-- Who is admin decides what both of them may see.
create function raise_epoch_of_portal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update portal_user set epoch = epoch + 1 where id in (old.admin_user_id, new.admin_user_id);
    return null;
end
$$;

-- The admin stays able to act until there is another one.
create function keep_the_portal_admin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from customer_portal where admin_user_id = new.id) then
        raise exception 'PORTAL_ADMIN_REQUIRED' using errcode = 'PO008',
            detail = 'A portal always has an admin: name another one first.';
    end if;
    return new;
end
$$;

-- Why a user of a portal may not sign in; null for one who may.
create function portal_sign_in_refusal(p_user public.portal_user) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select case
        when p_user.state = 'UNCONFIRMED' then 'NOT_CONFIRMED'
        when p_user.state <> 'ENABLED' then 'DISABLED'
        when not p.enabled or c.status <> 'ENABLED' then 'PORTAL_DISABLED'
        when g.status <> 'ACTIVE' or not g.portal_enabled then 'ORGANIZATION_SUSPENDED'
    end
    from customer_portal p
    join customer c on c.id = p.customer_id
    join organization g on g.id = p.organization_id
    where p.id = p_user.portal_id
$$;

drop function sign_in_lookup(text, text);

-- The row to check a password against; none where nobody has this e-mail in this realm and, for PORTAL, this portal.
create function sign_in_lookup(p_realm text, p_portal text, p_email text)
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
    union all
    select u.id, u.password_hash, r.refusal is null, r.refusal, g.is_demonstration
    from customer_portal p
    join portal_user u on u.portal_id = p.id
    join organization g on g.id = p.organization_id
    cross join lateral (select portal_sign_in_refusal(u) as refusal) r
    where p_realm = 'PORTAL' and p.slug = p_portal and u.email = lower(btrim(p_email))
$$;

create or replace function session_create(
    p_realm text, p_user_id uuid, p_token_hash bytea, p_ip inet, p_user_agent text, p_lifetime interval) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session uuid := uuidv7();
    v_event uuid := uuidv7();
    v_organization uuid;
    v_label text;
begin
    case p_realm
        when 'PARTNER' then
            update app_user u set last_login_at = now()
            where u.id = p_user_id and sign_in_refusal(u) is null
            returning u.organization_id, u.name into v_organization, v_label;
        when 'OPERATOR' then
            update operator_user o set last_login_at = now()
            where o.id = p_user_id and o.status = 'ACTIVE'
            returning o.name into v_label;
        when 'PORTAL' then
            update portal_user u set last_login_at = now()
            where u.id = p_user_id and portal_sign_in_refusal(u) is null
            returning u.organization_id, u.name into v_organization, v_label;
        else
            null;
    end case;
    if v_label is null then
        raise exception 'SIGN_IN_REFUSED' using errcode = 'PO006';
    end if;
    insert into session (id, realm, user_id, operator_user_id, portal_user_id, token_hash, ip, user_agent, expires_at)
    values (v_session, p_realm, case p_realm when 'PARTNER' then p_user_id end,
        case p_realm when 'OPERATOR' then p_user_id end, case p_realm when 'PORTAL' then p_user_id end, p_token_hash,
        p_ip, left(p_user_agent, 500), now() + p_lifetime);
    insert into audit_event (id, organization_id, realm, actor_id, action, target_type, target_id)
    values (v_event, v_organization, p_realm, p_user_id, 'session.created', 'session', v_session);
    insert into audit_detail (event_id, organization_id, actor_label, ip)
    values (v_event, v_organization, v_label, p_ip);
    return v_session;
end
$$;

create or replace function session_revoke(p_token_hash bytea) returns boolean
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
    values (
        coalesce((select u.organization_id from app_user u where u.id = v_session.user_id),
            (select u.organization_id from portal_user u where u.id = v_session.portal_user_id)),
        v_session.realm, coalesce(v_session.user_id, v_session.operator_user_id, v_session.portal_user_id),
        'session.revoked', 'session', v_session.id);
    return true;
end
$$;

-- As before, and for users of a portal: who they are follows from three rows more, so they are looked for last.
create or replace function viewer_enter(p_token_hash bytea, p_epoch bigint, p_statement_timeout_ms integer)
returns boolean
language plpgsql volatile security definer
as $$
declare
    v_role text;
    v_organization uuid;
    v_user uuid;
    v_customer uuid;
    v_whole uuid[];
    v_set text;
begin
    -- The partnerships that a user sees whole are few: looked up here, once for all statements of the same snapshot.
    -- Where each statement has its own, as in a mutation, each looks for itself.
    select u.role, u.organization_id, u.id,
        case when u.role = 'USER' and current_setting('transaction_read_only') = 'on' then array(
            select m.partnership_id from public.membership m
            where m.user_id = u.id and m.customer_access = 'ALL') end
    into v_role, v_organization, v_user, v_whole
    from public.session s
    join public.app_user u on u.id = s.user_id
    join public.organization g on g.id = u.organization_id
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
        and u.epoch = p_epoch and u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS'
        and g.status = 'ACTIVE' and g.portal_enabled;
    if not found then
        select 'OPERATOR', o.id into v_role, v_user
        from public.session s
        join public.operator_user o on o.id = s.operator_user_id
        where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
            and o.epoch = p_epoch and o.status = 'ACTIVE';
    end if;
    if not found then
        select case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end, u.organization_id, u.id,
            u.customer_id
        into v_role, v_organization, v_user, v_customer
        from public.session s
        join public.portal_user u on u.id = s.portal_user_id
        join public.customer_portal p on p.id = u.portal_id
        join public.customer c on c.id = u.customer_id
        join public.organization g on g.id = u.organization_id
        where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
            and u.epoch = p_epoch and u.state = 'ENABLED' and p.enabled and c.status = 'ENABLED'
            and g.status = 'ACTIVE' and g.portal_enabled;
    end if;
    -- One expression, because that is the cheapest way to call them; nobody (null) clears them all.
    v_set := set_config('portico.role', coalesce(v_role, ''), true)
        || set_config('portico.organization_id', coalesce(v_organization::text, ''), true)
        || set_config('portico.user_id', coalesce(v_user::text, ''), true)
        || set_config('portico.customer_id', coalesce(v_customer::text, ''), true)
        || set_config('portico.partnership_id', '', true)
        || set_config('portico.whole_partnerships', coalesce(v_whole::text, ''), true)
        || set_config('statement_timeout', p_statement_timeout_ms::text, true);
    return v_role is not null;
end
$$;

drop function viewer_load(bytea, integer);

-- Everything that a server may remember of a session until its epoch changes; of the assigned customers no more than
-- asked for.
create function viewer_load(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select s.id, s.realm, u.role, u.id, u.organization_id, null::uuid, null::uuid,
        u.epoch, s.expires_at, u.name, u.email, g.name,
        array(select m.partnership_id from membership m where m.user_id = u.id order by 1),
        array(
            select m.partnership_id from membership m
            where m.user_id = u.id and m.customer_access = 'ALL' order by 1),
        array(select a.customer_id from assignment a where a.user_id = u.id order by 1 limit p_customers),
        array[]::text[]
    from session s
    join app_user u on u.id = s.user_id and u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS'
    join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select s.id, s.realm, 'OPERATOR', o.id, null, null, null,
        o.epoch, s.expires_at, o.name, o.email, null, array[]::uuid[], array[]::uuid[], array[]::uuid[],
        array[]::text[]
    from session s
    join operator_user o on o.id = s.operator_user_id and o.status = 'ACTIVE'
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select s.id, s.realm, case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end, u.id,
        u.organization_id, null, u.customer_id, u.epoch, s.expires_at, u.name, u.email, coalesce(p.brand_name, g.name),
        array[]::uuid[], array[]::uuid[], array[]::uuid[], u.permissions
    from session s
    join portal_user u on u.id = s.portal_user_id and u.state = 'ENABLED'
    join customer_portal p on p.id = u.portal_id and p.enabled
    join customer c on c.id = u.customer_id and c.status = 'ENABLED'
    join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
$$;

grant execute on function raise_epoch_of_portal(), keep_the_portal_admin() to portico_owner;
grant execute on function sign_in_lookup(text, text, text), viewer_load(bytea, integer) to portico_app;

set local role portico_owner;

create trigger epoch after update of admin_user_id on customer_portal
    for each row execute function raise_epoch_of_portal();
create trigger admin before update of state on portal_user
    for each row when (old.state <> 'DISABLED' and new.state = 'DISABLED') execute function keep_the_portal_admin();

reset role;
