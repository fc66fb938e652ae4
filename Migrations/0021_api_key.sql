-- 0021_api_key.sql
-- Keys by which programs of a partner read its data. A key is of exactly one partnership and reads nothing else, also
-- of the same organization (D0-23); what it may read besides is a closed list that depends on the partnership's type.

set local role portico_owner;

alter table partnership add constraint partnership_of_type unique (organization_id, id, type);

create table api_key (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    partnership_type text not null,
    name text not null check (name = btrim(name) and length(name) between 1 and 80),
    -- The beginning of the secret, by which people tell keys apart.
    prefix text not null check (prefix ~ '^pk_[A-Za-z0-9_-]{6}$'),
    scopes text[] not null,
    -- The key that this one replaces: both work until its grace is over, so that nothing fails (D0-25).
    predecessor_id uuid unique,
    created_by uuid,
    last_used_at timestamptz,
    last_used_ip text check (length(last_used_ip) <= 45),
    expires_at timestamptz,
    grace_ends_at timestamptz,
    revoked_at timestamptz,
    revoked_by uuid,
    epoch bigint not null default 1,
    created_at timestamptz not null default now(),
    unique (organization_id, id),
    unique (organization_id, partnership_id, id),
    foreign key (organization_id, partnership_id, partnership_type)
        references partnership (organization_id, id, type) on update cascade on delete cascade,
    foreign key (organization_id, partnership_id, predecessor_id)
        references api_key (organization_id, partnership_id, id) on delete cascade,
    foreign key (organization_id, created_by)
        references app_user (organization_id, id) on delete set null (created_by),
    foreign key (organization_id, revoked_by)
        references app_user (organization_id, id) on delete set null (revoked_by),
    constraint api_key_scopes_fit_the_partnership check (
        array_position(scopes, null) is null and 'ME_READ' = any (scopes)
        and scopes <@ case partnership_type
            when 'MSSP' then array['ME_READ', 'CUSTOMERS_READ', 'MSSP_REPORT_READ']
            when 'RESELLER' then array['ME_READ', 'CUSTOMERS_READ', 'RESELLER_REPORT_READ']
            else array['ME_READ'] end),
    constraint api_key_is_not_its_own_predecessor check (predecessor_id <> id),
    constraint api_key_revoked_by_somebody_at_a_time check (revoked_by is null or revoked_at is not null)
);
create index api_key_by_name on api_key (organization_id, name, id);
create index api_key_by_created_at on api_key (organization_id, created_at, id);
create index api_key_of_partnership on api_key (partnership_id, id);

-- Only the hash of a secret is kept, where nobody who lists keys can read it.
create table api_key_secret (
    key_id uuid primary key references api_key on delete cascade,
    secret_hash bytea not null unique check (length(secret_hash) = 32)
);

-- The one place that says what state a key is in.
create function api_key_state(api_key) returns text
language sql stable parallel safe
as $$
    select case
        when $1.revoked_at is not null then 'REVOKED'
        when $1.grace_ends_at <= now() then 'RETIRED'
        when $1.expires_at <= now() then 'EXPIRED'
        when $1.grace_ends_at is not null then 'GRACE'
        else 'ACTIVE'
    end
$$;

alter table api_key enable row level security, force row level security;
alter table api_key_secret enable row level security, force row level security;
grant select on api_key to portico_app;
grant execute on function api_key_state(api_key) to portico_app, portico_definer;
grant select on api_key, api_key_secret, partnership to portico_definer;
grant update (epoch, last_used_at, last_used_ip) on api_key to portico_definer;

-- Keys are the admin's.
create policy viewer on api_key for select to portico_app using (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'));
create policy definer on api_key for all to portico_definer using (true);
create policy definer on api_key_secret for select to portico_definer using (true);

create trigger epoch before update of name, partnership_id, scopes, expires_at, grace_ends_at, revoked_at on api_key
    for each row execute function raise_epoch();

set local role portico_definer;

-- Who is let in by a key, as long as it works, its partnership lasts and its organization is let in.
create view api_key_viewer as
select s.secret_hash as token_hash, k.id, k.epoch,
    concat_ws('|', 'INTEGRATION', k.organization_id, k.id, '', k.partnership_id) as viewer
from api_key_secret s
join api_key k on k.id = s.key_id
join partnership p on p.id = k.partnership_id and p.status = 'ACTIVE'
join organization g on g.id = k.organization_id and g.status = 'ACTIVE' and g.portal_enabled
where api_key_state(k) in ('ACTIVE', 'GRACE');

-- As before, and of keys.
create or replace function viewer_found(p_token_hash bytea) returns table (epoch bigint, viewer text)
language sql stable
as $$
    select u.epoch, concat_ws('|', u.role, u.organization_id, u.id, '', '',
        case u.role when 'USER' then array(
            select m.partnership_id from public.membership m
            where m.user_id = u.id and m.customer_access = 'ALL') end)
    from public.session s
    join public.app_user u on u.id = s.user_id and u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS'
    join public.organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select o.epoch, concat_ws('|', 'OPERATOR', '', o.id, '', '')
    from public.session s
    join public.operator_user o on o.id = s.operator_user_id and o.status = 'ACTIVE'
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select u.epoch, concat_ws('|', case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end,
        u.organization_id, u.id, u.customer_id, '')
    from public.session s
    join public.portal_user u on u.id = s.portal_user_id and u.state = 'ENABLED'
    join public.customer_portal p on p.id = u.portal_id and p.enabled
    join public.customer c on c.id = u.customer_id and c.status = 'ENABLED'
    join public.organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select v.epoch, v.viewer from public.api_key_viewer v where v.token_hash = p_token_hash
$$;

alter function viewer_load(bytea, integer) rename to viewer_load_of_session;
revoke execute on function viewer_load_of_session(bytea, integer) from portico_app;

-- As before, and of keys; what they may read stands in the place of permissions.
create function viewer_load(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[], is_kept boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select * from viewer_load_of_session(p_token_hash, p_customers)
    union all
    select k.id, 'PARTNER', 'INTEGRATION', k.id, k.organization_id, k.partnership_id, null,
        k.epoch, k.expires_at, k.name, '', g.name,
        array[]::uuid[], array[]::uuid[], array[]::uuid[], k.scopes, true
    from api_key_viewer v
    join api_key k on k.id = v.id
    join organization g on g.id = k.organization_id
    where v.token_hash = p_token_hash
$$;

-- That a key is in use, to the minute.
create function api_key_use(p_token_hash bytea, p_ip inet) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update api_key k set last_used_at = now(), last_used_ip = host(p_ip)
    from api_key_viewer v
    where v.token_hash = p_token_hash and k.id = v.id
        and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute')
$$;

create or replace function raise_epoch_of_organization() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1 where organization_id = new.id;
    update portal_user set epoch = epoch + 1 where organization_id = new.id;
    update api_key set epoch = epoch + 1 where organization_id = new.id;
    return null;
end
$$;

grant select on api_key_viewer to portico_app;
grant execute on function viewer_load(bytea, integer), api_key_use(bytea, inet) to portico_app;

reset role;
