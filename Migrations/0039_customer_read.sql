-- 0039_customer_read.sql
-- Which people and programs of the partner looked at a customer's data, for the admin of the customer's portal to see:
-- one row for each that looked, customer and hour, whatever was read and how often. Servers gather what was answered
-- and write it down seconds later, beside the requests.

set local role portico_owner;

create table customer_read (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    reader_kind text not null check (reader_kind in ('PARTNER', 'OPERATOR', 'API_KEY')),
    -- No foreign keys: who is removed has looked all the same.
    reader_id uuid not null,
    reader_name text not null,
    -- As whom, where it was by viewing as somebody.
    viewed_id uuid,
    viewed_name text,
    hour timestamptz not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique nulls not distinct (customer_id, hour, reader_id, viewed_id),
    constraint customer_read_in_its_hour check (
        first_at >= hour and last_at >= first_at and last_at < hour + interval '1 hour'),
    constraint customer_read_viewed_by_name check ((viewed_id is null) = (viewed_name is null))
);
create index customer_read_of_customer on customer_read (customer_id, last_at, id);
create index customer_read_of_organization on customer_read (organization_id, partnership_id, customer_id);
create index customer_read_by_hour on customer_read (hour);

alter table customer_read enable row level security, force row level security;
grant select on customer_read to portico_app;
grant select, insert, update (first_at, last_at), delete on customer_read to portico_definer;
create policy viewer on customer_read for select to portico_app using (
    customer_id = (select viewer_customer() where viewer_role() = 'PORTAL_ADMIN'));
create policy definer on customer_read for all to portico_definer using (true);

set local role portico_definer;

-- Who of a partner is behind a secret, also behind one that has ended meanwhile; nobody else's reading is written down.
create function customer_reader(p_token_hash bytea)
returns table (kind text, id uuid, name text, viewed_id uuid, viewed_name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select 'PARTNER', u.id, u.name, null::uuid, null
    from session s join app_user u on u.id = s.user_id
    where s.token_hash = p_token_hash
    union all
    select 'API_KEY', k.id, k.name, null, null
    from api_key_secret x join api_key k on k.id = x.key_id
    where x.secret_hash = p_token_hash
    union all
    select s.realm, s.person_id, coalesce(a.name, o.name), coalesce(u.id, p.id), coalesce(u.name, p.name)
    from view_as v
    join session s on s.id = v.session_id
    left join app_user a on a.id = s.user_id
    left join operator_user o on o.id = s.operator_user_id
    left join app_user u on u.id = v.user_id
    left join portal_user p on p.id = v.portal_user_id
    where v.token_hash = p_token_hash
$$;

-- Writes down who looked at which customers: the digests of their secrets in hexadecimals, and when, in milliseconds.
-- What is there already is made to reach as far.
create function customer_read_note(p_tokens text[], p_customers text[], p_firsts text[], p_lasts text[]) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    insert into customer_read as r (
        organization_id, partnership_id, customer_id, reader_kind, reader_id, reader_name, viewed_id, viewed_name, hour,
        first_at, last_at)
    select c.organization_id, c.partnership_id, c.id, w.kind, w.id, w.name, w.viewed_id, w.viewed_name, t.hour,
        min(t.first_at), max(t.last_at)
    from unnest(p_tokens, p_customers, p_firsts, p_lasts) as n (token, customer, first_at, last_at)
    cross join lateral (
        select to_timestamp(n.first_at::float8 / 1000) as first_at, to_timestamp(n.last_at::float8 / 1000) as last_at,
            date_trunc('hour', to_timestamp(n.first_at::float8 / 1000), 'UTC') as hour) t
    cross join lateral customer_reader(decode(n.token, 'hex')) w
    join customer c on c.id = n.customer::uuid
    group by c.id, w.kind, w.id, w.name, w.viewed_id, w.viewed_name, t.hour
    order by c.id, t.hour, w.id, w.viewed_id
    on conflict (customer_id, hour, reader_id, viewed_id) do update
    set first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at)
$$;

alter function sweep(integer) rename to sweep_what_is_over;
revoke execute on function sweep_what_is_over(integer) from portico_app;

-- As before, and who looked a year ago.
create function sweep(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_count integer;
begin
    delete from customer_read where id in (
        select r.id from customer_read r where r.hour < now() - interval '1 year'
        order by r.hour limit p_limit for update skip locked);
    get diagnostics v_count = row_count;
    return v_count + sweep_what_is_over(p_limit);
end
$$;

grant execute on function customer_read_note(text[], text[], text[], text[]), sweep(integer) to portico_app;

reset role;
