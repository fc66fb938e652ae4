-- 0027_mail.sql
-- Mails, made of events and sent by the worker. A row says which template goes to whom, never what the mail says: a
-- secret in a link is minted when the mail is sent, and only its hash is kept.

set local role portico_owner;

-- How far somebody has read the outbox: everything up to this event, by transaction and then by id.
create table outbox_reader (
    name text primary key check (name ~ '^[a-z_]+$'),
    transaction xid8 not null,
    event_id uuid not null
);
-- Nobody is told today of what happened before there were mails.
insert into outbox_reader (name, transaction, event_id)
values ('mail', pg_current_xact_id(), 'ffffffff-ffff-ffff-ffff-ffffffffffff');

create table mail (
    id uuid primary key default uuidv7(),
    organization_id uuid references organization on delete cascade,
    -- What it tells of. Neither the event nor the user has to be there still.
    event_id uuid not null,
    subject_id uuid not null,
    template text not null check (template ~ '^[a-z_]+\.[a-z_]+$'),
    recipient text not null check (
        recipient = lower(btrim(recipient)) and recipient like '_%@_%' and length(recipient) <= 254),
    recipient_name text not null check (length(recipient_name) between 1 and 200),
    subject text not null check (length(subject) between 1 and 300),
    locale text not null default 'en' check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    state text not null default 'QUEUED' check (state in ('QUEUED', 'HELD', 'SENT', 'FAILED', 'CANCELLED')),
    attempts integer not null default 0 check (attempts >= 0),
    -- When it is due. Whoever takes one puts this off for as long as an attempt may last: a worker that dies gives its
    -- mail back by that alone.
    next_attempt_at timestamptz not null default now(),
    last_error text check (length(last_error) between 1 and 500),
    sent_at timestamptz,
    created_at timestamptz not null default now(),
    unique (event_id, template, recipient),
    constraint mail_sent_at_a_time check ((state = 'SENT') = (sent_at is not null))
);
create index mail_due on mail (next_attempt_at, id) where state = 'QUEUED';
create index mail_by_created_at on mail (created_at, id);
create index mail_by_state on mail (state, created_at, id);
create index mail_by_recipient on mail (recipient, created_at, id);
create index mail_of_organization on mail (organization_id, created_at, id);

alter table outbox_reader enable row level security, force row level security;
alter table mail enable row level security, force row level security;
grant select, update (transaction, event_id) on outbox_reader to portico_worker;
grant select, insert, update (state, attempts, next_attempt_at, last_error, sent_at) on mail to portico_worker;
grant select, update (state, attempts, next_attempt_at) on mail to portico_app;
grant select on mail to portico_definer;
create policy worker on outbox_reader for all to portico_worker using (true);
create policy worker on mail for all to portico_worker using (true);

-- OPERATOR: whoever runs the installation sees what goes out, and nobody else.
create policy viewer on mail for select to portico_app using ((select viewer_role() = 'OPERATOR'));
-- Whoever sees them may have one tried again that has failed.
create policy retrier on mail for update to portico_app
    using ((select viewer_role() = 'OPERATOR') and state = 'FAILED')
    with check ((select viewer_role() = 'OPERATOR') and state = 'QUEUED');
create policy definer on mail for select to portico_definer using (true);

set local role portico_definer;

-- Whom an event is about and for which company: all that the worker may know of either. `portal` is the address of the
-- customer's portal that a user of one signs in at.
create function mail_facts(p_organization uuid, p_user uuid)
returns table (organization_name text, time_zone text, portal text, email text, name text, locale text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select g.name, coalesce(u.time_zone, g.time_zone), p.slug, coalesce(u.email, w.email), coalesce(u.name, w.name),
        coalesce(u.locale, g.locale)
    from organization g
    left join app_user u on u.id = p_user and u.organization_id = g.id
    left join portal_user w on w.id = p_user and w.organization_id = g.id
    left join customer_portal p on p.id = w.portal_id
    where g.id = p_organization
$$;
grant execute on function mail_facts(uuid, uuid) to portico_worker;

-- What a mail that is held tells, for the operator, who may look at it in the recipient's place: with a new secret, if
-- it brings one. No row where it isn't held, or what it invites to is over.
create function mail_open(p_mail uuid, p_purpose text, p_token_hash bytea)
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
        select from mail_facts(v_mail.organization_id, v_mail.subject_id) f where f.email = v_mail.recipient)
    then
        return query select i.organization_name, i.time_zone, i.portal, i.expires_at
        from invitation_mint(v_mail.subject_id, p_purpose, p_token_hash) i;
    end if;
end
$$;
grant execute on function mail_open(uuid, text, bytea) to portico_app;

reset role;
