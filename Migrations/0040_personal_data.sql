-- 0040_personal_data.sql
-- Everybody may have what is kept of them, and may be erased (C22; G-21): users of a partner and of portals, and
-- customers' contacts. What happened stays in the journal, as facts by ids; everything that tells whose ids they are
-- goes, wherever it stands. Invoices name no person and stay. SQLSTATE: PO040 NOT_ERASABLE.

set local role portico_owner;

grant delete on app_user, portal_user, contact, mail, audit_detail to portico_definer;
grant select on contact to portico_definer;
grant update (reader_name, viewed_name) on customer_read to portico_definer;
grant update (event_id) on outbox_reader to portico_definer; -- only to lock: no function of it changes one
create policy definer on contact for all to portico_definer using (true);
create policy eraser on mail for delete to portico_definer using (true);
create policy eraser on audit_detail for delete to portico_definer using (true);
create policy waiter on outbox_reader for update to portico_definer using (true) with check (false);

set local role portico_definer;

-- Held by whoever writes down what a person did, by any number at once, and by whoever erases that person, alone. It is
-- none of the row's locks: two who change each other would wait for each other there.
create function person_lock(p_user uuid) returns bigint
language sql immutable strict
as $$
    select hashtextextended('portico.person ' || p_user, 0)
$$;

-- Whoever was erased leaves no name behind in what was under way: that waits, and writes down the fact alone.
create function forget_erased_actor() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_event audit_event;
begin
    select * into v_event from audit_event where id = new.event_id;
    if v_event.actor is null then
        return new;
    end if;
    perform pg_advisory_xact_lock_shared(person_lock(v_event.actor_id));
    if exists (
        select from audit_event e
        where e.organization_id = v_event.organization_id and e.target = v_event.actor and e.action = 'user.erased')
    then
        new.actor_label := null;
        new.ip := null;
        if v_event.target_id = v_event.actor_id then
            new.target_label := null;
        end if;
    end if;
    return new;
end
$$;

-- Every name and e-mail that somebody is or was known by; `p_person` is the id as the journal has it.
create function known_as(p_organization uuid, p_user uuid, p_person text) returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select array_agg(distinct v.text) from (
        select unnest(array[u.name, u.email]) from app_user u where u.id = p_user
        union all
        select unnest(array[u.name, u.email]) from portal_user u where u.id = p_user
        union all
        select i.email from invitation i where p_user in (i.user_id, i.portal_user_id)
        union all
        select unnest(array[m.recipient_name, m.recipient]) from mail m
        where m.organization_id = p_organization and m.subject_id = p_user
        union all
        select unnest(array[c.before, c.after])
        from audit_event e join audit_change c on c.event_id = e.id
        where e.organization_id = p_organization and e.target = p_person and c.field in ('name', 'email')
        union all
        select d.target_label from audit_event e join audit_detail d on d.event_id = e.id
        where e.organization_id = p_organization and e.target = p_person) v (text)
    where v.text is not null
$$;

-- Somebody who was removed from the viewer's company or from a portal of it, as the journal tells an admin.
create function former_person(p_user uuid) returns table (table_name text, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select e.target_type, d.target_label
    from audit_event e join audit_detail d on d.event_id = e.id
    where e.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
        and e.action = 'user.removed' and e.target_id = p_user and d.target_label is not null
        and not exists (select from app_user where id = p_user)
        and not exists (select from portal_user where id = p_user)
$$;

-- Takes what is personal out of the journal, wherever it tells of somebody: what they did, what was done to them, and
-- what names them. `p_places` are the customer and the portal whose administrator they may have been; null where
-- nobody knows any more, and any of the company's may be.
create function erase_from_journal(
    p_organization uuid, p_realm text, p_user uuid, p_person text, p_places text[], p_known text[]) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    delete from audit_detail where event_id in (
        select e.id from audit_event e where e.organization_id = p_organization and e.actor = p_person
        union all
        select e.id from audit_event e where e.organization_id = p_organization and e.target = p_person
        union all
        -- A place in a partnership is called like the user; whoever has the same name is forgotten there too.
        select e.id from audit_event e join audit_detail d on d.event_id = e.id
        where e.organization_id = p_organization and d.target_label = any (p_known) and p_realm = 'PARTNER'
            and e.action in ('membership.created', 'membership.assigned', 'membership.removed')
        union all
        select e.id from audit_event e
        join mail m on m.organization_id = p_organization and m.subject_id = p_user and m.id = e.target_id
        where e.organization_id = p_organization and e.action in ('mail.opened', 'mail.retried')
        union all
        -- A portal's administrator has the e-mail of the customer.
        select e.id from audit_event e join audit_change c on c.event_id = e.id
        where e.organization_id = p_organization
            and (e.target = any (p_places) or (p_places is null and e.target_type in ('customer', 'customer_portal')))
            and (c.before = any (p_known) or c.after = any (p_known))
        union all
        -- Tries to sign in before there was such a user.
        select e.id from audit_event e join audit_detail d on d.event_id = e.id
        where (e.organization_id is null or e.organization_id = p_organization) and e.action = 'session.refused'
            and e.realm = p_realm and e.actor_id is null and d.actor_label = any (p_known))
$$;

-- Deletes what names somebody and isn't theirs: mails, what makes mails, and answers that a key would bring back.
create function erase_copies(p_organization uuid, p_user uuid, p_known text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    -- Whoever is making mails of events is waited for, and finds no event afterwards.
    perform from outbox_reader where name = 'mail' for update;
    delete from outbox_event where organization_id = p_organization and subject_id = p_user;
    delete from mail where organization_id = p_organization and subject_id = p_user;
    delete from idempotency_record r
    where r.principal_id = p_user
        or (r.organization_id = p_organization and exists (
            select from unnest(p_known) known
            where position(btrim(to_json(known)::text, '"') in r.response) > 0));
end
$$;

-- Erases a user of the viewer's company, or of a portal that the viewer is the admin of: for good, and never oneself;
-- and whoever was one, for the company's admins.
-- What else hangs on a user goes with the row. SQLSTATE: PO040, and what keeps users from being removed (PO001, PO008).
create function erase_person(p_user uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_organization uuid;
    v_realm text := 'PARTNER';
    v_person text := global_id(3, p_user);
    v_places text[] := '{}';
    v_known text[];
begin
    select u.organization_id into v_organization from app_user u
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
        and u.id <> viewer_user()
    for update;
    if not found then
        v_realm := 'PORTAL';
        v_person := global_id(18, p_user);
        select u.organization_id, array[global_id(6, u.customer_id), global_id(17, u.portal_id)]
        into v_organization, v_places from portal_user u
        where u.id = p_user and u.organization_id = viewer_organization() and u.id <> viewer_user()
            and (viewer_role() = 'ADMIN' or (viewer_role() = 'PORTAL_ADMIN' and u.customer_id = viewer_customer()))
        for update;
    end if;
    if not found then
        select viewer_organization(), case f.table_name when 'portal_user' then 'PORTAL' else 'PARTNER' end,
            global_id(case f.table_name when 'portal_user' then 18 else 3 end, p_user),
            case f.table_name when 'app_user' then '{}'::text[] end
        into v_organization, v_realm, v_person, v_places from former_person(p_user) f;
    end if;
    if not found then
        raise exception 'NOT_ERASABLE' using errcode = 'PO040', detail = 'The viewer may not erase this person.';
    end if;
    perform pg_advisory_xact_lock(person_lock(p_user));
    v_known := known_as(v_organization, p_user, v_person);
    perform erase_from_journal(v_organization, v_realm, p_user, v_person, v_places, v_known);
    perform erase_copies(v_organization, p_user, v_known);
    -- That somebody looked stays, for the customer; who it was doesn't.
    update customer_read set reader_name = 'Somebody erased' where reader_id = p_user;
    update customer_read set viewed_name = 'Somebody erased' where viewed_id = p_user;
    -- Of the names that an issuer has for people, one that lets nobody in would stay (0037).
    delete from federated_identity where person_id = p_user;
    delete from app_user where id = p_user;
    delete from portal_user where id = p_user;
end
$$;

-- Erases a contact of one of the viewer's customers, whatever they are named for there. How many rows that were.
create function erase_contact(p_contact uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_contact contact;
    v_count integer;
begin
    select * into v_contact from contact
    where id = p_contact and organization_id = viewer_organization() and viewer_role() = 'ADMIN';
    delete from contact
    where customer_id = v_contact.customer_id and name = v_contact.name
        and email is not distinct from v_contact.email;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

-- What a person's own row says.
create function personal_profile(p_person uuid) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select json_build_object('kind', 'PARTNER_USER', 'id', global_id(3, u.id), 'company', g.name, 'name', u.name,
        'email', u.email, 'emailConfirmedAt', u.email_verified_at, 'role', u.role, 'status', u.status, 'language',
        u.locale, 'timeZone', u.time_zone, 'hasPassword', u.password_hash is not null, 'hasSecondFactor',
        u.has_second_factor, 'lastSignInAt', u.last_login_at, 'createdAt', u.created_at, 'updatedAt', u.updated_at)
    from app_user u join organization g on g.id = u.organization_id where u.id = p_person
    union all
    select json_build_object('kind', 'PORTAL_USER', 'id', global_id(18, u.id), 'company', g.name, 'customer', c.name,
        'name', u.name, 'email', u.email, 'isPortalAdmin', p.admin_user_id = u.id, 'permissions', u.permissions,
        'status', u.state, 'hasPassword', u.password_hash is not null, 'hasSecondFactor', u.has_second_factor,
        'lastSignInAt', u.last_login_at, 'createdAt', u.created_at, 'updatedAt', u.updated_at)
    from portal_user u
    join customer_portal p on p.id = u.portal_id
    join customer c on c.id = u.customer_id
    join organization g on g.id = u.organization_id
    where u.id = p_person
    union all
    select json_build_object('kind', 'OPERATOR', 'name', o.name, 'email', o.email, 'status', o.status, 'hasPassword',
        o.password_hash is not null, 'hasSecondFactor', second_factor_of(o.id) is not null, 'lastSignInAt',
        o.last_login_at, 'createdAt', o.created_at, 'updatedAt', o.updated_at)
    from operator_user o where o.id = p_person
    union all
    select json_build_object('kind', 'CONTACT', 'id', global_id(7, k.id), 'company', g.name, 'customer', c.name,
        'type', k.type, 'name', k.name, 'title', k.title, 'email', k.email, 'phone', k.phone, 'createdAt',
        k.created_at, 'updatedAt', k.updated_at)
    from contact k
    join customer c on c.id = k.customer_id
    join organization g on g.id = k.organization_id
    where k.id = p_person
$$;

-- Where a partner's user belongs, and which customers are assigned there.
create function personal_memberships(p_person uuid) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(json_agg(json_build_object('partnership', p.name, 'customerAccess', m.customer_access, 'since',
        m.created_at, 'assignedCustomers', (
            select coalesce(json_agg(json_build_object('name', c.name, 'since', a.created_at) order by c.name), '[]')
            from assignment a join customer c on c.id = a.customer_id where a.membership_id = m.id)) order by m.id),
        '[]')
    from membership m join partnership p on p.id = m.partnership_id
    where m.user_id = p_person
$$;

-- What the journal holds of a person, the newest first: what they did, and what was done to them. What others are
-- called and where they were is theirs; the values of what isn't the person belong to that.
create function personal_journal(p_person uuid, p_limit integer) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with person as (
        select u.organization_id, global_id(3, u.id) as id from app_user u where u.id = p_person
        union all
        select u.organization_id, global_id(18, u.id) from portal_user u where u.id = p_person),
    found as (
        select e.id from person p join audit_event e on e.organization_id = p.organization_id and e.actor = p.id
        union
        select e.id from person p join audit_event e on e.organization_id = p.organization_id and e.target = p.id
        union
        select e.id from audit_event e
        where e.organization_id is null and p_person in (e.actor_id, e.target_id)
            and exists (select from operator_user o where o.id = p_person)),
    newest as (
        select e.* from found f join audit_event e on e.id = f.id
        order by e.occurred_at desc, e.id desc limit p_limit)
    select json_build_object('total', (select count(*) from found), 'newest', coalesce((
        select json_agg(json_build_object('at', e.occurred_at, 'action', e.action, 'by',
            case when e.actor_id = p_person then 'THE_PERSON' else 'SOMEBODY_ELSE' end, 'address',
            case when e.actor_id = p_person then d.ip end, 'about', e.target_type, 'fields', e.changed, 'changes', (
                select coalesce(json_agg(json_build_object('field', c.field, 'before', c.before, 'after', c.after)
                    order by c.id), '[]')
                from audit_change c where c.event_id = e.id and e.target_id = p_person))
            order by e.occurred_at desc, e.id desc)
        from newest e left join audit_detail d on d.event_id = e.id), '[]'))
$$;

-- The mails that a person was sent, the newest first.
create function personal_mails(p_person uuid, p_limit integer) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with found as (select * from mail m where m.subject_id = p_person),
    newest as (select * from found order by created_at desc, id desc limit p_limit)
    select json_build_object('total', (select count(*) from found), 'newest', coalesce((
        select json_agg(json_build_object('kind', m.template, 'subject', m.subject, 'recipient', m.recipient,
            'language', m.locale, 'state', m.state, 'createdAt', m.created_at, 'sentAt', m.sent_at)
            order by m.created_at desc, m.id desc)
        from newest m), '[]'))
$$;

-- Which customers a partner's user was shown, hour by hour, the newest first.
create function personal_reads(p_person uuid, p_limit integer) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with found as (select * from customer_read r where r.reader_id = p_person),
    newest as (select * from found order by last_at desc, id desc limit p_limit)
    select json_build_object('total', (select count(*) from found), 'newest', coalesce((
        select json_agg(json_build_object('customer', c.name, 'firstAt', r.first_at, 'lastAt', r.last_at)
            order by r.last_at desc, r.id desc)
        from newest r join customer c on c.id = r.customer_id), '[]'))
$$;

-- All that is kept of a person, for that person, and for whoever may erase them; of the journal and of mails the
-- newest. Secrets and their hashes stay where they are. Null for whomever the viewer may not have it of.
create function personal_data(p_person uuid, p_limit integer) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select json_build_object('madeAt', now(), 'person', personal_profile(p_person), 'memberships',
        personal_memberships(p_person), 'sessions', (
            select coalesce(json_agg(json_build_object('address', s.address, 'program', s.user_agent, 'createdAt',
                s.created_at, 'lastUsedAt', s.last_used_at, 'expiresAt', s.expires_at, 'endedAt', s.revoked_at)
                order by s.created_at desc, s.id desc), '[]')
            from session s where s.person_id = p_person), 'links', (
            select coalesce(json_agg(json_build_object('purpose', i.purpose, 'email', i.email, 'createdAt',
                i.created_at, 'expiresAt', i.expires_at, 'ending', i.ending, 'endedAt', i.ended_at)
                order by i.created_at desc, i.id desc), '[]')
            from invitation i where p_person in (i.user_id, i.portal_user_id)), 'singleSignOn', (
            select coalesce(json_agg(json_build_object('issuer', i.issuer, 'subject', f.subject, 'since',
                f.created_at)), '[]')
            from federated_identity f join identity_provider i on i.id = f.identity_provider_id
            where p_person in (f.user_id, f.portal_user_id)), 'customersShown', personal_reads(p_person, p_limit),
        'mails', personal_mails(p_person, p_limit), 'journal', personal_journal(p_person, p_limit))
    where p_person = viewer_user()
        or exists (select from app_user u
            where u.id = p_person and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN')
        or exists (select from portal_user u
            where u.id = p_person and u.organization_id = viewer_organization()
                and (viewer_role() = 'ADMIN' or (viewer_role() = 'PORTAL_ADMIN' and u.customer_id = viewer_customer())))
        or exists (select from contact k
            where k.id = p_person and k.organization_id = viewer_organization() and viewer_role() = 'ADMIN')
$$;

grant execute on function forget_erased_actor() to portico_owner;
grant execute on function erase_person(uuid), erase_contact(uuid), former_person(uuid), personal_data(uuid, integer)
    to portico_app;

set local role portico_owner;

create trigger erased_actor before insert on audit_detail for each row execute function forget_erased_actor();

reset role;
