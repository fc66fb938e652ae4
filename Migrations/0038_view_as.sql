-- 0038_view_as.sql
-- View as: an admin looks at the portal as a user of the own company or of a customer's portal, and the operator as a
-- user of a company whose admins have allowed it for a time. That is a secret of its own beside the session that it
-- was started by, of at most an hour, and never a session: whatever asks for somebody's session finds none. Who it lets
-- in is asked anew with every request, and its transactions are read-only, whatever is sent in them.
-- SQLSTATE: PO030 SUPPORT_TOO_LONG.

set local role portico_owner;

-- Until when the operator may view as users of the company.
alter table organization add column support_access_until timestamptz;
grant update (support_access_until) on organization to portico_app;

create table view_as (
    id uuid primary key default uuidv7(),
    -- Of whoever looks: it ends with that.
    session_id uuid not null references session on delete cascade,
    user_id uuid references app_user on delete cascade,
    portal_user_id uuid references portal_user on delete cascade,
    token_hash bytea not null unique check (length(token_hash) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint view_as_is_of_somebody check (num_nonnulls(user_id, portal_user_id) = 1),
    constraint view_as_lasts_an_hour check (expires_at <= created_at + interval '1 hour')
);
create index view_as_of_session on view_as (session_id);
create index view_as_of_user on view_as (user_id) where user_id is not null;
create index view_as_of_portal_user on view_as (portal_user_id) where portal_user_id is not null;
create index view_as_under_way on view_as (expires_at) where ended_at is null;

alter table view_as enable row level security, force row level security;
grant select, insert, update (ended_at) on view_as to portico_definer;
create policy definer on view_as for all to portico_definer using (true);

-- The view-as that asks; null where it is the viewer in person. It stands behind the partnerships seen whole.
create function viewer_view_as() returns uuid
language sql stable parallel safe
as $$ select nullif(split_part(current_setting('portico.viewer', true), '|', 7), '')::uuid $$;
grant execute on function viewer_view_as() to portico_app, portico_definer;

-- Where somebody is signed in, and a company's keys, are nothing to look at for others.
alter policy viewer on session using (
    person_id = (select viewer_user()) and (select viewer_view_as() is null));
alter policy viewer on api_key using (
    organization_id = (select viewer_organization() where viewer_role() = 'ADMIN' and viewer_view_as() is null));

-- Nobody is let in for longer than that, whoever writes.
create function keep_support_short() returns trigger
language plpgsql
as $$
begin
    if new.support_access_until > now() + interval '30 days' then
        raise exception 'SUPPORT_TOO_LONG' using errcode = 'PO030', detail = 'Support is let in for 30 days at most.';
    end if;
    return new;
end
$$;
create trigger support before update of support_access_until on organization
    for each row execute function keep_support_short();

set local role portico_definer;

-- Who looks, and whether they still may: an admin at the own company's users, but for other admins, and at users of its
-- customers' portals; the operator at users of a company that allows it. The epoch is that of both.
create view view_as_viewer as
select v.token_hash, v.id, u.epoch + coalesce(a.epoch, o.epoch) as epoch, coalesce(a.name, o.name) as impersonator,
    s.realm as impersonator_realm, least(v.expires_at, s.expires_at) as expires_at, u.id as user_id,
    concat_ws('|', u.role, u.organization_id, u.id, '', '', coalesce(case u.role when 'USER' then array(
        select m.partnership_id from membership m
        where m.user_id = u.id and m.customer_access = 'ALL')::text end, ''), v.id) as viewer
from view_as v
join session s on s.id = v.session_id and s.revoked_at is null and s.expires_at > now()
join app_user u on u.id = v.user_id and u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS'
join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
left join app_user a on a.id = s.user_id and a.status = 'ACTIVE' and a.role = 'ADMIN'
    and a.organization_id = u.organization_id and u.role <> 'ADMIN'
left join operator_user o on o.id = s.operator_user_id and o.status = 'ACTIVE' and g.support_access_until > now()
where v.ended_at is null and v.expires_at > now() and coalesce(a.id, o.id) is not null
union all
select v.token_hash, v.id, u.epoch + a.epoch, a.name, s.realm, least(v.expires_at, s.expires_at), u.id,
    concat_ws('|', case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end, u.organization_id, u.id,
        u.customer_id, '', '', v.id)
from view_as v
join session s on s.id = v.session_id and s.revoked_at is null and s.expires_at > now()
join portal_user u on u.id = v.portal_user_id and u.state = 'ENABLED'
join customer_portal p on p.id = u.portal_id and p.enabled
join customer c on c.id = u.customer_id and c.status = 'ENABLED'
join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
join app_user a on a.id = s.user_id and a.status = 'ACTIVE' and a.role = 'ADMIN'
    and a.organization_id = u.organization_id
where v.ended_at is null and v.expires_at > now();

-- As before, and of whoever is viewed as somebody.
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
    union all
    select v.epoch, v.viewer from public.view_as_viewer v where v.token_hash = p_token_hash
$$;

-- As before; but whoever views as somebody changes nothing until the transaction ends, by no statement and no function:
-- a transaction that has read something can't be made one that writes again.
create or replace function viewer_enter(p_token_hash bytea, p_epoch bigint, p_statement_timeout_ms integer)
returns boolean
language plpgsql volatile security definer
as $$
declare
    v_viewer text := (
        select v.viewer from public.viewer_found(p_token_hash) v where v.epoch = p_epoch);
begin
    if current_setting('transaction_read_only') = 'off' then
        v_viewer := regexp_replace(v_viewer, '\{[^|]*', '');
    end if;
    perform set_config('portico.viewer', coalesce(v_viewer, ''), true),
        set_config('statement_timeout', p_statement_timeout_ms::text, true);
    if public.viewer_view_as() is not null then
        perform set_config('transaction_read_only', 'on', true);
    end if;
    return v_viewer is not null;
end
$$;

alter function viewer_load(bytea, integer) rename to viewer_load_in_person;
revoke execute on function viewer_load_in_person(bytea, integer) from portico_app;

-- As before, and who looks where it isn't the viewer in person; a second factor is nothing to look at for others.
create function viewer_load(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[], is_kept boolean,
    has_second_factor boolean, recovery_codes integer, impersonator text, impersonator_realm text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select l.*, null, null from viewer_load_in_person(p_token_hash, p_customers) l
    union all
    select null, 'PARTNER', u.role, u.id, u.organization_id, null, null, v.epoch, v.expires_at, u.name, u.email, g.name,
        array(select m.partnership_id from membership m where m.user_id = u.id order by 1),
        array(
            select m.partnership_id from membership m
            where m.user_id = u.id and m.customer_access = 'ALL' order by 1),
        array(select a.customer_id from assignment a where a.user_id = u.id order by 1 limit p_customers),
        array[]::text[], true, false, 0, v.impersonator, v.impersonator_realm
    from view_as_viewer v
    join app_user u on u.id = v.user_id
    join organization g on g.id = u.organization_id
    where v.token_hash = p_token_hash
    union all
    select null, 'PORTAL', case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end, u.id,
        u.organization_id, null, u.customer_id, v.epoch, v.expires_at, u.name, u.email, coalesce(p.brand_name, g.name),
        array[]::uuid[], array[]::uuid[], array[]::uuid[], u.permissions, true, false, 0, v.impersonator,
        v.impersonator_realm
    from view_as_viewer v
    join portal_user u on u.id = v.user_id
    join customer_portal p on p.id = u.portal_id
    join organization g on g.id = u.organization_id
    where v.token_hash = p_token_hash
$$;

-- Writes down who views as whom, in the journal of the company that is looked at.
create function view_as_note(p_view view_as, p_action text, p_ip inet, p_request_id text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    select audit_write(w.organization_id, s.realm, s.person_id, i.name, p_ip, p_request_id, p_action, w.kind, w.id,
        w.name, null, null)
    from session s
    join (
        select u.id, u.name from app_user u
        union all
        select o.id, o.name from operator_user o) i on i.id = s.person_id
    cross join (
        select u.id, u.organization_id, u.name, 'app_user' as kind from app_user u where u.id = p_view.user_id
        union all
        select u.id, u.organization_id, u.name, 'portal_user' from portal_user u
        where u.id = p_view.portal_user_id) w
    where s.id = p_view.session_id
$$;

-- For good, as sessions end: to be enabled, promoted or allowed again brings nothing back. Where it was told so, only
-- the operator's end.
create function end_view_as() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_view view_as;
begin
    for v_view in
        update view_as v set ended_at = now()
        from session s
        where s.id = v.session_id and v.ended_at is null and v.expires_at > now()
            and (tg_argv[0] is null or s.operator_user_id is not null)
            and case tg_table_name
                when 'session' then s.id = new.id
                when 'app_user' then new.id = s.user_id or new.id = v.user_id
                when 'operator_user' then s.operator_user_id = new.id
                when 'portal_user' then v.portal_user_id = new.id
                when 'organization' then exists (
                    select from app_user u where u.id = v.user_id and u.organization_id = new.id
                    union all
                    select from portal_user u where u.id = v.portal_user_id and u.organization_id = new.id)
                else exists (
                    select from portal_user u
                    where u.id = v.portal_user_id and new.id in (u.portal_id, u.customer_id)) end
        returning v.*
    loop
        perform view_as_note(v_view, 'view_as.ended', null, null);
    end loop;
    return null;
end
$$;

-- Starts to view as somebody; what the session was looking at before ends. What stands in the way: NOT_FOUND, OWN,
-- ADMIN, SUPPORT where the company doesn't allow it, or why that person can't sign in.
create function view_as_start(
    p_session bytea, p_user uuid, p_portal_user uuid, p_token_hash bytea, p_ip inet, p_request_id text)
returns table (refusal text, name text, realm text, portal text, expires_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session session;
    v_user app_user;
    v_portal_user portal_user;
    v_refusal text;
    v_view view_as;
begin
    -- Whoever is ending the session, or what lets that person in, is waited for.
    perform from customer_portal p
    where p.id = (
        select u.portal_id from portal_user u
        where u.id = p_portal_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN')
    for no key update;
    select * into v_portal_user from portal_user u
    where u.id = p_portal_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    for no key update;
    select * into v_user from app_user u
    where u.id = p_user and (
        viewer_role() = 'OPERATOR' or (viewer_role() = 'ADMIN' and u.organization_id = viewer_organization()))
    for no key update;
    perform from organization g where g.id = coalesce(v_user.organization_id, v_portal_user.organization_id)
    for no key update;
    select * into v_session from session s
    where s.token_hash = p_session and s.person_id = viewer_user() and s.revoked_at is null and s.expires_at > now()
    for no key update;
    v_refusal := case
        when v_session.id is null then 'NOT_FOUND'
        when v_portal_user.id is not null then portal_sign_in_refusal(v_portal_user)
        when v_user.id is null then 'NOT_FOUND'
        when viewer_role() = 'OPERATOR' and not exists (
            select from organization g
            where g.id = v_user.organization_id and g.support_access_until > now()) then 'SUPPORT'
        when v_user.id = viewer_user() then 'OWN'
        when viewer_role() = 'ADMIN' and v_user.role = 'ADMIN' then 'ADMIN'
        else sign_in_refusal(v_user) end;
    if v_refusal is not null then
        return query select v_refusal, coalesce(v_user.name, v_portal_user.name), null, null, null::timestamptz;
        return;
    end if;
    for v_view in
        update view_as v set ended_at = now()
        where v.session_id = v_session.id and v.ended_at is null and v.expires_at > now()
        returning v.*
    loop
        perform view_as_note(v_view, 'view_as.ended', p_ip, p_request_id);
    end loop;
    insert into view_as (session_id, user_id, portal_user_id, token_hash, expires_at)
    values (v_session.id, v_user.id, v_portal_user.id, p_token_hash,
        least(now() + interval '1 hour', v_session.expires_at))
    returning * into v_view;
    perform view_as_note(v_view, 'view_as.started', p_ip, p_request_id);
    return query
        select null, coalesce(v_user.name, v_portal_user.name),
            case when v_user.id is null then 'PORTAL' else 'PARTNER' end, (
                select p.slug from customer_portal p where p.id = v_portal_user.portal_id), v_view.expires_at;
end
$$;

-- Ends viewing as somebody; true where there was something to end.
create function view_as_end(p_token_hash bytea, p_ip inet, p_request_id text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_view view_as;
begin
    update view_as set ended_at = now() where token_hash = p_token_hash and ended_at is null returning * into v_view;
    if not found then
        return false;
    end if;
    perform view_as_note(v_view, 'view_as.ended', p_ip, p_request_id);
    return true;
end
$$;

grant select (token_hash, epoch, viewer) on view_as_viewer to portico_app;
grant execute on function viewer_load(bytea, integer), view_as_start(bytea, uuid, uuid, bytea, inet, text),
    view_as_end(bytea, inet, text) to portico_app;
grant execute on function end_view_as() to portico_owner;

set local role portico_owner;

create trigger view_as after update of revoked_at on session
    for each row when (old.revoked_at is null and new.revoked_at is not null) execute function end_view_as();
create trigger view_as after update of role, status, email, password_hash on app_user
    for each row when ((old.role, old.status, old.email, old.password_hash)
        is distinct from (new.role, new.status, new.email, new.password_hash)) execute function end_view_as();
create trigger view_as after update of status on operator_user
    for each row when (old.status <> new.status) execute function end_view_as();
create trigger view_as after update of state, email, password_hash on portal_user
    for each row when ((old.state, old.email, old.password_hash)
        is distinct from (new.state, new.email, new.password_hash)) execute function end_view_as();
create trigger view_as after update of enabled on customer_portal
    for each row when (old.enabled and not new.enabled) execute function end_view_as();
create trigger view_as after update of status on customer
    for each row when (old.status <> new.status) execute function end_view_as();
create trigger view_as after update of status, portal_enabled on organization
    for each row when ((old.status, old.portal_enabled) is distinct from (new.status, new.portal_enabled))
    execute function end_view_as();
create trigger view_as_of_support after update of support_access_until on organization
    for each row when (old.support_access_until > coalesce(new.support_access_until, '-infinity'))
    execute function end_view_as('OPERATOR');

reset role;
