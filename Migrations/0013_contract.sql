-- 0013_contract.sql
-- What resellers sell for longer: contracts, and what they were worth a year on each day (D0-38, G-24). The daily
-- figure is written down once and stays, so that a later change of a contract doesn't rewrite the past.

set local role portico_owner;

-- The last day is `ends_on`; a cancelled contract runs out then and isn't renewed.
create table contract (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    product_id uuid not null references product,
    order_number text check (order_number = btrim(order_number) and length(order_number) between 1 and 60),
    quantity bigint not null check (quantity > 0),
    unit_price_minor bigint not null check (unit_price_minor >= 0),
    annual_value_minor bigint not null generated always as (quantity * unit_price_minor) stored,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    starts_on date not null,
    ends_on date not null,
    auto_renew boolean not null default false,
    cancelled_on date,
    time_zone text not null check ((timestamptz 'epoch' at time zone time_zone) is not null),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (organization_id, partnership_id, customer_id, id),
    constraint contract_is_a_span check (starts_on <= ends_on),
    constraint contract_cancelled_is_not_renewed check (cancelled_on is null or not auto_renew)
);
comment on column contract.unit_price_minor is 'For one unit and a year.';
create index contract_by_id on contract (organization_id, id);
create index contract_by_ends_on on contract (organization_id, ends_on, id);
create index contract_by_starts_on on contract (organization_id, starts_on, id);
create index contract_of_customer on contract (customer_id, ends_on, id);
create index contract_of_product on contract (product_id);

create trigger version before update
    of product_id, order_number, quantity, unit_price_minor, currency, starts_on, ends_on, auto_renew, cancelled_on
    on contract for each row execute function raise_version();

-- Follows from the days, by the clock of the partnership; nobody has to write it down.
create function contract_status(contract) returns text
language sql stable parallel safe
as $$
    select case
        when (now() at time zone $1.time_zone)::date > $1.ends_on then 'ENDED'
        when (now() at time zone $1.time_zone)::date < $1.starts_on then 'UPCOMING'
        when $1.cancelled_on is not null then 'CANCELLED'
        else 'ACTIVE'
    end
$$;

create table acv_snapshot (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    day date not null,
    amount_minor bigint not null check (amount_minor >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    source text not null default 'LIVE' check (source in ('LIVE', 'BACKFILL')),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (customer_id, day)
);
create index acv_snapshot_by_day on acv_snapshot (organization_id, day, id);
create index acv_snapshot_of_partnership on acv_snapshot (partnership_id, day, id);

alter table contract enable row level security, force row level security;
alter table acv_snapshot enable row level security, force row level security;
grant select on contract, acv_snapshot to portico_app;
grant execute on function contract_status(contract) to portico_app;

-- ASSIGNED, for the people of the partner, the customer's portal and keys; the operator has no part in it.
create policy viewer on contract for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));
create policy viewer on acv_snapshot for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));

reset role;
