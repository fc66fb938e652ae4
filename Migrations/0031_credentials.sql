-- 0031_credentials.sql
-- People change their own e-mail (D2-04, D2-22; G-05): they show their password, and nothing changes before somebody
-- follows a link that was sent to the new address. Then every session ends, and the old address is told. Whether an
-- address is somebody's already is told only to whoever reads its mails. And an admin resets a user's password (D0-54,
-- D2-26, D2-27; G-04).

set local role portico_owner;

-- The address that is to be the user's.
alter table invitation add column email text check (
    email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254);
alter table invitation drop constraint invitation_purpose_check;
alter table invitation add constraint invitation_purpose_check check (
    purpose in ('INVITATION', 'PASSWORD_RESET', 'EMAIL_CHANGE'));
alter table invitation add constraint invitation_names_an_email check (
    (email is not null) = (purpose = 'EMAIL_CHANGE'));

grant update (email) on app_user, portal_user to portico_definer;

set local role portico_definer;

drop function audit_write(uuid, text, uuid, text, inet, text, text, text, uuid, text, text, text);

-- As before, with what it was.
create function audit_write(
    p_organization uuid, p_realm text, p_actor uuid, p_actor_label text, p_ip inet, p_request_id text, p_action text,
    p_target_type text, p_target uuid, p_target_label text, p_field text, p_after text, p_before text default null)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_event uuid := uuidv7();
begin
    insert into audit_event (id, organization_id, realm, actor_id, action, target_type, target_id, changed, request_id)
    values (v_event, p_organization, p_realm, p_actor, p_action, p_target_type, p_target,
        array_remove(array[p_field], null), left(p_request_id, 100));
    insert into audit_detail (event_id, organization_id, actor_label, ip, target_label)
    values (v_event, p_organization, p_actor_label, host(p_ip), p_target_label);
    if p_field is not null then
        insert into audit_change (event_id, organization_id, field, before, after)
        values (v_event, p_organization, p_field, p_before, p_after);
    end if;
end
$$;

drop function renew_invitation(uuid, text);

-- As before, and for an address that is to be the user's.
create function renew_invitation(p_user uuid, p_purpose text, p_email text default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update invitation set ending = 'SUPERSEDED', ended_at = now()
    where (user_id = p_user or portal_user_id = p_user) and ending is null;
    insert into invitation (organization_id, user_id, portal_user_id, purpose, email, expires_at)
    select w.organization_id, w.user_id, w.portal_user_id, p_purpose, p_email,
        now() + case p_purpose when 'INVITATION' then interval '7 days' when 'EMAIL_CHANGE' then interval '1 day'
            else interval '30 minutes' end
    from (
        select u.organization_id, u.id as user_id, null::uuid as portal_user_id from app_user u where u.id = p_user
        union all
        select u.organization_id, null, u.id from portal_user u where u.id = p_user) w;
end
$$;

-- As before; a link that changes the address goes to the new one.
create or replace function invitation_mint(p_user uuid, p_purpose text, p_token_hash bytea)
returns table (email text, name text, organization_name text, locale text, time_zone text, expires_at timestamptz,
    portal text)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update invitation i set token_hash = p_token_hash
    from organization g, (
        select u.id, u.email, u.name, u.locale, u.time_zone, null as slug from app_user u where u.id = p_user
        union all
        select u.id, u.email, u.name, o.locale, o.time_zone, p.slug
        from portal_user u
        join customer_portal p on p.id = u.portal_id
        join organization o on o.id = u.organization_id
        where u.id = p_user) w
    where (i.user_id = w.id or i.portal_user_id = w.id) and g.id = i.organization_id
        and i.purpose = p_purpose and i.ending is null and i.expires_at > now()
    returning coalesce(i.email, w.email), w.name, g.name, w.locale, w.time_zone, i.expires_at, w.slug
$$;

-- As before; a link that changes the address names the new one.
create or replace function invitation_lookup(p_purpose text, p_token_hash bytea)
returns table (state text, email text, name text, organization_name text, expires_at timestamptz, portal text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select case when i.ending is not null then i.ending when i.expires_at <= now() then 'EXPIRED' else 'LIVE' end,
        coalesce(i.email, u.email, p.email), coalesce(u.name, p.name), g.name, i.expires_at, c.slug
    from invitation i
    join organization g on g.id = i.organization_id
    left join app_user u on u.id = i.user_id
    left join portal_user p on p.id = i.portal_user_id
    left join customer_portal c on c.id = p.portal_id
    where i.token_hash = p_token_hash and i.purpose = p_purpose
$$;

-- As before; the mail's address is that of the link, which needn't be the user's yet.
create or replace function mail_open(p_mail uuid, p_purpose text, p_token_hash bytea)
returns table (organization_name text, time_zone text, portal text, expires_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_mail mail;
begin
    select * into v_mail from mail m where m.id = p_mail and m.state = 'HELD' and viewer_role() = 'OPERATOR';
    if not found then
        return;
    elsif p_purpose is null then
        return query select f.organization_name, f.time_zone, f.portal, null::timestamptz
        from mail_facts(v_mail.organization_id, v_mail.subject_id) f;
    elsif exists (
        select from invitation i, mail_facts(v_mail.organization_id, v_mail.subject_id) f
        where (i.user_id = v_mail.subject_id or i.portal_user_id = v_mail.subject_id)
            and i.purpose = p_purpose and i.ending is null and coalesce(i.email, f.email) = v_mail.recipient)
    then
        return query select i.organization_name, i.time_zone, i.portal, i.expires_at
        from invitation_mint(v_mail.subject_id, p_purpose, p_token_hash) i;
    end if;
end
$$;

-- Whoever has a session and showed this password wants another e-mail: a link goes to that one. False where the
-- session has ended or the password is another one by now. SQLSTATE: PO010 TOO_OFTEN.
create function email_change_request(
    p_token_hash bytea, p_password_hash text, p_email text, p_ip inet, p_request_id text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_own record;
    v_table text;
begin
    select * into v_own from own_credential(p_token_hash);
    -- The user's row comes first, and what is checked is what it says then.
    perform from app_user where id = v_own.user_id for no key update;
    perform from portal_user where id = v_own.user_id for no key update;
    select * into v_own from own_credential(p_token_hash) c where c.password_hash = p_password_hash;
    if not found or v_own.realm not in ('PARTNER', 'PORTAL') then
        return false;
    end if;
    if recent_invitations(v_own.user_id) >= 3 then
        raise exception 'TOO_OFTEN' using errcode = 'PO010', detail = 'Three links within an hour are enough.';
    end if;
    v_table := case v_own.realm when 'PARTNER' then 'app_user' else 'portal_user' end;
    perform renew_invitation(v_own.user_id, 'EMAIL_CHANGE', p_email);
    perform audit_write(v_own.organization_id, v_own.realm, v_own.user_id, v_own.name, p_ip, p_request_id,
        'user.email_change_requested', v_table, v_own.user_id, v_own.name, 'email', p_email, v_own.email);
    insert into outbox_event (organization_id, topic, subject_type, subject_id, payload)
    values (v_own.organization_id, 'user.email_change_requested', v_table, v_own.user_id,
        jsonb_build_object('recipient', jsonb_build_object('email', p_email, 'name', v_own.name)));
    return true;
end
$$;

-- Makes the address that a link was sent to the user's, once; null where the link doesn't work. Somebody who has it
-- already stays the one who has it: SQLSTATE 23505, and the link is as before.
create function email_change_confirm(p_token_hash bytea, p_ip inet, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_invitation invitation;
    v_realm text;
    v_table text;
    v_user uuid;
    v_name text;
    v_locale text;
    v_before text;
begin
    -- The user's row comes first, as for everybody who changes a user.
    perform from app_user u join invitation i on i.user_id = u.id where i.token_hash = p_token_hash
    for no key update of u;
    perform from portal_user u join invitation i on i.portal_user_id = u.id where i.token_hash = p_token_hash
    for no key update of u;
    update invitation set ending = 'ACCEPTED', ended_at = now()
    where token_hash = p_token_hash and purpose = 'EMAIL_CHANGE' and ending is null and expires_at > now()
    returning * into v_invitation;
    if not found then
        return null;
    end if;
    v_user := coalesce(v_invitation.user_id, v_invitation.portal_user_id);
    select w.* into v_realm, v_table, v_name, v_before, v_locale from (
        select 'PARTNER', 'app_user', u.name, u.email, u.locale from app_user u where u.id = v_user
        union all
        select 'PORTAL', 'portal_user', u.name, u.email, g.locale
        from portal_user u join organization g on g.id = u.organization_id where u.id = v_user) w;
    update app_user set email = v_invitation.email, email_verified_at = now() where id = v_invitation.user_id;
    update portal_user set email = v_invitation.email where id = v_invitation.portal_user_id;
    perform audit_write(v_invitation.organization_id, v_realm, v_user, v_name, p_ip, p_request_id,
        'user.email_changed', v_table, v_user, v_name, 'email', v_invitation.email, v_before);
    insert into outbox_event (organization_id, topic, subject_type, subject_id, payload)
    values (v_invitation.organization_id, 'user.email_changed', v_table, v_user,
        jsonb_build_object('recipient', jsonb_build_object('email', v_before, 'name', v_name, 'locale', v_locale)));
    return v_invitation.email;
end
$$;

-- An admin has a user choose another password: the old one works no more, every session ends, and there is a link.
-- SQLSTATE: PO010 TOO_OFTEN.
create function reset_user_password(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user
    where id = p_user and organization_id = viewer_organization() and viewer_role() = 'ADMIN' and status = 'ACTIVE'
        and role <> 'NOTIFICATIONS'
    for no key update;
    if not found then
        return;
    end if;
    if recent_invitations(p_user) >= 3 then
        raise exception 'TOO_OFTEN' using errcode = 'PO010', detail = 'Three links within an hour are enough.';
    end if;
    -- The hash of no password: the user stays one who has confirmed, and needs the link to get in.
    update app_user set password_hash = 'none' where id = p_user;
    update session set revoked_at = now() where user_id = p_user and revoked_at is null;
    perform renew_invitation(p_user, 'PASSWORD_RESET');
end
$$;

grant execute on function
    audit_write(uuid, text, uuid, text, inet, text, text, text, uuid, text, text, text, text) to portico_owner;
grant execute on function email_change_request(bytea, text, text, inet, text),
    email_change_confirm(bytea, inet, text), reset_user_password(uuid) to portico_app;

set local role portico_owner;

-- As before, and for a role by which the password is forgotten.
drop trigger reinvited on app_user;
create trigger reinvited after update of email, status, password_hash, role on app_user
    for each row when (
        (old.email, old.status, old.password_hash) is distinct from (new.email, new.status, new.password_hash))
    execute function invite_user();

reset role;
