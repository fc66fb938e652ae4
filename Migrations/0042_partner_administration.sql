-- 0042_partner_administration.sql
-- The operator makes partner companies, with their partnerships (G-27) and their first admins, changes and suspends
-- them, and manages their users within the rules that hold for everybody (D4-05, D4-06, D4-08). What is a company's own
-- stays its own: the operator writes names, kinds and states through the functions below, and no other column. Whoever
-- has confirmed keeps the e-mail: it is what they sign in with. SQLSTATE: PO043 CONFIRMED_ADDRESS.

set local role portico_owner;

grant insert (id, name, legal_name, vat_id, locale, time_zone) on organization to portico_app;
grant insert (id, organization_id, type, name, currency, time_zone, period_anchor_day) on partnership to portico_app;
create policy writer on organization for insert to portico_app with check ((select viewer_role() = 'OPERATOR'));
create policy writer on partnership for insert to portico_app with check ((select viewer_role() = 'OPERATOR'));
-- The operator invites admins, who make everybody else.
create policy inviter on app_user for insert to portico_app with check (
    (select viewer_role() = 'OPERATOR') and role = 'ADMIN' and status = 'INVITED');
create policy operator on app_user for update to portico_app using ((select viewer_role() = 'OPERATOR'));

-- Line breaks keep a search from matching across two values.
alter table organization add column search_text text not null generated always as (
    lower(name || E'\n' || coalesce(legal_name, '')) || E'\n'
    || normalize(regexp_replace(normalize(lower(name || E'\n' || coalesce(legal_name, '')), nfd),
        '[\u0300-\u036f]', '', 'g'), nfc)) stored;
create index organization_by_name on organization (name, id);
create index organization_by_created_at on organization (created_at, id);

grant update (name, legal_name, vat_id, status) on organization to portico_definer;
grant update (name, status) on partnership to portico_definer;

-- Whoever has confirmed has proved the address, and changes it by proving another one; or the company's admins do.
create function keep_confirmed_address() returns trigger
language plpgsql
as $$
begin
    if viewer_role() = 'OPERATOR' then
        raise exception 'CONFIRMED_ADDRESS' using errcode = 'PO043',
            detail = 'The operator corrects the e-mail only of somebody who has not confirmed.';
    end if;
    return new;
end
$$;
create trigger confirmed_address before update of email on app_user
    for each row when (new.email <> old.email and old.status <> 'INVITED') execute function keep_confirmed_address();

set local role portico_definer;

-- A partner company, kept from being changed by others until the transaction ends, and what its suspension would end;
-- no row for anybody but the operator. Its people come first, as for everybody who changes them: what is changed here
-- makes every server look at them again.
create function lock_partner(p_organization uuid)
returns table (name text, legal_name text, vat_id text, status text, version integer, sessions integer, keys integer)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if viewer_role() is distinct from 'OPERATOR' then
        return;
    end if;
    perform from portal_user u where u.organization_id = p_organization order by u.id for no key update;
    perform from app_user u where u.organization_id = p_organization order by u.id for no key update;
    perform from organization g where g.id = p_organization for no key update;
    return query
        select g.name, g.legal_name, g.vat_id, g.status, g.version, (
                select count(*)::integer from session s
                where s.revoked_at is null and s.expires_at > now() and (
                    s.user_id in (select u.id from app_user u where u.organization_id = g.id)
                    or s.portal_user_id in (select u.id from portal_user u where u.organization_id = g.id))), (
                select count(*)::integer from api_key k
                where k.organization_id = g.id and api_key_state(k) in ('ACTIVE', 'GRACE'))
        from organization g where g.id = p_organization;
end
$$;

create function update_partner(p_organization uuid, p_name text, p_legal_name text, p_vat_id text, p_status text)
returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update organization set name = p_name, legal_name = p_legal_name, vat_id = p_vat_id, status = p_status
    where id = p_organization and viewer_role() = 'OPERATOR'
$$;

-- The same of a partnership, and what ends with it.
create function lock_partnership(p_partnership uuid)
returns table (organization_id uuid, name text, status text, version integer, keys integer)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    with locked as (
        select p.id, p.organization_id, p.name, p.status, p.version from partnership p
        where p.id = p_partnership and viewer_role() = 'OPERATOR'
        for no key update)
    select l.organization_id, l.name, l.status, l.version, (
            select count(*)::integer from api_key k
            where k.partnership_id = l.id and api_key_state(k) in ('ACTIVE', 'GRACE'))
    from locked l
$$;

create function update_partnership(p_partnership uuid, p_name text, p_status text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update partnership set name = p_name, status = p_status
    where id = p_partnership and viewer_role() = 'OPERATOR'
$$;

-- For good: a company that is reopened gets no session back.
create function end_sessions_of_organization() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set revoked_at = now()
    where revoked_at is null and (
        user_id in (select u.id from app_user u where u.organization_id = new.id)
        or portal_user_id in (select u.id from portal_user u where u.organization_id = new.id));
    return null;
end
$$;

drop function user_standing(uuid);

-- As before, also for the operator; and how many customers are assigned, whom not everybody may name.
create function user_standing(p_user uuid)
returns table (has_password boolean, sessions integer, has_second_factor boolean, customers integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.user_id = u.id and s.revoked_at is null and s.expires_at > now()),
        u.has_second_factor, (select count(*)::integer from assignment a where a.user_id = u.id)
    from app_user u
    where u.id = p_user and (
        viewer_role() = 'OPERATOR' or (viewer_role() = 'ADMIN' and u.organization_id = viewer_organization()))
    union all
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.portal_user_id = u.id and s.revoked_at is null and s.expires_at > now()),
        u.has_second_factor, 0
    from portal_user u
    where u.id = p_user and viewer_manages_portal(u.organization_id, u.partnership_id, u.customer_id)
$$;

-- As before, also for the operator, of the users of partners.
create or replace function reinvite_user(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user
    where id = p_user and status = 'INVITED' and (
        viewer_role() = 'OPERATOR' or (viewer_role() = 'ADMIN' and organization_id = viewer_organization()))
    for no key update;
    if not found then
        perform from portal_user
        where id = p_user and viewer_manages_portal(organization_id, partnership_id, customer_id)
            and state = 'UNCONFIRMED'
        for no key update;
    end if;
    if not found then
        return;
    end if;
    if recent_invitations(p_user) >= 3 then
        raise exception 'TOO_OFTEN' using errcode = 'PO010', detail = 'Three invitations within an hour are enough.';
    end if;
    perform renew_invitation(p_user, 'INVITATION');
end
$$;

grant execute on function lock_partner(uuid), update_partner(uuid, text, text, text, text), lock_partnership(uuid),
    update_partnership(uuid, text, text), user_standing(uuid) to portico_app;
grant execute on function end_sessions_of_organization() to portico_owner;

set local role portico_owner;

create trigger sessions after update of status on organization
    for each row when (old.status = 'ACTIVE' and new.status <> 'ACTIVE')
    execute function end_sessions_of_organization();

reset role;
