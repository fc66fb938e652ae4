-- What the demonstration lacks: users whose reach has other shapes, equal and odd texts, empty columns, fractions of a
-- second, and values that the API can't print. Written by the superuser before anybody signs in.
begin;

create temporary table place on commit drop as
select o.id as organization_id, p.id as partnership_id, p.name
from partnership p join organization o on o.id = p.organization_id;

-- A USER sees one partnership whole and two customers of another; one has nothing assigned; one is a member of nothing.
insert into app_user (organization_id, name, email, role, status, password_hash)
select u.organization_id, n.name, n.email, n.role, 'ACTIVE', u.password_hash
from app_user u, (values
    ('Mixed Reach', 'mixed@nordlys.test', 'USER'), ('Nothing Assigned', 'nothing@nordlys.test', 'USER'),
    ('Nowhere Member', 'nowhere@nordlys.test', 'USER'), ('Second Marketing', 'kit@nordlys.test', 'MARKETING'))
    as n (name, email, role)
where u.email = 'wide@nordlys.test';
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.partnership_id, u.id, n.access
from (values
    ('mixed@nordlys.test', 'Nordlys Resale', 'ALL'), ('mixed@nordlys.test', 'Nordlys Managed Detection', 'ASSIGNED'),
    ('nothing@nordlys.test', 'Nordlys Managed Detection', 'ASSIGNED')) as n (email, place, access)
join app_user u on u.email = n.email join place p on p.name = n.place;
insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
from membership m join app_user u on u.id = m.user_id and u.email = 'mixed@nordlys.test'
cross join lateral (select id from customer where partnership_id = m.partnership_id order by id limit 2) c
where m.customer_access = 'ASSIGNED';

-- Equal names in two partnerships, wildcards, letters that change their length with their case, no optional value.
insert into customer (organization_id, partnership_id, name, external_ref, email, country, kind, trial_ends_on,
    created_at, updated_at)
select p.organization_id, p.partnership_id, n.name, n.ref, n.email, n.country, n.kind, n.trial::date,
    n.created::timestamptz, n.created::timestamptz
from place p, (values
    ('100 % _wild_ \card', null, 'wild@corner.test', null, 'REGULAR', null, '2026-01-01T00:00:00.000001Z'),
    ('İstanbul Straße ΣΑΣ', 'ß-1', 'eszett@corner.test', 'TR', 'REGULAR', null, '2026-01-01T00:00:00.000001Z'),
    ('zebra', 'A"quoted"', 'zebra@corner.test', null, 'REGULAR', null, '1969-12-31T23:59:59.999999Z'),
    ('Zebra ' || U&'\+01F993', 'Line-1', 'emoji@corner.test', 'SE', 'EVALUATION', '2026-02-28',
        '1999-12-31T23:59:59.999Z')) as n (name, ref, email, country, kind, trial, created)
where p.name like 'Nordlys %';
insert into customer (organization_id, partnership_id, name, email, kind, trial_ends_on)
select organization_id, partnership_id, 'Endless Trial', 'endless@corner.test', 'EVALUATION', 'infinity'
from place where name = 'Nordlys Resale';
insert into contact (organization_id, partnership_id, customer_id, type, name, created_at)
select c.organization_id, c.partnership_id, c.id, t.type, 'Same Name', c.created_at
from customer c, (values ('TECHNICAL'), ('FINANCE')) as t (type) where c.email = 'wild@corner.test';

-- A moment that has no RFC 3339 form, where it takes the list that it stands in along.
insert into contact (organization_id, partnership_id, customer_id, type, name, updated_at)
select c.organization_id, c.partnership_id, c.id, t.type, 'Always There', 'infinity'
from customer c join place p using (partnership_id)
cross join lateral (
    select type from (values ('SALES'), ('CUSTOMER_SUCCESS'), ('FINANCE'), ('TECHNICAL')) as t (type)
    where type not in (select type from contact where customer_id = c.id) limit 1) t
where p.name = 'Kumo Managed Security' order by c.id limit 1;

-- Invoices for whole partnerships, which no assignment reaches; the last has a quantity beyond what JSON can hold.
insert into invoice (organization_id, partnership_id, number, issued_on, due_on, time_zone, currency, total_minor,
    created_at)
select organization_id, partnership_id, n.prefix || name, n.issued::date, n.due::date, 'Europe/Stockholm', 'EUR',
    n.total, '2026-03-29T01:00:00.1234Z'
from place, (values ('zz-', '2026-01-31', '2026-02-28', -9007199254740991), ('ZZ-', '2026-01-31', '2099-12-31', 0))
    as n (prefix, issued, due, total)
where name like 'Nordlys %';
insert into invoice_line (organization_id, partnership_id, invoice_id, position, kind, description, quantity,
    unit_price_minor, amount_minor, currency)
select i.organization_id, i.partnership_id, i.id, 1, 'ADJUSTMENT', 'Corner',
    case when i.number = 'zz-Nordlys Resale' then 9007199254740992 else -1 end, 0, i.total_minor, i.currency
from invoice i where i.number ilike 'zz-%';

-- Leads for a second partnership of a lead buyer: some for both, some on their way, some without anything optional.
insert into partnership (organization_id, type, name, currency)
select organization_id, 'LEAD_BUYER', 'Leadhaus Nord', 'EUR' from place where name = 'Leadhaus DACH';
insert into lead (name, received_at)
values ('Only Name', '2026-01-01T12:00:00.5Z'), ('Only Name', '2026-01-01T12:00:00.5Z');
insert into delivery (organization_id, partnership_id, lead_id, status, currency, price_minor, delivered_at)
select p.organization_id, p.id, l.id, case when l.place % 3 = 0 then 'QUEUED' else 'DELIVERED' end, 'EUR', 100,
    case when l.place % 3 > 0 then now() end
from partnership p, (select id, row_number() over (order by received_at, id) as place from lead) l
where p.name = 'Leadhaus Nord' and l.place <= 30;
insert into delivery (organization_id, partnership_id, lead_id, status, currency, price_minor, delivered_at)
select p.organization_id, p.partnership_id, l.id, 'DELIVERED', 'EUR', 100, now()
from place p, lead l where p.name = 'Leadhaus DACH' and l.name = 'Only Name';

-- A user with more customers assigned than a server binds (ARCHITECTURE.md), beside a whole partnership.
insert into partnership (organization_id, type, name, currency)
select organization_id, 'RESELLER', 'Kumo Far', 'JPY' from place where name = 'Kumo Leads';
insert into app_user (organization_id, name, email, role, status, password_hash)
select p.organization_id, 'Far Reach', 'far@kumo.test', 'USER', 'ACTIVE', u.password_hash
from partnership p, app_user u where p.name = 'Kumo Far' and u.email = 'wide@nordlys.test';
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.id, u.id, case p.name when 'Kumo Far' then 'ASSIGNED' else 'ALL' end
from app_user u join partnership p using (organization_id)
where u.email = 'far@kumo.test' and p.name in ('Kumo Far', 'Kumo Managed Security');
insert into customer (organization_id, partnership_id, name, email, created_at)
select organization_id, id, 'Far ' || n, 'far-' || n || '@corner.test', '2026-01-01T00:00:00Z'
from partnership, generate_series(1, 1010) n where name = 'Kumo Far';
insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
from membership m join partnership p on p.id = m.partnership_id and p.name = 'Kumo Far'
join customer c on c.partnership_id = p.id and c.name <> 'Far 7';

-- A portal of another partner's customer, one that is disabled, and users of every state with the same name.
with made as (
    insert into customer_portal (organization_id, partnership_id, customer_id, slug, enabled, disabled_reason,
        admin_user_id)
    select c.organization_id, c.partnership_id, c.id, n.slug, n.slug = 'corner',
        case when n.slug <> 'corner' then 'MANUAL' end, uuidv7()
    from (select c.*, row_number() over (order by c.id) as place from customer c join place p using (partnership_id)
        where p.name = 'Kumo Managed Security' and c.status = 'ENABLED'
            and c.id not in (select customer_id from customer_portal)) c
    join (values (1, 'corner'), (2, 'corner-closed')) as n (place, slug) using (place)
    returning *)
insert into portal_user (id, organization_id, partnership_id, customer_id, portal_id, name, email, state,
    permissions, password_hash)
select case when n.email like 'boss@%' then m.admin_user_id else uuidv7() end, m.organization_id, m.partnership_id,
    m.customer_id, m.id, 'Same Name', n.email, n.state, n.permissions,
    case when n.state <> 'UNCONFIRMED' then u.password_hash end
from made m cross join (values
    ('boss@corner.test', 'ENABLED', '{}'::text[]), ('bills@corner.test', 'ENABLED', '{BILLING}'),
    ('off@corner.test', 'DISABLED', '{}'), ('new@corner.test', 'UNCONFIRMED', '{BILLING,TECHNICAL,USERS}'))
    as n (email, state, permissions)
join app_user u on u.email = 'wide@nordlys.test';

-- Contracts and what they were worth, in other currencies and of every status; tasks about nothing named; usage beyond
-- what JSON can hold.
insert into contract (organization_id, partnership_id, customer_id, product_id, quantity, unit_price_minor, currency,
    starts_on, ends_on, auto_renew, cancelled_on, time_zone)
select c.organization_id, c.partnership_id, c.id, d.id, 7, n.price, n.currency, n.starts::date, n.ends::date, n.renews,
    n.cancelled::date, 'Pacific/Kiritimati'
from (select * from customer where email in ('wild@corner.test', 'eszett@corner.test', 'admin@fjord.test')
    or id in (select customer_id from customer_portal where slug in ('fjord', 'corner'))) c
cross join (select id from product order by code limit 1) d
cross join (values
    ('SEK', 0, '2026-01-01', '2099-12-31', true, null), ('EUR', 99, '2020-02-29', '2099-12-31', false, '2026-01-01'),
    ('EUR', 99, '2090-01-01', '2099-12-31', true, null), ('JPY', 5, '2020-01-01', '2020-12-31', false, null))
    as n (currency, price, starts, ends, renews, cancelled);
insert into acv_snapshot (organization_id, partnership_id, customer_id, day, amount_minor, currency, source)
select distinct a.organization_id, a.partnership_id, a.customer_id, n.day::date, n.amount, n.currency, n.source
from assignment a join app_user u on u.id = a.user_id and u.email in ('user@nordlys.test', 'mixed@nordlys.test')
cross join (values ('2019-02-28', 9007199254740991, 'EUR', 'BACKFILL'), ('2019-03-01', 0, 'SEK', 'LIVE'))
    as n (day, amount, currency, source);
insert into task (organization_id, partnership_id, customer_id, type, severity, cause, opened_at, resolved_at)
select c.organization_id, c.partnership_id, c.id, n.type, n.severity, 'corner ' || n.type, '2026-01-01T00:00:00Z',
    n.resolved::timestamptz
from customer c, (values ('FAILED_SCANS', 'HIGH', null), ('INACTIVE_PRODUCT', 'HIGH', null),
    ('LICENCE_CAPACITY', 'LOW', '2026-01-01T00:00:00.000001Z')) as n (type, severity, resolved)
where c.email in ('wild@corner.test', 'eszett@corner.test');
insert into usage_reading (organization_id, partnership_id, customer_id, product_id, observed_at, quantity, source,
    source_key)
select c.organization_id, c.partnership_id, c.customer_id, d.id, now() - n.n * interval '1 second', n.quantity,
    'corner', n.n::text
from (select * from customer_portal where slug = 'corner') c
cross join (select id from product order by code desc limit 1) d
cross join (values (2, 9007199254740992), (1, 1), (0, 0)) as n (n, quantity);
-- What customers of a reseller use, beside an MSSP of the same company.
insert into usage_reading (organization_id, partnership_id, customer_id, product_id, observed_at, quantity, source,
    source_key)
select c.organization_id, c.partnership_id, c.id, d.id, now() - n.n * interval '40 days', 7 + n.n, 'resale',
    c.id || d.code || n.n
from place p
cross join lateral (select * from customer where partnership_id = p.partnership_id order by id limit 3) c
cross join (select id, code from product order by code limit 2) d
cross join generate_series(0, 2) as n (n)
where p.name = 'Nordlys Resale';

-- A week without a sign of life ever; assessments of equal risk in two partnerships, and one that comes late: the newest
-- by day stays the newest. Its factors share their points, and one adds none.
insert into engagement_metric (organization_id, partnership_id, customer_id, day, logins, active_users, scans,
    last_activity_at)
select c.organization_id, c.partnership_id, c.id, n.day::date, n.logins, n.users, 0, n.active::timestamptz
from customer c, (values ('2026-01-01', 0, 0, null), ('2026-01-08', 2000000000, 2000000000,
    '2026-01-08T23:59:59.999999Z')) as n (day, logins, users, active)
where c.email in ('wild@corner.test', 'eszett@corner.test');
with made as (
    insert into churn_assessment (organization_id, partnership_id, customer_id, day, score, model_version)
    select c.organization_id, c.partnership_id, c.id, n.day::date, n.score, n.version
    from customer c, (values ('2026-01-08', 60, 2), ('2026-01-15', null, 2)) as n (day, score, version)
    where c.email in ('wild@corner.test', 'eszett@corner.test')
    returning *)
insert into churn_factor (organization_id, partnership_id, customer_id, assessment_id, code, weight, value, threshold)
select m.organization_id, m.partnership_id, m.customer_id, m.id, n.code, n.weight, n.value, 7
from made m, (values ('FAILED_SCANS', 30, 7), ('LOW_ENGAGEMENT', 30, 1000000000), ('INACTIVE_SCANNER', 40, 0))
    as n (code, weight, value)
where m.score is not null;
insert into churn_assessment (organization_id, partnership_id, customer_id, day, model_version)
select organization_id, partnership_id, id, '2026-01-01', 1 from customer where email = 'eszett@corner.test';

-- Mails in every state, to the same address and to none that anybody has; of each company, and about the same event.
insert into mail (organization_id, event_id, subject_id, template, recipient, recipient_name, subject, state, attempts,
    last_error, sent_at, created_at)
select g.id, g.id, g.id, 'user.' || lower(s.state), 'mail@corner.test', 'Straße', 'Ünïcode ' || s.state, s.state, s.n,
    case when s.n > 2 then 'refused' end, case s.state when 'SENT' then timestamptz '2026-05-01 12:00:00.123456Z' end,
    timestamptz '2026-05-01Z' + (s.n % 3) * interval '1 day'
from organization g
cross join unnest(array['QUEUED', 'HELD', 'SENT', 'FAILED', 'CANCELLED']) with ordinality as s (state, n);

-- Second factors of some who don't ask here.
insert into second_factor (user_id, portal_user_id, secret, confirmed_at)
select u.id, null, decode(repeat('00', 36), 'hex'), now() from app_user u where u.email = 'notify@nordlys.test'
union all
select null, u.id, decode(repeat('00', 36), 'hex'), now() from portal_user u where u.email = 'odd@fjord.test';

-- Providers by which people sign in: a company's, one of a portal that is disabled, and domains in every state.
insert into identity_provider (organization_id, name, issuer, client_id, created_at)
select o.id, o.name || ' ID', 'https://id.corner.test', 'portico', '2026-01-01T00:00:00.000001Z' from organization o;
insert into identity_provider (organization_id, partnership_id, customer_id, portal_id, name, issuer, client_id,
    enabled, creates_users)
select organization_id, partnership_id, customer_id, id, 'Portal ' || slug, 'https://' || slug || '.test', 'portico',
    slug <> 'fjord', false
from customer_portal;
insert into identity_domain (organization_id, identity_provider_id, routes, name, status, decided_at)
select p.organization_id, p.id, p.routes, row_number() over (order by p.id) || n.name, n.status, n.decided::timestamptz
from identity_provider p, (values
    ('.asked.test', 'REQUESTED', null), ('.yes.test', 'APPROVED', '2026-01-01T00:00:00.000001Z'),
    ('.no.test', 'REFUSED', '1999-12-31T23:59:59.999Z')) as n (name, status, decided);
commit;

-- Customers were looked at in each of several hours, also by whoever is gone, and in the same moment.
insert into customer_read (organization_id, partnership_id, customer_id, reader_kind, reader_id, reader_name, viewed_id,
    viewed_name, hour, first_at, last_at)
select c.organization_id, c.partnership_id, c.id, k.kind, case k.kind when 'API_KEY' then p.id else c.id end, k.name,
    k.viewed, k.viewed_name, h.hour, h.hour + interval '1 minute', h.hour + k.later
from customer c
join customer_portal p on p.customer_id = c.id
cross join (values
    ('PARTNER', 'Maja Lindqvist', null::uuid, null, interval '1 minute'),
    ('API_KEY', 'Ledger "sync"', null, null, interval '59 minutes 59.999 seconds'),
    ('OPERATOR', 'Ola', '00000000-0000-7000-8000-000000000001', 'Åse', interval '1 minute')
) k (kind, name, viewed, viewed_name, later)
cross join generate_series(
    timestamptz '2026-11-01 08:00Z', timestamptz '2026-11-01 10:00Z', interval '1 hour') h (hour);
