-- 0026_invitation.sql
-- Whoever is invited confirms by a link from a mail and chooses a password; who forgot it gets such a link too (D0-47,
-- D2-26 to D2-28, D4-03, D4-06; G-04, G-20). A link works once and for a time, and a newer one takes its place. The
-- secret in it is made when the mail is sent and stands nowhere: here is its hash. SQLSTATE: PO010 TOO_OFTEN.

set local role portico_owner;

-- So that an invitation proves whose it is.
drop index portal_user_by_id;
alter table portal_user add constraint portal_user_by_id unique (organization_id, id);

create table invitation (
    id uuid primary key default uuidv7(),
    organization_id uuid not null references organization on delete cascade,
    -- Either a user of the partner or one of a customer's portal.
    user_id uuid,
    portal_user_id uuid,
    purpose text not null check (purpose in ('INVITATION', 'PASSWORD_RESET')),
    -- None before the mail is sent; another one if it is sent again.
    token_hash bytea unique check (length(token_hash) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    -- How it ended. That its time is over is written nowhere, so that it can't be wrong.
    ending text check (ending in ('ACCEPTED', 'REVOKED', 'SUPERSEDED')),
    ended_at timestamptz,
    foreign key (organization_id, user_id) references app_user (organization_id, id) on delete cascade,
    foreign key (organization_id, portal_user_id) references portal_user (organization_id, id) on delete cascade,
    constraint invitation_is_somebodys check (num_nonnulls(user_id, portal_user_id) = 1),
    constraint invitation_ended_somehow check ((ending is null) = (ended_at is null))
);
create unique index invitation_live on invitation (user_id) where ending is null;
create unique index invitation_live_of_portal_user on invitation (portal_user_id) where ending is null;
create index invitation_of_user on invitation (user_id, created_at);
create index invitation_of_portal_user on invitation (portal_user_id, created_at);
create index invitation_of_organization on invitation (organization_id, user_id);
create index invitation_of_portal on invitation (organization_id, portal_user_id);

alter table invitation enable row level security, force row level security;
grant select, insert, update (token_hash, ending, ended_at) on invitation to portico_definer;
grant select (id, organization_id, user_id, portal_user_id, purpose, created_at, expires_at, ending, ended_at)
    on invitation to portico_app;
create policy definer on invitation for all to portico_definer using (true);
create policy viewer on invitation for select to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));

-- Until when the link works of somebody who hasn't confirmed, beside the user: kept by a trigger.
alter table app_user add column invitation_expires_at timestamptz;
grant select (invitation_expires_at) on app_user to portico_app;

grant update (password_hash, must_change_password, status, email_verified_at, invitation_expires_at) on app_user
    to portico_definer;
grant update (password_hash, state) on portal_user to portico_definer;
grant update (password_hash, must_change_password) on operator_user to portico_definer;
grant insert on outbox_event to portico_definer;
create policy definer on outbox_event for insert to portico_definer with check (true);

set local role portico_definer;

-- Puts a new invitation in the place of the one that there may be.
create function renew_invitation(p_user uuid, p_purpose text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update invitation set ending = 'SUPERSEDED', ended_at = now()
    where (user_id = p_user or portal_user_id = p_user) and ending is null;
    insert into invitation (organization_id, user_id, portal_user_id, purpose, expires_at)
    select w.organization_id, w.user_id, w.portal_user_id, p_purpose,
        now() + case p_purpose when 'INVITATION' then interval '7 days' else interval '30 minutes' end
    from (
        select u.organization_id, u.id as user_id, null::uuid as portal_user_id from app_user u where u.id = p_user
        union all
        select u.organization_id, null, u.id from portal_user u where u.id = p_user) w;
end
$$;

-- How many invitations of somebody were made within the hour.
create function recent_invitations(p_user uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select count(*) from invitation
    where (user_id = p_user or portal_user_id = p_user) and created_at > now() - interval '1 hour'
$$;

-- Whoever has yet to confirm has an invitation, on whichever path; another address, state or password puts a link out
-- of use that was made before.
create function invite_user() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update invitation set ending = 'REVOKED', ended_at = now()
    where (user_id = new.id or portal_user_id = new.id) and ending is null;
    if 'INVITED' = to_jsonb(new) ->> 'status' or 'UNCONFIRMED' = to_jsonb(new) ->> 'state' then
        perform renew_invitation(new.id, 'INVITATION');
    end if;
    return null;
end
$$;

create function keep_invitation_expiry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set invitation_expires_at = case when new.ending is null then new.expires_at end
    where id = new.user_id and new.purpose = 'INVITATION';
    return null;
end
$$;

-- Another invitation for somebody who hasn't confirmed (D0-47); three mails in an hour are enough.
create function reinvite_user(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user
    where id = p_user and organization_id = viewer_organization() and viewer_role() = 'ADMIN' and status = 'INVITED'
    for no key update;
    if not found then
        return;
    end if;
    if recent_invitations(p_user) >= 3 then
        raise exception 'TOO_OFTEN' using errcode = 'PO010', detail = 'Three invitations within an hour are enough.';
    end if;
    perform renew_invitation(p_user, 'INVITATION');
end
$$;

-- Gives the one live invitation of somebody a secret, for the mail that is about to be sent; no row where there is
-- none any more. `portal` is the address of the customer's portal that it is for.
create function invitation_mint(p_user uuid, p_purpose text, p_token_hash bytea)
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
    returning w.email, w.name, g.name, w.locale, w.time_zone, i.expires_at, w.slug
$$;

-- What a link leads to, before it's used: whom it's for, or why it doesn't work any more.
create function invitation_lookup(p_purpose text, p_token_hash bytea)
returns table (state text, email text, name text, organization_name text, expires_at timestamptz, portal text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select case when i.ending is not null then i.ending when i.expires_at <= now() then 'EXPIRED' else 'LIVE' end,
        coalesce(u.email, p.email), coalesce(u.name, p.name), g.name, i.expires_at, c.slug
    from invitation i
    join organization g on g.id = i.organization_id
    left join app_user u on u.id = i.user_id
    left join portal_user p on p.id = i.portal_user_id
    left join customer_portal c on c.id = p.portal_id
    where i.token_hash = p_token_hash and i.purpose = p_purpose
$$;

-- What follows from a new password: it's written down, every session ends (D2-28), and a mail tells of it.
create function password_is_new(
    p_realm text, p_user uuid, p_organization uuid, p_name text, p_ip inet, p_request_id text, p_action text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_table text := case p_realm when 'PARTNER' then 'app_user' when 'PORTAL' then 'portal_user'
        else 'operator_user' end;
begin
    update session set revoked_at = now()
    where revoked_at is null and realm = p_realm and p_user in (user_id, portal_user_id, operator_user_id);
    perform audit_write(p_organization, p_realm, p_user, p_name, p_ip, p_request_id, p_action, v_table, p_user, p_name,
        'password_hash', '***');
    insert into outbox_event (organization_id, topic, subject_type, subject_id)
    values (p_organization, p_action, v_table, p_user);
end
$$;

-- Sets the password that a link was meant for, once: the e-mail to sign in with, or null where the link doesn't work.
create function invitation_accept(
    p_purpose text, p_token_hash bytea, p_password_hash text, p_ip inet, p_request_id text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_invitation invitation;
    v_realm text;
    v_name text;
    v_email text;
begin
    -- The user's row comes first, as for everybody who changes a user.
    perform from app_user u join invitation i on i.user_id = u.id where i.token_hash = p_token_hash
    for no key update of u;
    perform from portal_user u join invitation i on i.portal_user_id = u.id where i.token_hash = p_token_hash
    for no key update of u;
    update invitation set ending = 'ACCEPTED', ended_at = now()
    where token_hash = p_token_hash and purpose = p_purpose and ending is null and expires_at > now()
    returning * into v_invitation;
    if not found then
        return null;
    end if;
    if v_invitation.user_id is not null then
        v_realm := 'PARTNER';
        update app_user set password_hash = p_password_hash, must_change_password = false, status = 'ACTIVE',
            email_verified_at = now()
        where id = v_invitation.user_id
            and status = case p_purpose when 'INVITATION' then 'INVITED' else 'ACTIVE' end
        returning name, email into v_name, v_email;
    else
        v_realm := 'PORTAL';
        update portal_user set password_hash = p_password_hash, state = 'ENABLED'
        where id = v_invitation.portal_user_id
            and state = case p_purpose when 'INVITATION' then 'UNCONFIRMED' else 'ENABLED' end
        returning name, email into v_name, v_email;
    end if;
    -- Whatever takes somebody out of these states ends the invitation too.
    if v_email is null then
        raise exception 'an invitation outlived the state that it was made for';
    end if;
    perform password_is_new(v_realm, coalesce(v_invitation.user_id, v_invitation.portal_user_id),
        v_invitation.organization_id, v_name, p_ip, p_request_id,
        case p_purpose when 'INVITATION' then 'user.confirmed' else 'user.password_changed' end);
    return v_email;
end
$$;

-- Somebody forgot a password, at a portal if its address is named. Who asks learns nothing, whether there is such a
-- user or not.
create function password_reset_request(p_portal text, p_email text, p_ip inet, p_request_id text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_realm text := case when p_portal is null then 'PARTNER' else 'PORTAL' end;
    v_table text := case when p_portal is null then 'app_user' else 'portal_user' end;
    v_topic text := 'user.reset_requested';
    v_purpose text := 'PASSWORD_RESET';
    v_user uuid;
    v_refusal text;
    v_organization uuid;
    v_name text;
begin
    select l.user_id, l.refusal into v_user, v_refusal from sign_in_lookup(v_realm, p_portal, p_email) l;
    -- The user's row comes first here too, and a link is made for what it says then.
    perform from app_user u where u.id = v_user for no key update;
    perform from portal_user u where u.id = v_user for no key update;
    select l.refusal into v_refusal from sign_in_lookup(v_realm, p_portal, p_email) l where l.user_id = v_user;
    if not found or coalesce(v_refusal, 'NOT_CONFIRMED') <> 'NOT_CONFIRMED' or recent_invitations(v_user) >= 3 then
        return;
    end if;
    -- Who hasn't confirmed yet has no password to forget: the invitation comes once more.
    if v_refusal is not null then
        v_topic := 'user.invited';
        v_purpose := 'INVITATION';
    end if;
    select w.organization_id, w.name into v_organization, v_name
    from (
        select u.organization_id, u.name from app_user u where u.id = v_user
        union all
        select u.organization_id, u.name from portal_user u where u.id = v_user) w;
    perform renew_invitation(v_user, v_purpose);
    perform audit_write(v_organization, v_realm, v_user, v_name, p_ip, p_request_id, v_topic, v_table, v_user, v_name,
        null, null);
    insert into outbox_event (organization_id, topic, subject_type, subject_id)
    values (v_organization, v_topic, v_table, v_user);
end
$$;

-- Whose password it is that a session may change, and what it is now.
create function own_credential(p_token_hash bytea)
returns table (realm text, user_id uuid, organization_id uuid, organization_name text, name text, email text,
    password_hash text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select s.realm, w.id, w.organization_id, g.name, w.name, w.email, w.password_hash
    from session s
    cross join lateral (
        select u.id, u.organization_id, u.name, u.email, u.password_hash from app_user u where u.id = s.user_id
        union all
        select u.id, u.organization_id, u.name, u.email, u.password_hash from portal_user u
        where u.id = s.portal_user_id
        union all
        select o.id, null, o.name, o.email, o.password_hash from operator_user o where o.id = s.operator_user_id) w
    left join organization g on g.id = w.organization_id
    where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > now()
$$;

-- Changes the own password, unless somebody else has changed it since it was checked; then false.
create function password_change(
    p_token_hash bytea, p_before text, p_after text, p_ip inet, p_request_id text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_own record;
begin
    select * into v_own from own_credential(p_token_hash);
    case v_own.realm
        when 'PARTNER' then
            update app_user set password_hash = p_after, must_change_password = false
            where id = v_own.user_id and password_hash = p_before;
        when 'PORTAL' then
            update portal_user set password_hash = p_after where id = v_own.user_id and password_hash = p_before;
        when 'OPERATOR' then
            update operator_user set password_hash = p_after, must_change_password = false
            where id = v_own.user_id and password_hash = p_before;
        else
            return false;
    end case;
    if not found then
        return false;
    end if;
    perform password_is_new(v_own.realm, v_own.user_id, v_own.organization_id, v_own.name, p_ip, p_request_id,
        'user.password_changed');
    return true;
end
$$;

grant execute on function invite_user(), keep_invitation_expiry() to portico_owner;
grant execute on function invitation_mint(uuid, text, bytea) to portico_worker;
grant execute on function reinvite_user(uuid), invitation_lookup(text, bytea),
    invitation_accept(text, bytea, text, inet, text), password_reset_request(text, text, inet, text),
    own_credential(bytea), password_change(bytea, text, text, inet, text) to portico_app;

set local role portico_owner;

create trigger expiry after insert or update of expires_at, ending on invitation
    for each row execute function keep_invitation_expiry();
create trigger invited after insert on app_user
    for each row when (new.status = 'INVITED') execute function invite_user();
create trigger reinvited after update of email, status, password_hash on app_user
    for each row when (
        (old.email, old.status, old.password_hash) is distinct from (new.email, new.status, new.password_hash))
    execute function invite_user();

create trigger invited after insert on portal_user
    for each row when (new.state = 'UNCONFIRMED') execute function invite_user();
create trigger reinvited after update of email, state, password_hash on portal_user
    for each row when (
        (old.email, old.state, old.password_hash) is distinct from (new.email, new.state, new.password_hash))
    execute function invite_user();

reset role;
