-- 0023_user_administration.sql
-- Admins make users of their company, change and remove them (D0-46 to D0-55, D2-06 to D2-20, D2-36). What must hold
-- whoever writes: nobody becomes active without a way to sign in, and whoever may no longer sign in has no
-- session.

set local role portico_owner;

grant insert (id, organization_id, name, email, role, status, locale, time_zone), update (name, role, status), delete
    on app_user to portico_app;
grant insert (id, organization_id, partnership_id, user_id, customer_access) on membership to portico_app;

create policy editor on app_user for update to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
create policy remover on app_user for delete to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
-- Whoever is to sign in is invited first; whoever only gets mails has nothing to confirm.
create policy writer on app_user for insert to portico_app with check (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN')
    and status = case role when 'NOTIFICATIONS' then 'ACTIVE' else 'INVITED' end);
create policy writer on membership for insert to portico_app with check (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));

-- An admin who can't sign in must not pass for the active one that an organization needs (G-06).
create function refuse_unconfirmed() returns trigger
language plpgsql
as $$
begin
    raise exception 'NOT_CONFIRMED' using errcode = 'PO009',
        detail = 'A user who signs in is invited, and active only with a password.';
end
$$;

-- Whoever only gets mails keeps no credential, and gets none back with another role (D2-14).
create function forget_credential() returns trigger
language plpgsql
as $$
begin
    new.password_hash := null;
    new.must_change_password := false;
    return new;
end
$$;

set local role portico_definer;

-- What an admin can't read of a user and has to know before a change: whether there is a password, and how many
-- sessions would end.
create function user_standing(p_user uuid) returns table (has_password boolean, sessions integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.password_hash is not null, (
        select count(*)::integer from session s
        where s.user_id = u.id and s.revoked_at is null and s.expires_at > now())
    from app_user u
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
$$;

-- For good: to be enabled again brings no session back. Another role holds from the next request on (D0-06).
create function end_sessions_of_user() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update session set revoked_at = now() where user_id = new.id and revoked_at is null;
    return null;
end
$$;

grant execute on function user_standing(uuid) to portico_app;
grant execute on function end_sessions_of_user() to portico_owner;

set local role portico_owner;

create trigger confirmed before update of role, status on app_user
    for each row when (
        new.status = 'ACTIVE' and new.role <> 'NOTIFICATIONS' and new.password_hash is null
        and (old.status <> 'ACTIVE' or old.role = 'NOTIFICATIONS'))
    execute function refuse_unconfirmed();
create trigger credential before update of role on app_user
    for each row when (new.role = 'NOTIFICATIONS' and old.role <> 'NOTIFICATIONS')
    execute function forget_credential();
create trigger sessions after update of role, status on app_user
    for each row when (
        (old.role <> new.role and new.role = 'NOTIFICATIONS') or (old.status = 'ACTIVE' and new.status <> 'ACTIVE'))
    execute function end_sessions_of_user();

reset role;
