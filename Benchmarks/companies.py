"""A company whose user is assigned each of its customers."""

CONTACTS, INVOICES = 3, 6


class Company:
    def __init__(self, installation, count):
        self.admin, self.user = f"admin@bench-{count}.test", f"user@bench-{count}.test"
        organization, person = installation.sql(FILL.format(
            count=count, contacts=CONTACTS, invoices=INVOICES)).splitlines()[-1].split()
        for settle in ("vacuum analyze", "checkpoint"):
            installation.sql(settle)
        self.predicate = ("{t}.organization_id = '" + organization + "' and {t}.{c} = any(array("
                          f"select a.customer_id from assignment a where a.user_id = '{person}'))")


FILL = """begin;
insert into organization (name) values ('Bench {count}');
insert into partnership (organization_id, type, name, currency, time_zone)
select id, 'MSSP', name, 'EUR', 'Europe/Stockholm' from organization where name = 'Bench {count}';
insert into app_user (organization_id, name, email, role, status, password_hash)
select o.id, w.role, lower(w.role) || '@bench-{count}.test', w.role, 'ACTIVE', d.password_hash
from organization o, (values ('ADMIN'), ('USER')) w (role), app_user d
where o.name = 'Bench {count}' and d.email = 'user@nordlys.test';
insert into customer (organization_id, partnership_id, name, email)
select p.organization_id, p.id, 'Customer ' || md5(n::text), 'c' || n || '@bench-{count}.test'
from partnership p, generate_series(1, {count}) n where p.name = 'Bench {count}';
insert into contact (organization_id, partnership_id, customer_id, type, name, email)
select c.organization_id, c.partnership_id, c.id, (array['SALES', 'FINANCE', 'TECHNICAL'])[n], 'Contact ' || n,
    'contact@bench.test'
from customer c, generate_series(1, {contacts}) n where c.email like '%@bench-{count}.test';
insert into invoice (organization_id, partnership_id, customer_id, number, issued_on, due_on, time_zone, currency,
    total_minor)
select c.organization_id, c.partnership_id, c.id, c.email || '-' || n, date '2026-01-01' + n * 30,
    date '2026-02-01' + n * 30, 'Europe/Stockholm', 'EUR', n * 100
from customer c, generate_series(1, {invoices}) n where c.email like '%@bench-{count}.test';
insert into invoice_line (organization_id, partnership_id, customer_id, invoice_id, position, kind, description,
    quantity, unit_price_minor, amount_minor, currency)
select i.organization_id, i.partnership_id, i.customer_id, i.id, 1, 'USAGE', 'Usage', 1, i.total_minor, i.total_minor,
    i.currency
from invoice i where i.number like '%@bench-{count}.test-%';
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.id, u.id, 'ASSIGNED' from app_user u join partnership p using (organization_id)
where u.email = 'user@bench-{count}.test';
insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
from app_user u join membership m on m.user_id = u.id join customer c on c.partnership_id = m.partnership_id
where u.email = 'user@bench-{count}.test';
commit;
select organization_id || ' ' || id from app_user where email = 'user@bench-{count}.test'"""
