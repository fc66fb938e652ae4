-- 0012_usage.sql
-- What customers use, by product and reporting period. Readings are facts, only ever added; counters follow from them
-- and are kept by a trigger, so that a bar of a chart is one row for each customer and never a sum over readings.
-- SQLSTATE: PO007 PERIOD_CLOSED.

set local role portico_owner;

-- What the operator sells. `measure` says which figure of a period counts (G-12).
create table product (
    id uuid primary key default uuidv7(),
    code text not null unique check (code ~ '^[A-Z][A-Z0-9_]{1,19}$'),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    unit text not null check (unit = btrim(unit) and length(unit) between 1 and 60),
    measure text not null default 'PEAK' check (measure in ('PEAK', 'SUM', 'LAST')),
    created_at timestamptz not null default now(),
    unique (id, measure)
);
create index product_by_name on product (name, id);

-- Half-open, one after the other without a gap or an overlap: each but the first begins where another ends (G-11).
-- Named after the month in which it ends.
create table reporting_period (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    label text not null generated always as (
        lpad(extract(year from end_on - 1)::integer::text, 4, '0') || '-'
        || lpad(extract(month from end_on - 1)::integer::text, 2, '0')) stored,
    start_on date not null,
    end_on date not null,
    previous_end_on date,
    status text not null default 'OPEN' check (status in ('OPEN', 'CLOSING', 'CLOSED', 'DISPUTED', 'SETTLED')),
    closed_at timestamptz,
    created_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id) references partnership (organization_id, id) on delete cascade,
    foreign key (organization_id, partnership_id, previous_end_on)
        references reporting_period (organization_id, partnership_id, end_on) deferrable initially deferred,
    unique (organization_id, partnership_id, start_on),
    unique (organization_id, partnership_id, end_on),
    unique (organization_id, partnership_id, id, start_on, end_on, label),
    constraint reporting_period_is_a_span check (start_on < end_on),
    constraint reporting_period_follows check (previous_end_on = start_on),
    constraint reporting_period_closed_is_dated check ((status in ('OPEN', 'CLOSING')) = (closed_at is null))
);
create unique index reporting_period_first on reporting_period (partnership_id) where previous_end_on is null;
create index reporting_period_by_start_on on reporting_period (organization_id, start_on, id);
create index reporting_period_of_partnership on reporting_period (partnership_id, start_on, id);

create table usage_reading (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    product_id uuid not null references product,
    observed_at timestamptz not null,
    quantity bigint not null check (quantity >= 0),
    source text not null check (source = btrim(source) and length(source) between 1 and 60),
    -- The source's own name for the reading: the same one sent again is refused.
    source_key text not null check (length(source_key) between 1 and 200),
    created_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (source, source_key)
);
create index usage_reading_of_customer on usage_reading (customer_id, product_id, observed_at);
create index usage_reading_of_product on usage_reading (product_id);

create table usage_counter (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    period_id uuid not null,
    label text not null,
    start_on date not null,
    end_on date not null,
    product_id uuid not null,
    measure text not null,
    peak bigint not null,
    peak_at timestamptz not null,
    sum bigint not null,
    last bigint not null,
    last_at timestamptz not null,
    readings bigint not null check (readings > 0),
    quantity bigint not null
        generated always as (case measure when 'PEAK' then peak when 'SUM' then sum else last end) stored,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    foreign key (organization_id, partnership_id, period_id, start_on, end_on, label)
        references reporting_period (organization_id, partnership_id, id, start_on, end_on, label) on delete cascade,
    foreign key (product_id, measure) references product (id, measure),
    unique (period_id, customer_id, product_id)
);
comment on column usage_counter.quantity is 'The figure that counts, by the measure of the product.';
create index usage_counter_by_id on usage_counter (organization_id, id);
create index usage_counter_by_start_on on usage_counter (organization_id, start_on, id);
create index usage_counter_by_quantity on usage_counter (organization_id, quantity, id);
create index usage_counter_of_customer on usage_counter (customer_id, start_on, id);
create index usage_counter_of_period on usage_counter (period_id, quantity, id);
create index usage_counter_of_product on usage_counter (product_id, start_on, id);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['product', 'reporting_period', 'usage_reading', 'usage_counter'] loop
        execute format('alter table %I enable row level security, force row level security', v_table);
        execute format('grant select on %I to portico_app', v_table);
    end loop;
end
$$;
grant select on partnership, product to portico_definer;
grant update (version) on partnership to portico_definer; -- only to lock: no function of it changes one
grant select, insert on reporting_period to portico_definer;
grant update (previous_end_on) on reporting_period to portico_definer;
grant select, insert on usage_reading to portico_definer;
grant select, insert, update on usage_counter to portico_definer;

create policy definer on partnership for all to portico_definer using (true);
create policy definer on product for select to portico_definer using (true);
create policy definer on reporting_period for all to portico_definer using (true);
create policy definer on usage_reading for all to portico_definer using (true);
create policy definer on usage_counter for all to portico_definer using (true);

-- GLOBAL: whoever is signed in.
create policy viewer on product for select to portico_app using ((select viewer_role()) is not null);
-- PARTNERSHIP, as the partnership itself.
create policy viewer on reporting_period for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN') or partnership_id = any ((select viewer_partnerships())::uuid[]))));
-- ASSIGNED; the operator bills what is used.
create policy viewer on usage_reading for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN')
            or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
            or customer_id = any ((select viewer_customers())::uuid[]))));
create policy viewer on usage_counter for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN')
            or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
            or customer_id = any ((select viewer_customers())::uuid[]))));

set local role portico_definer;

-- The period of a partnership that a day falls into. Missing ones are made, from the first day known on and one month
-- each, so that they stay one chain; whoever makes them waits in the partnership's row.
create function reporting_period_at(p_partnership uuid, p_on date) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_organization uuid;
    v_anchor integer;
    v_first date;
    v_end date;
    v_id uuid;
begin
    select id into v_id from reporting_period
    where partnership_id = p_partnership and start_on <= p_on and end_on > p_on;
    if found then
        return v_id;
    end if;
    select organization_id, period_anchor_day into strict v_organization, v_anchor
    from partnership where id = p_partnership for no key update;
    select min(start_on), max(end_on) into v_first, v_end from reporting_period where partnership_id = p_partnership;
    if v_first is null then
        v_first := date_trunc('month', p_on)::date + v_anchor - 1;
        if v_first > p_on then
            v_first := (v_first - interval '1 month')::date;
        end if;
        v_end := (v_first + interval '1 month')::date;
        insert into reporting_period (organization_id, partnership_id, start_on, end_on)
        values (v_organization, p_partnership, v_first, v_end);
    end if;
    while v_first > p_on loop
        update reporting_period set previous_end_on = v_first
        where partnership_id = p_partnership and start_on = v_first;
        insert into reporting_period (organization_id, partnership_id, start_on, end_on)
        values (v_organization, p_partnership, (v_first - interval '1 month')::date, v_first);
        v_first := (v_first - interval '1 month')::date;
    end loop;
    while v_end <= p_on loop
        insert into reporting_period (organization_id, partnership_id, start_on, end_on, previous_end_on)
        values (v_organization, p_partnership, v_end, (v_end + interval '1 month')::date, v_end);
        v_end := (v_end + interval '1 month')::date;
    end loop;
    select id into strict v_id from reporting_period
    where partnership_id = p_partnership and start_on <= p_on and end_on > p_on;
    return v_id;
end
$$;

-- Readings count in the period of the moment they were observed, by the partnership's clock, however late they come;
-- a closed period takes none.
create function count_usage() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_partnership uuid;
    v_day date;
begin
    for v_partnership, v_day in
        select distinct a.partnership_id, (a.observed_at at time zone p.time_zone)::date
        from added a join partnership p on p.id = a.partnership_id
        order by 1, 2
    loop
        perform from reporting_period
        where id = (select reporting_period_at(v_partnership, v_day)) and closed_at is not null;
        if found then
            raise exception 'PERIOD_CLOSED' using errcode = 'PO007',
                detail = format('The reporting period of a reading of %s is closed.', v_day);
        end if;
    end loop;
    insert into usage_counter as u (organization_id, partnership_id, customer_id, period_id, label, start_on, end_on,
        product_id, measure, peak, peak_at, sum, last, last_at, readings)
    select a.organization_id, a.partnership_id, a.customer_id, r.id, r.label, r.start_on, r.end_on, a.product_id,
        d.measure, max(a.quantity), (array_agg(a.observed_at order by a.quantity desc, a.observed_at))[1],
        sum(a.quantity)::bigint, (array_agg(a.quantity order by a.observed_at desc, a.id desc))[1],
        max(a.observed_at), count(*)
    from added a
    join partnership p on p.id = a.partnership_id
    join product d on d.id = a.product_id
    join reporting_period r on r.partnership_id = a.partnership_id
        and r.start_on <= (a.observed_at at time zone p.time_zone)::date
        and r.end_on > (a.observed_at at time zone p.time_zone)::date
    group by a.organization_id, a.partnership_id, a.customer_id, r.id, a.product_id, d.measure
    order by r.id, a.customer_id, a.product_id -- one order for all who write, so that none waits in a circle
    on conflict (period_id, customer_id, product_id) do update set
        peak = greatest(u.peak, excluded.peak),
        peak_at = case when excluded.peak > u.peak then excluded.peak_at
            when excluded.peak = u.peak then least(u.peak_at, excluded.peak_at) else u.peak_at end,
        sum = u.sum + excluded.sum,
        last = case when excluded.last_at >= u.last_at then excluded.last else u.last end,
        last_at = greatest(u.last_at, excluded.last_at),
        readings = u.readings + excluded.readings;
    return null;
end
$$;

grant execute on function reporting_period_at(uuid, date), count_usage() to portico_owner;

set local role portico_owner;

create trigger counted after insert on usage_reading
    referencing new table as added for each statement execute function count_usage();
create trigger unchanged before update of organization_id, product_id, observed_at, quantity, source, source_key
    on usage_reading for each row execute function refuse_change();
-- Readings go with their customer, and not otherwise: their counters would stay.
create trigger kept before delete on usage_reading
    for each row when (pg_trigger_depth() = 0) execute function refuse_change();

reset role;
