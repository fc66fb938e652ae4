-- 0002_organization.sql
-- The partner company is the tenant root: everything that belongs to a partner names its organization, and foreign
-- keys carry it along, so that a row of one partner can never hang on a row of another.

set local role portico_owner;

create table organization (
    id uuid primary key default uuidv7(),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    legal_name text check (length(legal_name) between 1 and 200),
    vat_id text check (length(vat_id) between 1 and 40),
    phone text check (length(phone) between 1 and 60),
    address text check (length(address) between 1 and 500),
    locale text not null default 'en' check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    time_zone text not null default 'UTC' check ((timestamptz 'epoch' at time zone time_zone) is not null),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED')),
    portal_enabled boolean not null default true,
    is_demonstration boolean not null default false,
    -- Counted up by the rule of the last active admin: two changes at once must meet in this row.
    admin_changes bigint not null default 0,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column organization.portal_enabled is 'Whether the users of this partner may sign in at all (D4-34).';
comment on column organization.is_demonstration is 'Made by the demonstration, which removes only such organizations.';

create table partnership (
    id uuid primary key default uuidv7(),
    organization_id uuid not null references organization on delete cascade,
    type text not null check (type in ('MSSP', 'RESELLER', 'LEAD_BUYER')),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    time_zone text not null default 'UTC' check ((timestamptz 'epoch' at time zone time_zone) is not null),
    period_anchor_day integer not null default 1 check (period_anchor_day between 1 and 28),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'ENDED')),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (organization_id, id)
);
create index partnership_by_name on partnership (organization_id, name, id);
create index partnership_by_created_at on partnership (organization_id, created_at, id);

-- E-mails are stored normalised and are unique among the partner users of the installation.
create table app_user (
    id uuid primary key default uuidv7(),
    organization_id uuid not null references organization on delete cascade,
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    email text not null unique
        check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    role text not null check (role in ('ADMIN', 'USER', 'MARKETING', 'NOTIFICATIONS')),
    status text not null default 'INVITED' check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
    password_hash text,
    must_change_password boolean not null default false,
    locale text not null default 'en' check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    time_zone text not null default 'UTC' check ((timestamptz 'epoch' at time zone time_zone) is not null),
    email_verified_at timestamptz,
    last_login_at timestamptz,
    -- Raised whenever what this user may do or is called changes; a cached viewer with another epoch is stale.
    epoch bigint not null default 1,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (organization_id, id),
    constraint app_user_notifications_never_sign_in check (role <> 'NOTIFICATIONS' or password_hash is null)
);
create index app_user_by_name on app_user (organization_id, name, id);
create index app_user_by_created_at on app_user (organization_id, created_at, id);

-- Whoever runs the installation: another realm, another table, no organization.
create table operator_user (
    id uuid primary key default uuidv7(),
    name text not null check (name = btrim(name) and length(name) between 1 and 200),
    email text not null unique
        check (email = lower(btrim(email)) and email like '_%@_%' and length(email) <= 254),
    status text not null default 'ACTIVE' check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
    password_hash text,
    must_change_password boolean not null default false,
    last_login_at timestamptz,
    is_demonstration boolean not null default false,
    epoch bigint not null default 1,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- A user's place in a partnership: all of its customers, or only those assigned (D2-01 to D2-03).
create table membership (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    user_id uuid not null,
    customer_access text not null default 'ALL' check (customer_access in ('ALL', 'ASSIGNED')),
    created_at timestamptz not null default now(),
    foreign key (organization_id, user_id) references app_user (organization_id, id) on delete cascade,
    foreign key (organization_id, partnership_id) references partnership (organization_id, id) on delete cascade,
    unique (organization_id, partnership_id, user_id, id),
    unique (user_id, partnership_id) include (customer_access)
);
create index membership_by_partnership on membership (partnership_id, id);

create trigger version before update
    of name, legal_name, vat_id, phone, address, locale, time_zone, status, portal_enabled on organization
    for each row execute function raise_version();
create trigger version before update
    of type, name, currency, time_zone, period_anchor_day, status on partnership
    for each row execute function raise_version();
create trigger version before update
    of name, email, role, status, password_hash, must_change_password, locale, time_zone on app_user
    for each row execute function raise_version();
create trigger version before update
    of name, email, status, password_hash, must_change_password on operator_user
    for each row execute function raise_version();

reset role;
