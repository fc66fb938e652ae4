-- 0054_bits_for_the_planner.sql
-- Of a user who is assigned a quarter of the company's customers or more, the planner asked the assignments for each
-- row. Now the server carries a bit for each customer, as it carries the set of fewer, and statements hold it against
-- the customer's number: nothing is looked up for a row. The policies have bits of their own, kept beside the user
-- (0050); these are made of the assignments themselves, so that each wall still stands alone.

set local role portico_owner;
comment on column user_reach.bits is 'A one at the number of each assigned customer: what the policies ask.';
grant select (customer_ordinal) on portal_user to portico_app; -- of which it reads single columns

set local role portico_definer;

create function session_assigned_bits(p_token_hash bytea) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with asking as (
        select u.id from app_user u
        join user_reach r on r.user_id = u.id
        where u.id in (
            select s.user_id from session s where s.token_hash = p_token_hash
            union all
            select v.user_id from view_as_viewer v where v.token_hash = p_token_hash)
        and r.customer_count > 0 and r.customer_count * 4::bigint >= (
            select sum(p.customer_count) from partnership p where p.organization_id = u.organization_id)),
    eight as (
        select (c.ordinal - 1) / 8 as place, bit_or(128 >> ((c.ordinal - 1) % 8)) as bits
        from asking join assignment a on a.user_id = asking.id join customer c on c.id = a.customer_id
        group by place)
    select string_agg(set_byte('\x00', 0, coalesce(eight.bits, 0)), '' order by n)
    from generate_series(0, (select max(place) from eight)) n left join eight on eight.place = n
$$;
revoke execute on function session_assigned_bits(bytea) from public;
grant execute on function session_assigned_bits(bytea) to portico_app;

drop function session_reaches_most_customers(bytea);

reset role;
