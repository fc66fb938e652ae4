-- 0006_journal.sql
-- What happened (audit), what others must be told (outbox), and what was answered already (idempotency). All three are
-- written in the transaction of the change itself, so that none can be missing and none can lie.

set local role portico_owner;

-- Facts, kept for ever. No personal value stands here, so that nothing here must ever be erased.
create table audit_event (
    id uuid primary key default uuidv7(),
    organization_id uuid references organization,
    occurred_at timestamptz not null default now(),
    realm text not null check (realm in ('PARTNER', 'OPERATOR', 'PORTAL', 'SYSTEM')),
    actor_id uuid,
    on_behalf_of uuid,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    target_type text,
    target_id uuid,
    -- The names of the columns that changed; their values are in audit_detail.
    changed text[] not null default '{}',
    request_id text check (length(request_id) <= 100)
);
create index audit_event_of_organization on audit_event (organization_id, occurred_at, id);
create index audit_event_of_target on audit_event (organization_id, target_id, id);
create index audit_event_of_actor on audit_event (actor_id, id);

-- Personal values beside the facts, erasable on their own.
create table audit_detail (
    event_id uuid primary key references audit_event on delete cascade,
    organization_id uuid references organization on delete cascade,
    actor_label text,
    ip inet,
    before jsonb,
    after jsonb
);
create index audit_detail_of_organization on audit_detail (organization_id);

-- Read by watermark: everything below pg_snapshot_xmin(pg_current_snapshot()) has been committed or has vanished,
-- which an order of arrival could not promise.
create table outbox_event (
    id uuid primary key default uuidv7(),
    organization_id uuid references organization on delete cascade,
    transaction xid8 not null default pg_current_xact_id(),
    occurred_at timestamptz not null default now(),
    topic text not null check (topic ~ '^[a-z_]+\.[a-z_]+$'),
    subject_type text not null,
    subject_id uuid not null,
    payload jsonb not null default '{}'
);
create index outbox_event_by_transaction on outbox_event (transaction, id);
create index outbox_event_of_organization on outbox_event (organization_id);

-- The first answer to a key, for 24 hours; the same key with another request is a conflict.
create table idempotency_record (
    principal_id uuid not null,
    key text not null check (length(key) between 1 and 200),
    organization_id uuid references organization on delete cascade,
    request_hash bytea not null check (length(request_hash) = 32),
    response text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '24 hours',
    primary key (principal_id, key)
);
create index idempotency_record_of_organization on idempotency_record (organization_id);
create index idempotency_record_by_expires_at on idempotency_record (expires_at);

reset role;
