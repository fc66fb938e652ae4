-- 0034_own_profile.sql
-- Everybody changes the own name, and a partner's user the language and time zone of mails and screens (D2-04); admins
-- change their company's phone number and address (D4-26). What a company is called is the operator's affair.

set local role portico_owner;

grant update (phone, address) on organization to portico_app;
create policy editor on organization for update to portico_app using (
    id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));

grant update (name, locale, time_zone) on app_user to portico_definer;
grant update (name) on portal_user, operator_user to portico_definer;

set local role portico_definer;

-- The viewer's own row, kept from being changed by others until the transaction ends: its table and what it says.
create function lock_own_profile() returns table (target text, name text, locale text, time_zone text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    with partner as (
        select u.name, u.locale, u.time_zone from app_user u where u.id = viewer_user() for no key update),
    portal as (select u.name from portal_user u where u.id = viewer_user() for no key update),
    operator as (select o.name from operator_user o where o.id = viewer_user() for no key update)
    select 'app_user', p.name, p.locale, p.time_zone from partner p
    union all
    select 'portal_user', p.name, null, null from portal p
    union all
    select 'operator_user', o.name, null, null from operator o
$$;

-- Changes the viewer's own row.
create function update_own_profile(p_name text, p_locale text, p_time_zone text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update app_user set name = p_name, locale = p_locale, time_zone = p_time_zone where id = viewer_user();
    update portal_user set name = p_name where id = viewer_user();
    update operator_user set name = p_name where id = viewer_user();
$$;

grant execute on function lock_own_profile(), update_own_profile(text, text, text) to portico_app;

reset role;
