-- 0004_lead_and_invoice.sql
-- What the operator gives and takes: leads, which a partner sees only once they were delivered to it, and invoices,
-- which exist from the day they are issued and never change again except by being paid.

set local role portico_owner;

-- Leads belong to the operator and name no organization; deliveries do.
create table lead (
    id uuid primary key default uuidv7(),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    company text check (length(company) between 1 and 200),
    email text check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    phone text check (length(phone) between 1 and 60),
    country text check (country ~ '^[A-Z]{2}$'),
    message text check (length(message) between 1 and 10000),
    search_text text not null
        generated always as (lower(name || E'\n' || coalesce(company, '') || E'\n' || coalesce(email, ''))) stored,
    received_at timestamptz not null default now(),
    created_at timestamptz not null default now()
);
create index lead_by_received_at on lead (received_at, id);
create index lead_by_name on lead (name, id);

create table delivery (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    lead_id uuid not null references lead on delete cascade,
    status text not null default 'QUEUED'
        check (status in ('QUEUED', 'SENDING', 'RETRYING', 'FAILED', 'DELIVERED', 'ACCEPTED', 'REJECTED')),
    price_minor bigint,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    delivered_at timestamptz,
    created_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id) references partnership (organization_id, id) on delete cascade,
    unique (lead_id, partnership_id),
    constraint delivery_delivered_is_dated_and_priced check (
        (status in ('DELIVERED', 'ACCEPTED', 'REJECTED')) = (delivered_at is not null)
        and (delivered_at is null or price_minor is not null))
);
create index delivery_delivered on delivery (organization_id, lead_id) where delivered_at is not null;
create index delivery_of_partnership on delivery (partnership_id, lead_id);

-- For a customer, or for a whole partnership. The due day ends in the zone that held when the invoice was issued.
create table invoice (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid,
    owner_id uuid not null generated always as (coalesce(customer_id, partnership_id)) stored,
    number text not null unique check (length(number) between 1 and 40),
    status text not null default 'ISSUED' check (status in ('ISSUED', 'PAID')),
    issued_on date not null,
    due_on date not null,
    paid_on date,
    time_zone text not null check ((timestamptz 'epoch' at time zone time_zone) is not null),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    total_minor bigint not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id) references partnership (organization_id, id),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id),
    unique (id, organization_id, partnership_id, owner_id, currency),
    constraint invoice_due_after_issue check (due_on >= issued_on),
    constraint invoice_paid_is_dated check ((status = 'PAID') = (paid_on is not null))
);
comment on column invoice.owner_id is 'The customer, or else the partnership: what invoice and lines must agree on.';
create index invoice_by_id on invoice (organization_id, id);
create index invoice_by_issued_on on invoice (organization_id, issued_on, id);
create index invoice_by_due_on on invoice (organization_id, due_on, id);
create index invoice_by_number on invoice (organization_id, number, id);
create index invoice_of_customer_by_issued_on on invoice (customer_id, issued_on, id);
create index invoice_of_customer_by_due_on on invoice (customer_id, due_on, id);
create index invoice_of_customer_by_id on invoice (customer_id, id);
create index invoice_of_partnership on invoice (partnership_id, issued_on, id);
create index invoice_of_all_by_issued_on on invoice (issued_on, id);

create table invoice_line (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid,
    owner_id uuid not null generated always as (coalesce(customer_id, partnership_id)) stored,
    invoice_id uuid not null,
    position integer not null check (position > 0),
    kind text not null check (kind in ('USAGE', 'COMMITMENT', 'LEADS', 'SUBSCRIPTION', 'ADJUSTMENT', 'CREDIT')),
    description text not null check (length(description) between 1 and 500),
    quantity bigint not null,
    unit_price_minor bigint not null,
    amount_minor bigint not null,
    currency text not null,
    foreign key (invoice_id, organization_id, partnership_id, owner_id, currency)
        references invoice (id, organization_id, partnership_id, owner_id, currency),
    unique (invoice_id, position)
);
create index invoice_line_of_invoice on invoice_line (invoice_id, id);

-- What a reader calls the state of an invoice: overdue follows from the day, nobody has to write it down (G-22).
create function invoice_status(invoice) returns text
language sql stable parallel safe
as $$
    select case
        when $1.status = 'PAID' then 'PAID'
        when $1.due_on < (now() at time zone $1.time_zone)::date then 'OVERDUE'
        else 'PENDING'
    end
$$;

reset role;
