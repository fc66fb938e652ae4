-- 0020_audit.sql
-- The journal, readable and sealed. What happened is chained by hashes, one chain for each organization and one for
-- what belongs to none, so that nothing can be changed or taken out unnoticed. Personal values stay in tables of their
-- own: the chain covers a digest of them with a key that lies beside them, so that erasing them breaks nothing.

set local role portico_owner;

-- An id as clients see it (K10), for columns that name rows of several types.
create function global_id(p_code integer, p_row uuid) returns text
language sql immutable strict parallel safe
as $$
    select rtrim(translate(
        encode(set_byte('\x00'::bytea, 0, p_code) || uuid_send(p_row), 'base64'), '+/', '-_'), '=')
$$;
grant execute on function global_id(integer, uuid) to portico_app, portico_definer;

alter table audit_event
    add column actor text generated always as (
        case realm when 'PARTNER' then global_id(3, actor_id) when 'PORTAL' then global_id(18, actor_id) end) stored,
    add column target text generated always as (
        case target_type
            when 'organization' then global_id(1, target_id) when 'partnership' then global_id(2, target_id)
            when 'app_user' then global_id(3, target_id) when 'customer' then global_id(6, target_id)
            when 'invoice' then global_id(9, target_id) when 'customer_portal' then global_id(17, target_id)
            when 'portal_user' then global_id(18, target_id) when 'membership' then global_id(4, target_id)
            when 'api_key' then global_id(26, target_id) end) stored,
    -- Given by the sealer, after commit: a place without gaps, a digest of the details, and the hash of this event and
    -- of all before it.
    add column seq bigint check (seq > 0),
    add column digest text check (digest ~ '^[0-9a-f]{64}$'),
    add column hash text check (hash ~ '^[0-9a-f]{64}$'),
    add constraint audit_event_sealed_whole check (
        (seq is null) = (hash is null) and (seq is not null or digest is null));
create unique index audit_event_by_seq on audit_event (organization_id, seq) nulls not distinct where seq is not null;
create index audit_event_unsealed on audit_event (occurred_at, id) where seq is null;
drop index audit_event_of_target, audit_event_of_actor;
-- What is of no organization is no constant to an order, so that list has an index of its own.
create index audit_event_of_none on audit_event (occurred_at, id) where organization_id is null;
create index audit_event_by_action on audit_event (organization_id, action, occurred_at, id);
create index audit_event_by_actor on audit_event (organization_id, actor, occurred_at, id);
create index audit_event_by_target on audit_event (organization_id, target, occurred_at, id);

-- Where each chain ends: whoever cuts off its end must cut here too.
create table audit_chain (
    id uuid primary key default uuidv7(),
    organization_id uuid unique nulls not distinct references organization on delete cascade,
    seq bigint not null check (seq > 0),
    hash text not null check (hash ~ '^[0-9a-f]{64}$')
);

alter table audit_detail
    alter column ip type text using host(ip),
    add column id uuid not null unique default uuidv7(),
    add column target_label text check (length(target_label) <= 300),
    add column key bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
        check (length(key) = 32);

-- One field that changed, with its value before and after. No secret stands here, nor the hash of one.
create table audit_change (
    id uuid primary key default uuidv7(),
    event_id uuid not null references audit_detail (event_id) on delete cascade,
    organization_id uuid references organization on delete cascade,
    field text not null check (length(field) between 1 and 100),
    before text,
    after text,
    constraint audit_change_keeps_no_secret check (
        field !~ '(password|secret|token|hash)' or (coalesce(before, '***') = '***' and coalesce(after, '***') = '***'))
);
create index audit_change_of_event on audit_change (event_id, id);
create index audit_change_of_organization on audit_change (organization_id);

-- What was written before this day becomes rows too.
create policy moving on audit_detail to portico_owner using (true);
do $$
declare
    v_moved bigint;
    v_expected bigint;
begin
    select coalesce(sum((select count(*) from jsonb_object_keys(coalesce(d.after, d.before, '{}')))), 0)
    into v_expected from audit_detail d;
    insert into audit_change (event_id, organization_id, field, before, after)
    select d.event_id, d.organization_id, k.field, d.before ->> k.field, d.after ->> k.field
    from audit_detail d
    cross join lateral jsonb_object_keys(coalesce(d.after, d.before, '{}')) with ordinality as k (field, position)
    order by d.event_id, k.position;
    get diagnostics v_moved = row_count;
    if v_moved <> v_expected then
        raise exception 'only % of % changes were moved', v_moved, v_expected;
    end if;
end
$$;
drop policy moving on audit_detail;
alter table audit_detail drop column before, drop column after;

alter table audit_chain enable row level security, force row level security;
alter table audit_change enable row level security, force row level security;
grant select on audit_chain to portico_app;
grant select, insert on audit_change to portico_app;
grant select, insert, update (seq, hash) on audit_chain to portico_definer;
grant select, update (seq, digest, hash) on audit_event to portico_definer;
grant select on audit_detail to portico_definer;
grant select, insert on audit_change to portico_definer;

-- JOURNAL: an admin reads the own organization's, the operator what belongs to none; nobody else reads any.
drop policy viewer on audit_event;
drop policy viewer on audit_detail;
create policy viewer on audit_event for select to portico_app using (
    (organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'))
    or (organization_id is null and (select viewer_role() = 'OPERATOR')));
create policy viewer on audit_detail for select to portico_app using (
    (organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'))
    or (organization_id is null and (select viewer_role() = 'OPERATOR')));
create policy viewer on audit_change for select to portico_app using (
    (organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'))
    or (organization_id is null and (select viewer_role() = 'OPERATOR')));
create policy viewer on audit_chain for select to portico_app using (
    (organization_id = (select viewer_organization() where viewer_role() = 'ADMIN'))
    or (organization_id is null and (select viewer_role() = 'OPERATOR')));
create policy writer on audit_change for insert to portico_app with check (
    (select viewer_role() = 'OPERATOR') or organization_id = (select viewer_organization()));
create policy sealer on audit_event for select to portico_definer using (true);
create policy sealing on audit_event for update to portico_definer using (true);
create policy sealer on audit_detail for select to portico_definer using (true);
create policy definer on audit_change for all to portico_definer using (true);
create policy definer on audit_chain for all to portico_definer using (true);

-- Only the seal may be added, and only once.
create function keep_audit_event() returns trigger
language plpgsql
as $$
declare
    v_seal text[] := array['seq', 'digest', 'hash', 'actor', 'target'];
begin
    if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
        and to_jsonb(new) - v_seal = to_jsonb(old) - v_seal
    then
        return new;
    end if;
    raise exception 'INSERT_ONLY' using errcode = 'PO005', detail = 'The journal is written once.';
end
$$;
drop trigger insert_only on audit_event;
create trigger insert_only before update or delete on audit_event for each row execute function keep_audit_event();
create trigger insert_only before update on audit_detail for each row execute function refuse_change();
create trigger insert_only before update on audit_change for each row execute function refuse_change();

set local role portico_definer;

-- What is sealed gets no details any more.
create function keep_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if exists (select from audit_event where id = new.event_id and seq is not null) then
        raise exception 'INSERT_ONLY' using errcode = 'PO005', detail = 'The event is sealed.';
    end if;
    return new;
end
$$;

-- A digest of an event's personal values; null where there are none.
create function audit_digest(p_event uuid) returns text
language sql stable
as $$
    select encode(sha256(d.key || convert_to(jsonb_build_array(
        d.actor_label, d.ip, d.target_label, (
            select jsonb_agg(jsonb_build_array(c.field, c.before, c.after) order by c.id)
            from public.audit_change c where c.event_id = d.event_id))::text, 'UTF8')), 'hex')
    from public.audit_detail d where d.event_id = p_event
$$;

-- The hash of an event behind the hash before it. `portico doctor --audit` computes it by words of its own.
create function audit_hash(p_before text, p_seq bigint, p_digest text, p_event public.audit_event) returns text
language sql stable
as $$
    select encode(sha256(convert_to(p_before || jsonb_build_array(
        p_seq, p_event.id, p_event.organization_id, (extract(epoch from p_event.occurred_at) * 1000000)::bigint,
        p_event.realm, p_event.actor_id, p_event.on_behalf_of, p_event.action, p_event.target_type, p_event.target_id,
        p_event.changed, p_event.request_id, p_digest)::text, 'UTF8')), 'hex')
$$;

-- Seals events that have been committed, the oldest first, and says how many. One sealer works at a time: another one
-- that comes meanwhile leaves it to the first.
create function audit_seal(p_events integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_event audit_event;
    v_chain audit_chain;
    v_digest text;
    v_hash text;
    v_count integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('portico.audit_seal')) then
        return 0;
    end if;
    for v_event in
        select * from audit_event where seq is null order by occurred_at, id limit p_events
    loop
        select * into v_chain from audit_chain
        where organization_id is not distinct from v_event.organization_id;
        v_digest := audit_digest(v_event.id);
        v_hash := audit_hash(coalesce(v_chain.hash, ''), coalesce(v_chain.seq, 0) + 1, v_digest, v_event);
        update audit_event set seq = coalesce(v_chain.seq, 0) + 1, digest = v_digest, hash = v_hash
        where id = v_event.id;
        insert into audit_chain as c (organization_id, seq, hash) values (v_event.organization_id, 1, v_hash)
        on conflict (organization_id) do update set seq = c.seq + 1, hash = excluded.hash;
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

-- Writes down what no viewer writes: signing in and out, and what is done at the machine itself.
create function audit_write(
    p_organization uuid, p_realm text, p_actor uuid, p_actor_label text, p_ip inet, p_request_id text, p_action text,
    p_target_type text, p_target uuid, p_target_label text, p_field text, p_after text) returns void
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
        insert into audit_change (event_id, organization_id, field, after)
        values (v_event, p_organization, p_field, p_after);
    end if;
end
$$;

drop function session_create(text, uuid, bytea, inet, text, interval);
drop function session_revoke(bytea);

-- As before, with the request that it came by.
create function session_create(
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

-- As before, with who it was and where the end came from.
create function session_revoke(p_token_hash bytea, p_ip inet default null, p_request_id text default null)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_session session;
    v_organization uuid;
    v_label text;
begin
    update session set revoked_at = now() where token_hash = p_token_hash and revoked_at is null
    returning * into v_session;
    if not found then
        return false;
    end if;
    select w.organization_id, w.name into v_organization, v_label
    from (
        select u.organization_id, u.name from app_user u where u.id = v_session.user_id
        union all
        select u.organization_id, u.name from portal_user u where u.id = v_session.portal_user_id
        union all
        select null, o.name from operator_user o where o.id = v_session.operator_user_id) w;
    perform audit_write(v_organization, v_session.realm,
        coalesce(v_session.user_id, v_session.operator_user_id, v_session.portal_user_id), v_label, p_ip, p_request_id,
        'session.revoked', 'session', v_session.id, null, null, null);
    return true;
end
$$;

-- A sign-in that was refused, and why: for the journal and never for the client. What was typed as an e-mail is kept
-- only where it can be one, since people type passwords there too.
create function session_refuse(
    p_realm text, p_portal text, p_email text, p_fits boolean, p_ip inet, p_request_id text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_user uuid;
    v_refusal text;
    v_organization uuid;
    v_label text;
begin
    select l.user_id, case when p_fits then coalesce(l.refusal, 'NOT_FROM_HERE') else 'WRONG_PASSWORD' end
    into v_user, v_refusal from sign_in_lookup(p_realm, p_portal, p_email) l;
    select w.organization_id, w.name into v_organization, v_label
    from (
        select u.organization_id, u.name from app_user u where p_realm = 'PARTNER' and u.id = v_user
        union all
        select u.organization_id, u.name from portal_user u where p_realm = 'PORTAL' and u.id = v_user
        union all
        select null, o.name from operator_user o where p_realm = 'OPERATOR' and o.id = v_user) w;
    if v_user is null then
        select p.organization_id into v_organization from customer_portal p
        where p_realm = 'PORTAL' and p.slug = p_portal;
        v_label := case when p_email ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' then lower(p_email) end;
    end if;
    perform audit_write(v_organization, p_realm, v_user, v_label, p_ip, p_request_id, 'session.refused', null, null,
        null, 'reason', coalesce(v_refusal, 'UNKNOWN_EMAIL'));
end
$$;

grant execute on function keep_seal() to portico_owner;
grant execute on function audit_write(uuid, text, uuid, text, inet, text, text, text, uuid, text, text, text)
    to portico_owner;
grant execute on function audit_seal(integer) to portico_app, portico_owner;
grant execute on function session_create(text, uuid, bytea, inet, text, interval, text),
    session_revoke(bytea, inet, text), session_refuse(text, text, text, boolean, inet, text) to portico_app;

set local role portico_owner;

create trigger sealed before insert on audit_detail for each row execute function keep_seal();
create trigger sealed before insert on audit_change for each row execute function keep_seal();

reset role;
