-- 0046_reach_by_halves.sql
-- What a USER is assigned was held against each row one customer after the other: with a thousand of them a list took
-- ten times an admin's time, and with fifteen thousand a hundred times. The array is sorted, so it's now searched by
-- halves; and where it would be long, nobody reads it: the row's customer is looked up among the assignments. An array
-- that isn't sorted would hide rows and show none. How many customers are assigned is known without counting them.

set local role portico_owner;

alter table user_reach add column customer_count integer not null generated always as (cardinality(customers)) stored;
grant select (user_id, customer_count) on user_reach to portico_app;
create policy viewer on user_reach for select to portico_app using (
    user_id = (select viewer_user() where viewer_role() = 'USER'));

-- One to find a pair by its more telling half, and one to read what is assigned to a user from nothing but the index.
drop index assignment_of_user;
create index assignment_of_user on assignment (user_id) include (customer_id);
create index assignment_of_pair on assignment (customer_id, user_id);

set local role portico_definer;

-- What is assigned to whoever asks: without the policies of assignments, of which each look-up would pay for.
create view own_assignment as
select customer_id from assignment where user_id = (select viewer_user() where viewer_role() = 'USER');
grant select on own_assignment to portico_app;

-- The same as one sorted array, where it isn't long. Something new made of it, however little, isn't kept outside of
-- its row.
create view own_reach as
select customers || '{}'::uuid[] as customers from user_reach
where user_id = (select viewer_user() where viewer_role() = 'USER') and customer_count <= 1000;
grant select on own_reach to portico_app;

-- Taken from the session's text, where it's there, without a function to call.
create function viewer_whole_partnerships_now() returns uuid[]
language plpgsql stable security definer
as $$
begin
    case public.viewer_role()
        when 'USER' then
            return array(
                select m.partnership_id from public.membership m
                where m.user_id = public.viewer_user() and m.customer_access = 'ALL');
        when 'INTEGRATION' then
            return array[public.viewer_partnership()];
        else
            return array[]::uuid[];
    end case;
end
$$;
revoke execute on function viewer_whole_partnerships_now() from public;
grant execute on function viewer_whole_partnerships_now() to portico_app;

create or replace function viewer_whole_partnerships() returns uuid[]
language sql stable security invoker
as $$
    select case split_part(current_setting('portico.viewer', true), '|', 6)
        when '' then viewer_whole_partnerships_now()
        else split_part(current_setting('portico.viewer', true), '|', 6)::uuid[]
    end
$$;

-- Whether a session's user is assigned so many of the company's customers that it's quicker to go through all in the
-- order of a list than to sort those that are assigned.
create function session_reaches_most_customers(p_token_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select r.customer_count > 0 and r.customer_count * 4::bigint >= (
        select sum(p.customer_count) from partnership p where p.organization_id = u.organization_id)
    from app_user u
    join user_reach r on r.user_id = u.id
    where u.id in (
        select s.user_id from session s where s.token_hash = p_token_hash
        union all
        select v.user_id from view_as_viewer v where v.token_hash = p_token_hash)
$$;
revoke execute on function session_reaches_most_customers(bytea) from public;
grant execute on function session_reaches_most_customers(bytea) to portico_app;

set local role portico_owner;

create or replace function viewer_manages_portal(p_organization uuid, p_partnership uuid, p_customer uuid)
returns boolean
language sql stable parallel safe
as $$
    select p_organization = viewer_organization() and case viewer_role()
        when 'ADMIN' then true
        when 'USER' then p_partnership = any (viewer_whole_partnerships()) or exists (
            select from assignment a where a.user_id = viewer_user() and a.customer_id = p_customer)
        when 'PORTAL_ADMIN' then p_customer = viewer_customer()
        else false
    end
$$;

-- Every policy that asked for the array, by a function that was called anew for each table. OFFSET 0 keeps PostgreSQL
-- from reading all assignments before it looks one up.
do $$
declare
    v_policy record;
    v_asked text := '(\w+) = ANY \(\( SELECT viewer_customers\(\) AS viewer_customers\)::uuid\[\]\)';
    v_reach text := '((select customers from own_reach)::uuid[])';
    v_asks text := '\1 = (select viewer_customer()) or coalesce(\1 = %2$s[width_bucket(\1, %2$s)], '
        'exists (select from own_assignment a where a.customer_id = %1$I.\1 offset 0))';
begin
    for v_policy in
        select tablename, policyname, regexp_replace(qual, v_asked, format(v_asks, tablename, v_reach)) as qual
        from pg_policies where qual ~ 'viewer_customers'
    loop
        execute format('alter policy %I on %I using (%s)', v_policy.policyname, v_policy.tablename, v_policy.qual);
    end loop;
end
$$;

-- Nobody asks any more: where a policy still did, this is refused.
set local role portico_definer;
drop function viewer_customers();

reset role;
