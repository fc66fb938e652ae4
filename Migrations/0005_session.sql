-- 0005_session.sql
-- Who is signed in, and who tries to be. Secrets are stored as hashes only; the app reaches these tables through
-- functions of the definer and has no right to read them itself.

set local role portico_owner;

create table session (
    id uuid primary key default uuidv7(),
    realm text not null check (realm in ('PARTNER', 'OPERATOR')),
    user_id uuid references app_user on delete cascade,
    operator_user_id uuid references operator_user on delete cascade,
    token_hash bytea not null unique check (length(token_hash) = 32),
    ip inet,
    user_agent text check (length(user_agent) <= 500),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint session_is_of_its_realm check (
        (realm = 'PARTNER') = (user_id is not null) and (realm = 'OPERATOR') = (operator_user_id is not null))
);
create index session_of_user on session (user_id) where user_id is not null;
create index session_of_operator_user on session (operator_user_id) where operator_user_id is not null;
create index session_by_expires_at on session (expires_at);

-- Counts of tries, by hashed e-mail and by the network that they come from; success forgets the e-mail's.
create table sign_in_attempt (
    realm text not null check (realm in ('PARTNER', 'OPERATOR', 'PORTAL')),
    kind text not null check (kind in ('EMAIL', 'ADDRESS')),
    key bytea not null,
    tries integer not null,
    last_at timestamptz not null,
    primary key (realm, kind, key)
);
create index sign_in_attempt_by_last_at on sign_in_attempt (last_at);

reset role;
