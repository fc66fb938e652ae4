-- 0029_customer_administration.sql
-- Admins add customers of their company, disable and enable them, give them portals, and hand a portal over to another
-- admin (D1-01 to D1-22; G-07, G-08). What must hold whoever writes: the portal of a disabled customer is disabled and
-- comes back with it alone, whoever may no longer use a portal has no session, and its admin can act. SQLSTATE: PO011
-- CUSTOMER_DISABLED, PO012 PORTAL_ADMIN_DISABLED.

set local role portico_owner;

grant insert (id, organization_id, partnership_id, name, external_ref, email, phone, address, country, kind),
    update (email, status) on customer to portico_app;
grant insert (id, organization_id, partnership_id, customer_id, slug, admin_user_id),
    update (slug, enabled, disabled_reason, admin_user_id, brand_name, brand_color) on customer_portal to portico_app;
grant update (enabled, disabled_reason) on customer_portal to portico_definer;

create policy writer on customer for insert to portico_app with check (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
-- An MSSP gives portals to customers that it looks after (D1-01).
create policy writer on customer_portal for insert to portico_app with check (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN')
    and exists (
        select from customer c join partnership p on p.id = c.partnership_id
        where c.id = customer_id and c.status = 'ENABLED' and p.type = 'MSSP'));
create policy editor on customer_portal for update to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
create policy cascade on customer_portal for update to portico_definer using (true);

-- A policy sees no row before its change: whoever may edit a customer may not yet disable it, nor hand its portal over.
create function refuse_unless_admin() returns trigger
language plpgsql
as $$
begin
    if current_user = 'portico_app' and viewer_role() is distinct from 'ADMIN' then
        raise exception 'only an admin changes the e-mail or the status of a customer' using errcode = '42501';
    end if;
    return new;
end
$$;

set local role portico_definer;

-- How many people may sign in at a portal, and how many sessions would end with it.
create function portal_standing(p_portal uuid) returns table (people integer, sessions integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select
        (select count(*)::integer from portal_user u where u.portal_id = p.id and u.state = 'ENABLED'),
        (select count(*)::integer from session s join portal_user u on u.id = s.portal_user_id
            where u.portal_id = p.id and s.revoked_at is null and s.expires_at > now())
    from customer_portal p
    where p.id = p_portal and p.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
$$;

-- An address that no portal of the installation has: the one wanted, or else the first of wanted-2, wanted-3 and so on.
-- That one is taken is no secret: anybody may open it.
create function free_portal_slug(p_wanted text) returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_number integer := 1;
    v_slug text := p_wanted;
begin
    while exists (select from customer_portal where slug = v_slug) loop
        v_number := v_number + 1;
        v_slug := rtrim(left(p_wanted, 59 - length(v_number::text)), '-') || '-' || v_number;
    end loop;
    return v_slug;
end
$$;

-- With its customer a portal is disabled, and with it alone it comes back: one that somebody disabled on purpose stays
-- so (G-07).
create function switch_portal_of_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if new.status = 'DISABLED' then
        update customer_portal set enabled = false, disabled_reason = 'CUSTOMER_DISABLED'
        where customer_id = new.id and enabled;
    else
        update customer_portal set enabled = true, disabled_reason = null
        where customer_id = new.id and disabled_reason = 'CUSTOMER_DISABLED';
    end if;
    return null;
end
$$;

create function refuse_portal_of_disabled_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from customer where id = new.customer_id and status = 'DISABLED') then
        raise exception 'CUSTOMER_DISABLED' using errcode = 'PO011',
            detail = 'The portal of a disabled customer stays disabled.';
    end if;
    return new;
end
$$;

-- Whoever becomes the admin is kept from being disabled meanwhile, and whoever disables comes too late.
create function keep_the_portal_admin_able() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from portal_user where id = new.admin_user_id and state <> 'DISABLED' for no key update;
    if not found then
        raise exception 'PORTAL_ADMIN_DISABLED' using errcode = 'PO012',
            detail = 'The admin of a portal is somebody who can sign in there or is invited to.';
    end if;
    return new;
end
$$;

-- For good: to be enabled again brings no session back. The epoch was raised before, under which whoever is signing in
-- was waited for; whoever comes later sees that the portal is disabled.
create function end_sessions_of_portal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set revoked_at = now()
    where revoked_at is null and portal_user_id in (select id from portal_user where portal_id = new.id);
    return null;
end
$$;

-- As before; but whether a portal is enabled stands in another row than the user's. So the user's row is held first,
-- and asked is only after whoever is disabling the portal was waited for.
create or replace function session_create(
    p_realm text, p_user_id uuid, p_token_hash bytea, p_ip inet, p_user_agent text, p_lifetime interval,
    p_request_id text default null) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session uuid := uuidv7();
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
            perform from portal_user where id = p_user_id for no key update;
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
    perform audit_write(v_organization, p_realm, p_user_id, v_label, p_ip, p_request_id, 'session.created', 'session',
        v_session, null, null, null);
    return v_session;
end
$$;

grant execute on function portal_standing(uuid), free_portal_slug(text) to portico_app;
grant execute on function switch_portal_of_customer(), refuse_portal_of_disabled_customer(),
    keep_the_portal_admin_able(), end_sessions_of_portal() to portico_owner;

set local role portico_owner;

create trigger administered before update of email, status on customer
    for each row when ((old.email, old.status) is distinct from (new.email, new.status))
    execute function refuse_unless_admin();
create trigger portal after update of status on customer
    for each row when (old.status <> new.status) execute function switch_portal_of_customer();
create trigger allowed before update of enabled on customer_portal
    for each row when (new.enabled and not old.enabled) execute function refuse_portal_of_disabled_customer();
create trigger admin before update of admin_user_id on customer_portal
    for each row when (old.admin_user_id <> new.admin_user_id) execute function keep_the_portal_admin_able();
-- Triggers fire in the order of their names: this one after "epoch".
create trigger sessions after update of enabled on customer_portal
    for each row when (old.enabled and not new.enabled) execute function end_sessions_of_portal();

-- Portals that a disabled customer had already, and the sessions of their users.
create policy completing on customer_portal to portico_owner using (true);
create policy completing on customer for select to portico_owner using (true);
update customer_portal p set enabled = false, disabled_reason = 'CUSTOMER_DISABLED'
from customer c where c.id = p.customer_id and c.status = 'DISABLED' and p.enabled;
drop policy completing on customer_portal;
drop policy completing on customer;

reset role;
