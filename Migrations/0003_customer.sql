-- 0003_customer.sql
-- What partners work with every day: their customers, whom to talk to there, and who looks after which of them.
-- Every row that hangs on a customer repeats its organization and partnership, held equal by the foreign key, so that
-- each table can be filtered by tenant, by membership and by assignment without a join.

set local role portico_owner;

create table customer (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    external_ref text check (external_ref = btrim(external_ref) and length(external_ref) between 1 and 80),
    email text not null
        check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    phone text check (length(phone) between 1 and 60),
    address text check (length(address) between 1 and 500),
    country text check (country ~ '^[A-Z]{2}$'),
    status text not null default 'ENABLED' check (status in ('ENABLED', 'DISABLED')),
    kind text not null default 'REGULAR' check (kind in ('REGULAR', 'EVALUATION')),
    trial_ends_on date,
    -- Line breaks keep a search from matching across two values.
    search_text text not null
        generated always as (lower(name || E'\n' || email || E'\n' || coalesce(external_ref, ''))) stored,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id) references partnership (organization_id, id) on delete cascade,
    unique (organization_id, partnership_id, id),
    unique (partnership_id, external_ref),
    constraint customer_trial_is_of_an_evaluation check (trial_ends_on is null or kind = 'EVALUATION')
);
create unique index customer_name_in_partnership on customer (partnership_id, lower(name));
create index customer_by_id on customer (organization_id, id);
create index customer_by_name on customer (organization_id, name, id);
create index customer_by_email on customer (organization_id, email, id);
create index customer_by_status on customer (organization_id, status, id);
create index customer_by_created_at on customer (organization_id, created_at, id);
create index customer_by_updated_at on customer (organization_id, updated_at, id);
create index customer_of_partnership_by_id on customer (partnership_id, id);
create index customer_of_partnership_by_name on customer (partnership_id, name, id);
create index customer_of_partnership_by_created_at on customer (partnership_id, created_at, id);

create trigger version before update
    of partnership_id, name, external_ref, email, phone, address, country, status, kind, trial_ends_on on customer
    for each row execute function raise_version();

-- One contact for each type and customer (G-03).
create table contact (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    type text not null check (type in ('SALES', 'CUSTOMER_SUCCESS', 'FINANCE', 'TECHNICAL')),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    title text check (length(title) between 1 and 120),
    email text check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    phone text check (length(phone) between 1 and 60),
    search_text text not null generated always as (lower(name || E'\n' || coalesce(email, ''))) stored,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (customer_id, type)
);
create index contact_of_customer on contact (customer_id, id);
create index contact_by_id on contact (organization_id, id);
create index contact_by_name on contact (organization_id, name, id);
create index contact_by_type on contact (organization_id, type, id);
create index contact_by_created_at on contact (organization_id, created_at, id);

create trigger version before update
    of type, name, title, email, phone on contact
    for each row execute function raise_version();

-- A customer that a user looks after: always one of the membership's own partnership, by both foreign keys.
create table assignment (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    membership_id uuid not null,
    user_id uuid not null,
    customer_id uuid not null,
    created_at timestamptz not null default now(),
    foreign key (organization_id, partnership_id, user_id, membership_id)
        references membership (organization_id, partnership_id, user_id, id) on delete cascade,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on delete cascade,
    unique (membership_id, customer_id)
);
create index assignment_of_user on assignment (user_id, customer_id);
create index assignment_of_customer on assignment (customer_id, id);
create index assignment_of_membership on assignment (membership_id, id);

-- All that is assigned to a user as one value, which the policies read in one step. Triggers keep it.
create table user_reach (
    user_id uuid primary key references app_user (id) on delete cascade,
    customers uuid[] not null
);
alter table user_reach alter column customers set storage external; -- ids don't compress

reset role;
