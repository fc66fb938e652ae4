-- 0028_places.sql
-- Admins give the users of their company places in partnerships and take them away, the last one too (D2-18, D2-23):
-- who has none sees no customer. They correct the e-mail of others (D2-21): whoever signed in under the old one is
-- signed out, whoever changes it (D2-22, G-05), and nobody has proved the new one yet. And they find users by a part
-- of the name or the e-mail, with accents or without.

set local role portico_owner;

grant delete on membership to portico_app;
create policy remover on membership for delete to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));

grant update (email) on app_user to portico_app;

create function forget_verification() returns trigger
language plpgsql
as $$
begin
    new.email_verified_at := null;
    return new;
end
$$;

create trigger verification before update of email on app_user
    for each row when (new.email <> old.email and new.email_verified_at is not distinct from old.email_verified_at)
    execute function forget_verification();

drop trigger sessions on app_user;
create trigger sessions after update of role, status, email on app_user
    for each row when (
        old.email <> new.email or (old.role <> new.role and new.role = 'NOTIFICATIONS')
        or (old.status = 'ACTIVE' and new.status <> 'ACTIVE'))
    execute function end_sessions_of_user();

-- Line breaks keep a search from matching across two values.
alter table app_user add column search_text text not null generated always as (
    lower(name || E'\n' || email) || E'\n'
    || normalize(regexp_replace(normalize(lower(name), nfd), '[\u0300-\u036f]', '', 'g'), nfc)) stored;
grant select (search_text) on app_user to portico_app;

reset role;
