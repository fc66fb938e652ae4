-- 0043_notification.sql
-- Everybody of a partner gets a summary of the open tasks that they see, by mail, every day or every Monday (D2-05,
-- D2-13, D2-29 to D2-34). When the next one is due stands in the row, reckoned in the time zone of the user, so that an
-- index finds who is due. That it was sent is written down before it is, once for each day that it could be (4.3, 13).

set local role portico_owner;

create table notification_preference (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    user_id uuid not null unique,
    -- Whoever hasn't chosen gets it on Mondays at seven, about everything (G-16): also who can't sign in to choose.
    frequency text not null default 'WEEKLY' check (frequency in ('DAILY', 'WEEKLY')),
    -- About which tasks; about none, nothing is sent (D2-33).
    categories text[] not null default '{COMMERCIAL,PRODUCT_USAGE,CHURN_RISK}' check (
        categories <@ '{COMMERCIAL,PRODUCT_USAGE,CHURN_RISK}'::text[] and cardinality(categories) <= 3),
    -- From which hour of the day on, where the user is.
    hour integer not null default 7 check (hour between 0 and 23),
    next_delivery_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, user_id) references app_user (organization_id, id)
        on update cascade on delete cascade,
    constraint notification_preference_of_none check (cardinality(categories) > 0 or next_delivery_at is null)
);
create index notification_preference_due on notification_preference (next_delivery_at, id)
    where next_delivery_at is not null;

-- Which summaries went out, by the day that they were due where the user is: of a weekly one, the Monday.
create table notification_send (
    user_id uuid not null references app_user on delete cascade,
    window_start date not null,
    task_count integer not null check (task_count > 0),
    created_at timestamptz not null default now(),
    primary key (user_id, window_start)
);

-- When a summary is due next: at that hour of the first day, or Monday, that isn't over by then. An hour that the clock
-- leaves out is the one after it; of one that it repeats there is one moment.
create function notification_next(p_frequency text, p_hour integer, p_time_zone text, p_after timestamptz)
returns timestamptz
language sql stable
as $$
    select min(m.moment) from (
        select (d.day + make_interval(hours => p_hour)) at time zone p_time_zone as moment
        from generate_series(
            date_trunc('day', p_after at time zone p_time_zone),
            date_trunc('day', p_after at time zone p_time_zone) + interval '8 days', interval '1 day') d (day)
        where p_frequency = 'DAILY' or extract(isodow from d.day) = 1) m
    where m.moment > p_after
$$;
grant execute on function notification_next(text, integer, text, timestamptz) to portico_definer;

grant select, insert, update (next_delivery_at) on notification_preference to portico_definer;
grant select, delete on notification_send to portico_definer;
grant select, insert on notification_send to portico_worker;
grant insert on outbox_event to portico_worker;

set local role portico_definer;

-- What was chosen holds from the next time on.
create function schedule_notification() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    new.next_delivery_at := case when cardinality(new.categories) > 0 then (
        select notification_next(new.frequency, new.hour, u.time_zone, now())
        from app_user u where u.id = new.user_id) end;
    return new;
end
$$;

create function add_notification_preference() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into notification_preference (organization_id, user_id) values (new.organization_id, new.id);
    return null;
end
$$;

-- Seven in the morning is another moment elsewhere.
create function move_notification() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update notification_preference p set next_delivery_at = notification_next(p.frequency, p.hour, new.time_zone, now())
    where p.user_id = new.id and p.next_delivery_at is not null;
    return null;
end
$$;

-- Takes those whose summary is due, so many at most: each is due again at the next time. Given are those who get mails
-- now, with the day; a summary that couldn't be sent for six hours isn't any more, since it is no morning's. Whoever is
-- being changed or erased just now is taken later.
create function notification_claim(p_now timestamptz, p_limit integer)
returns table (user_id uuid, organization_id uuid, window_start date, signs_in boolean)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    with due as (
        select p.id, p.user_id, p.organization_id, p.frequency, p.hour, p.next_delivery_at,
            u.time_zone, u.status, u.role
        from notification_preference p join app_user u on u.id = p.user_id
        where p.next_delivery_at <= p_now
        order by p.next_delivery_at, p.id limit p_limit
        for update of p skip locked for key share of u skip locked),
    moved as (
        update notification_preference p
        set next_delivery_at = notification_next(d.frequency, d.hour, d.time_zone, p_now)
        from due d where p.id = d.id
        returning p.id),
    -- Nothing is sent twice for a day that is two months past.
    forgotten as (
        delete from notification_send s using due d
        where s.user_id = d.user_id and s.window_start < p_now::date - 60)
    select d.user_id, d.organization_id, (d.next_delivery_at at time zone d.time_zone)::date,
        d.role <> 'NOTIFICATIONS'
    from due d
    join moved m on m.id = d.id
    join organization g on g.id = d.organization_id
    where d.status = 'ACTIVE' and g.status = 'ACTIVE' and g.portal_enabled
        and d.next_delivery_at > p_now - interval '6 hours'
$$;

-- Who somebody is to the policies when a mail to them is written: as viewer_found says it of a session. Whoever only
-- gets mails sees, as a USER would, every customer of the partnerships that they have a place in (G-19). Null for whom
-- nothing is written to; and for everybody where somebody asks, since nobody signed in has to know.
create function notification_viewer(p_user uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select concat_ws('|', case u.role when 'NOTIFICATIONS' then 'USER' else u.role end, u.organization_id, u.id, '', '',
        case when u.role in ('USER', 'NOTIFICATIONS') then array(
            select m.partnership_id from membership m
            where m.user_id = u.id and (m.customer_access = 'ALL' or u.role = 'NOTIFICATIONS') order by 1) end)
    from app_user u
    join organization g on g.id = u.organization_id and g.status = 'ACTIVE' and g.portal_enabled
    where u.id = p_user and u.status = 'ACTIVE' and viewer_user() is null
$$;

grant execute on function schedule_notification(), add_notification_preference(), move_notification()
    to portico_owner;
grant execute on function notification_claim(timestamptz, integer) to portico_worker;
grant execute on function notification_viewer(uuid) to portico_app;

set local role portico_owner;

alter table notification_preference enable row level security, force row level security;
alter table notification_send enable row level security, force row level security;
create policy definer on notification_preference for all to portico_definer using (true);
create policy definer on notification_send for all to portico_definer using (true);
create policy worker on notification_send for all to portico_worker using (true);

create trigger scheduled before insert or update of frequency, categories, hour on notification_preference
    for each row execute function schedule_notification();
create trigger version before update of frequency, categories, hour on notification_preference
    for each row execute function raise_version();
create trigger notification after insert on app_user
    for each row execute function add_notification_preference();
create trigger notification_moved after update of time_zone on app_user
    for each row when (old.time_zone <> new.time_zone) execute function move_notification();

-- Whoever is there already gets what newcomers get.
create policy adding on app_user for select to portico_owner using (true);
create policy adding on notification_preference for insert to portico_owner with check (true);
insert into notification_preference (organization_id, user_id) select organization_id, id from app_user;
drop policy adding on app_user;
drop policy adding on notification_preference;

grant select, update (frequency, categories, hour) on notification_preference to portico_app;
grant update (time_zone) on app_user to portico_app;

-- SELF, and in person: what somebody is sent is nothing to look at for others.
create policy viewer on notification_preference for select to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_view_as() is null)
    and ((select viewer_role() = 'ADMIN')
        or user_id = (select viewer_user() where viewer_role() in ('USER', 'MARKETING'))));
-- One's own; and for whoever can't sign in to choose, an admin does.
create policy editor on notification_preference for update to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_view_as() is null)
    and (user_id = (select viewer_user() where viewer_role() in ('ADMIN', 'USER', 'MARKETING'))
        or ((select viewer_role() = 'ADMIN') and exists (
            select from app_user u where u.id = notification_preference.user_id and u.role = 'NOTIFICATIONS'))));

set local role portico_definer;

-- As before, and what somebody is notified of.
create or replace function personal_data(p_person uuid, p_limit integer) returns json
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select json_build_object('madeAt', now(), 'person', personal_profile(p_person), 'memberships',
        personal_memberships(p_person), 'notifications', (
            select json_build_object('frequency', n.frequency, 'categories', n.categories, 'hour', n.hour,
                'changedAt', n.updated_at, 'sent', (
                    select coalesce(json_agg(json_build_object('day', x.window_start, 'tasks', x.task_count)
                        order by x.window_start desc), '[]')
                    from notification_send x where x.user_id = p_person))
            from notification_preference n where n.user_id = p_person), 'sessions', (
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

reset role;
