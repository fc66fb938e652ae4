-- 0050_a_bit_for_each_customer.sql
-- Whether a customer is assigned was looked up for each row of a list. Now a customer has a number within its company,
-- for good, and what a user is assigned is kept as a bit for each number as well: the policy on customers takes no
-- look-up, however many are assigned. Who has no number, or lies behind the last bit, isn't seen.
-- What hangs on customers has no number. Where more are assigned than are held against as an array, those among the
-- customers whose rows are asked for are looked up once: the statement before says which, and is believed in nothing.

set local role portico_owner;

alter table customer add column ordinal integer check (ordinal > 0);
create table customer_ordinal (
    id uuid primary key references organization (id) on delete cascade,
    last integer not null check (last > 0)
);
alter table customer_ordinal enable row level security, force row level security;
create policy definer on customer_ordinal for all to portico_definer using (true);
grant select, insert, update on customer_ordinal to portico_definer;
grant update (ordinal) on customer to portico_definer;
create policy numbering on customer for update to portico_definer using (true);

alter table user_reach add column bits bit varying not null default B'';

set local role portico_definer;

-- Numbers what a statement has added. The last number of a company is kept apart from it, so that who changes the
-- company neither waits nor is waited for.
create function number_customers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into customer_ordinal as o (id, last)
    select organization_id, count(*) from changed group by organization_id order by organization_id
    on conflict (id) do update set last = o.last + excluded.last;

    update customer c set ordinal = n.ordinal
    from (
        select g.id, o.last + 1 - row_number() over (partition by g.organization_id order by g.id desc) as ordinal
        from changed g join customer_ordinal o on o.id = g.organization_id) n
    where c.id = n.id;
    return null;
end
$$;
revoke execute on function number_customers() from public;
grant execute on function number_customers() to portico_owner;

-- A one for each number that is assigned, and the zeros between.
create function assigned_bits(p_user uuid) returns bit varying
language sql stable security invoker
as $$
    select coalesce(string_agg(repeat('0', ordinal - before - 1) || '1', '' order by ordinal), '')::bit varying
    from (
        select c.ordinal, lag(c.ordinal, 1, 0) over (order by c.ordinal) as before
        from assignment a join customer c on c.id = a.customer_id
        where a.user_id = p_user and c.ordinal is not null
        group by c.ordinal) n
$$;
revoke execute on function assigned_bits(uuid) from public;

create or replace function gather_assignments_of_users() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into user_reach (user_id, customers, bits)
    select u.id, array(select a.customer_id from assignment a where a.user_id = u.id order by a.customer_id),
        assigned_bits(u.id)
    from app_user u where u.id in (select user_id from changed)
    on conflict (user_id) do update set customers = excluded.customers, bits = excluded.bits;
    return null;
end
$$;

create or replace function gather_assignments_of_everybody() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1;
    delete from user_reach;
    insert into user_reach (user_id, customers, bits)
    select a.user_id, array_agg(a.customer_id order by a.customer_id), assigned_bits(a.user_id)
    from assignment a group by a.user_id;
    return null;
end
$$;

-- What there is already.
insert into customer_ordinal (id, last)
select organization_id, count(*) from customer group by organization_id;
update customer c set ordinal = n.ordinal
from (select id, row_number() over (partition by organization_id order by id) as ordinal from customer) n
where c.id = n.id;
update user_reach set bits = assigned_bits(user_id);

-- Something new made of them, however little, isn't kept outside of its row.
create view own_bits as
select bits || B'' as bits from user_reach
where user_id = (select viewer_user() where viewer_role() = 'USER');
grant select on own_bits to portico_app;

-- Of the customers whose keys a statement has left for those behind it, what is assigned.
create view own_page as
select array(
    select customer_id from own_assignment
    where customer_id = any (nullif(current_setting('portico.customers', true), '')::uuid[])) as customers;
grant select on own_page to portico_app;

set local role portico_owner;

create unique index customer_ordinal_in_organization on customer (organization_id, ordinal);
create trigger numbered_inserted after insert on customer referencing new table as changed
    for each statement execute function number_customers();

-- A pair is found, and a list counted, without reading the rows themselves.
drop index assignment_of_pair, customer_by_id, customer_of_partnership_by_id;
create index assignment_of_pair on assignment (customer_id, user_id) include (organization_id);
create index customer_by_id on customer (organization_id, id) include (partnership_id, ordinal);
create index customer_of_partnership_by_id on customer (partnership_id, id) include (organization_id, ordinal);

do $$
declare
    v_policy record;
    v_reach text := '\(\(? ?select own_reach\.customers from own_reach\)?\)';
    v_asked text := 'coalesce\(\((\w+) = ' || v_reach || '\[width_bucket\(\w+, ' || v_reach || '\)\]\), '
        '\(exists \( ?select from own_assignment a where \(a\.customer_id = \w+\.\w+\) offset 0\)\)\)';
    v_bit text := '(substring((select bits from own_bits) from ordinal for 1) = B''1'')';
    v_array text := '(select customers from own_reach)::uuid[]';
    v_asks text := format('coalesce(\1 = (%1$s)[width_bucket(\1, %1$s)], '
        'nullif(\1 = any ((select customers from own_page)::uuid[]), false), ', v_array)
        || 'exists (select from own_assignment a where a.customer_id = %I.\1 offset 0))';
begin
    for v_policy in
        select tablename, policyname, regexp_replace(qual, '\s+', ' ', 'g') as qual
        from pg_policies where qual ~ 'own_reach'
    loop
        execute format('alter policy %I on %I using (%s)', v_policy.policyname, v_policy.tablename, regexp_replace(
            v_policy.qual, v_asked,
            case v_policy.tablename when 'customer' then v_bit else format(v_asks, v_policy.tablename) end, 'i'));
    end loop;
end
$$;

-- One's own assignments are known by the person alone.
alter policy viewer on assignment using (
    user_id = (select viewer_user() where viewer_role() in ('USER', 'MARKETING'))
    or (select viewer_role() = 'ADMIN') and organization_id = (select viewer_organization()));

reset role;
