-- 0030_portal_users.sql
-- Who may sign in at a customer's portal is managed by the partner's staff, for the customers that they see, and by
-- the portal's admin (D1-09, D1-10, D3-01 to D3-04; G-10): they invite, disable, enable and remove. What must hold
-- whoever writes: a portal keeps its admin (PO008), and whoever may no longer sign in has no session.

set local role portico_owner;

-- Whether the viewer manages who may sign in at a customer's portal.
create function viewer_manages_portal(p_organization uuid, p_partnership uuid, p_customer uuid) returns boolean
language sql stable parallel safe
as $$
    select p_organization = viewer_organization() and case viewer_role()
        when 'ADMIN' then true
        when 'USER' then p_partnership = any (viewer_whole_partnerships()) or p_customer = any (viewer_customers())
        when 'PORTAL_ADMIN' then p_customer = viewer_customer()
        else false
    end
$$;
grant execute on function viewer_manages_portal(uuid, uuid, uuid) to portico_app, portico_definer;

grant insert (id, organization_id, partnership_id, customer_id, portal_id, name, email), update (name, state), delete
    on portal_user to portico_app;
-- Whoever is new is invited first, since nobody writes the state: it begins as UNCONFIRMED (D3-08, D3-10).
create policy writer on portal_user for insert to portico_app with check (
    viewer_manages_portal(organization_id, partnership_id, customer_id));
create policy editor on portal_user for update to portico_app using (
    viewer_manages_portal(organization_id, partnership_id, customer_id));
create policy remover on portal_user for delete to portico_app using (
    viewer_manages_portal(organization_id, partnership_id, customer_id));

set local role portico_definer;

-- As before, and of the users of portals that the viewer manages.
create or replace function user_standing(p_user uuid) returns table (has_password boolean, sessions integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.user_id = u.id and s.revoked_at is null and s.expires_at > now())
    from app_user u
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    union all
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.portal_user_id = u.id and s.revoked_at is null and s.expires_at > now())
    from portal_user u
    where u.id = p_user and viewer_manages_portal(u.organization_id, u.partnership_id, u.customer_id)
$$;

-- As before, and for the users of portals (D3-16).
create or replace function reinvite_user(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user
    where id = p_user and organization_id = viewer_organization() and viewer_role() = 'ADMIN' and status = 'INVITED'
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

-- As before, and for the users of portals (D3-13).
create or replace function end_sessions_of_user() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set revoked_at = now()
    where (user_id = new.id or portal_user_id = new.id) and revoked_at is null;
    return null;
end
$$;

-- As before, and for whoever would remove the admin, unless the whole portal goes.
create or replace function keep_the_portal_admin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from customer_portal where admin_user_id = old.id) then
        raise exception 'PORTAL_ADMIN_REQUIRED' using errcode = 'PO008',
            detail = 'A portal always has an admin: name another one first.';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;

set local role portico_owner;

create trigger kept_admin before delete on portal_user
    for each row execute function keep_the_portal_admin();
create trigger confirmed before update of state on portal_user
    for each row when (new.state = 'ENABLED' and old.state <> 'ENABLED' and new.password_hash is null)
    execute function refuse_unconfirmed();
create trigger sessions after update of state, email on portal_user
    for each row when (old.email <> new.email or (old.state = 'ENABLED' and new.state <> 'ENABLED'))
    execute function end_sessions_of_user();

reset role;
