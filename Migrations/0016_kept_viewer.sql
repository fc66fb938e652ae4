-- 0016_kept_viewer.sql
-- Who asks, ready-made. To find out took a join of three tables and seven settings in a function, as the first
-- statement of every request: more than a customer by its id costs. Now the session keeps the answer in one text, until
-- anything that it was made from changes, and a read takes it from there in one look-up:
-- role|organization|user|customer|partnership|partnerships seen whole.

alter table session add column viewer text;
alter table session add column viewer_epoch bigint;
alter table session add constraint session_keeps_viewer_with_epoch check ((viewer is null) = (viewer_epoch is null));

set local role portico_owner;

grant update (viewer, viewer_epoch) on session to portico_definer;

create or replace function viewer_role() returns text
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 1), '') $$;

create or replace function viewer_organization() returns uuid
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 2), '')::uuid $$;

create or replace function viewer_user() returns uuid
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 3), '')::uuid $$;

create or replace function viewer_customer() returns uuid
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 4), '')::uuid $$;

create or replace function viewer_partnership() returns uuid
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 5), '')::uuid $$;

set local role portico_definer;

-- The live session behind a secret: its user's epoch, and the viewer as the policies' functions read it.
create function viewer_found(p_token_hash bytea) returns table (epoch bigint, viewer text)
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
$$;

-- Has a session keep its viewer, for the epoch that it is of. Whoever is changing the rights is waited for: what they
-- leave is what the second statement sees, and whoever comes later makes the session forget it again.
create function viewer_keep(p_token_hash bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session session;
begin
    select * into v_session from session where token_hash = p_token_hash;
    perform from app_user where id = v_session.user_id for share;
    perform from operator_user where id = v_session.operator_user_id for share;
    perform from portal_user where id = v_session.portal_user_id for share;
    update session s set viewer = v.viewer, viewer_epoch = v.epoch
    from viewer_found(p_token_hash) v
    where s.token_hash = p_token_hash and (s.viewer, s.viewer_epoch) is distinct from (v.viewer, v.epoch);
end
$$;

create function forget_viewer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set viewer = null, viewer_epoch = null
    where (user_id = new.id or operator_user_id = new.id or portal_user_id = new.id) and viewer is not null;
    return null;
end
$$;

-- The first statement of a read takes the viewer from here. The application may read it, because without a session's
-- secret nothing can be done with the hash of one.
create view session_viewer as
select token_hash, viewer_epoch as epoch, viewer from session
where viewer is not null and revoked_at is null and expires_at > now();

-- The first statement of a transaction that writes: as before, from the tables themselves. Its statements have a
-- snapshot each, so which partnerships a user sees whole each looks for itself.
create or replace function viewer_enter(p_token_hash bytea, p_epoch bigint, p_statement_timeout_ms integer)
returns boolean
language plpgsql volatile security definer
as $$
declare
    v_viewer text := (
        select v.viewer from public.viewer_found(p_token_hash) v where v.epoch = p_epoch);
begin
    if current_setting('transaction_read_only') = 'off' then
        v_viewer := regexp_replace(v_viewer, '\{.*', '');
    end if;
    perform set_config('portico.viewer', coalesce(v_viewer, ''), true),
        set_config('statement_timeout', p_statement_timeout_ms::text, true);
    return v_viewer is not null;
end
$$;

create or replace function viewer_partnerships() returns uuid[]
language plpgsql stable security definer
as $$
begin
    case public.viewer_role()
        when 'USER', 'MARKETING' then
            return array(select m.partnership_id from public.membership m where m.user_id = public.viewer_user());
        when 'INTEGRATION' then
            return array[public.viewer_partnership()];
        else
            return array[]::uuid[];
    end case;
end
$$;

create or replace function viewer_whole_partnerships() returns uuid[]
language plpgsql stable security definer
as $$
declare
    v_known text := split_part(current_setting('portico.viewer', true), '|', 6);
begin
    case public.viewer_role()
        when 'USER' then
            if v_known <> '' then
                return v_known::uuid[];
            end if;
            return array(
                select m.partnership_id from public.membership m
                where m.user_id = public.viewer_user() and m.customer_access = 'ALL');
        when 'INTEGRATION' then
            return array[public.viewer_partnership()];
        else
            return array[]::uuid[];
    end case;
end
$$;

create or replace function viewer_customers() returns uuid[]
language plpgsql stable security definer
as $$
begin
    case public.viewer_role()
        when 'USER' then
            return (select r.customers from public.user_reach r where r.user_id = public.viewer_user());
        when 'PORTAL_ADMIN', 'PORTAL_USER' then
            return array[public.viewer_customer()];
        else
            return array[]::uuid[];
    end case;
end
$$;

-- Users of portals stand and fall with their customer, their portal and the partner.
create or replace function raise_epoch_of_organization() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1 where organization_id = new.id;
    update portal_user set epoch = epoch + 1 where organization_id = new.id;
    return null;
end
$$;

create or replace function raise_epoch_of_portal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update portal_user set epoch = epoch + 1 where portal_id = new.id;
    return null;
end
$$;

create function raise_epoch_of_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update portal_user set epoch = epoch + 1 where customer_id = new.id;
    return null;
end
$$;

drop function viewer_load(bytea, integer);

-- As before, and whether the session keeps its viewer.
create function viewer_load(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[], is_kept boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select s.id, s.realm, u.role, u.id, u.organization_id, null::uuid, null::uuid,
        u.epoch, s.expires_at, u.name, u.email, g.name,
        array(select m.partnership_id from membership m where m.user_id = u.id order by 1),
        array(
            select m.partnership_id from membership m
            where m.user_id = u.id and m.customer_access = 'ALL' order by 1),
        array(select a.customer_id from assignment a where a.user_id = u.id order by 1 limit p_customers),
        array[]::text[], s.viewer is not null
    from session s
    join app_user u on u.id = s.user_id and u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS'
    join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select s.id, s.realm, 'OPERATOR', o.id, null, null, null,
        o.epoch, s.expires_at, o.name, o.email, null, array[]::uuid[], array[]::uuid[], array[]::uuid[],
        array[]::text[], s.viewer is not null
    from session s
    join operator_user o on o.id = s.operator_user_id and o.status = 'ACTIVE'
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
    union all
    select s.id, s.realm, case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end, u.id,
        u.organization_id, null, u.customer_id, u.epoch, s.expires_at, u.name, u.email, coalesce(p.brand_name, g.name),
        array[]::uuid[], array[]::uuid[], array[]::uuid[], u.permissions, s.viewer is not null
    from session s
    join portal_user u on u.id = s.portal_user_id and u.state = 'ENABLED'
    join customer_portal p on p.id = u.portal_id and p.enabled
    join customer c on c.id = u.customer_id and c.status = 'ENABLED'
    join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
$$;

grant select on session_viewer to portico_app;
grant execute on function viewer_load(bytea, integer), viewer_keep(bytea) to portico_app;
grant execute on function forget_viewer(), raise_epoch_of_customer() to portico_owner;

set local role portico_owner;

create trigger forget_viewer after update on app_user
    for each row when (old.epoch <> new.epoch) execute function forget_viewer();
create trigger forget_viewer after update on operator_user
    for each row when (old.epoch <> new.epoch) execute function forget_viewer();
create trigger forget_viewer after update on portal_user
    for each row when (old.epoch <> new.epoch) execute function forget_viewer();
drop trigger epoch on customer_portal;
create trigger epoch after update of admin_user_id, enabled, brand_name on customer_portal
    for each row execute function raise_epoch_of_portal();
create trigger epoch after update of status on customer
    for each row when (old.status <> new.status) execute function raise_epoch_of_customer();

reset role;
