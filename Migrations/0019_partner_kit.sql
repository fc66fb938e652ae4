-- 0019_partner_kit.sql
-- What partners sell with: logos, decks, data sheets, published by the operator for all partners or for those of one
-- kind (D0-51, D2-11). The bytes lie in a table of their own, named by what they are.

set local role portico_owner;

create table partner_kit_file (
    sha256 text primary key,
    content bytea not null check (length(content) between 1 and 10485760),
    size bigint not null generated always as (length(content)) stored,
    unique (sha256, size),
    constraint partner_kit_file_is_named_by_content check (sha256 = encode(sha256(content), 'hex'))
);
alter table partner_kit_file alter column content set storage external; -- mostly compressed already

create table partner_kit_asset (
    id uuid primary key default uuidv7(),
    title text not null check (title = btrim(title) and length(title) between 1 and 120),
    description text not null default '' check (length(description) <= 500),
    kind text not null check (kind in ('LOGO', 'DECK', 'DATASHEET', 'VIDEO', 'TEMPLATE', 'OTHER')),
    locale text not null check (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
    version text not null check (version = btrim(version) and length(version) between 1 and 40),
    -- It stands in an address and in a header: nothing in it needs an escape.
    file_name text not null
        check (file_name ~ '^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$' and length(file_name) <= 120),
    -- What a browser could run is none of these but SVG, which is only ever sent to be saved.
    media_type text not null check (media_type in (
        'application/pdf', 'application/zip', 'image/jpeg', 'image/png', 'image/svg+xml', 'text/csv', 'text/markdown',
        'text/plain', 'video/mp4', 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
    sha256 text not null,
    size bigint not null,
    -- A kind of partnership, or everybody.
    audience text not null default 'ALL' check (audience in ('MSSP', 'RESELLER', 'LEAD_BUYER', 'ALL')),
    published_at timestamptz not null default now(),
    superseded_by uuid references partner_kit_asset,
    is_current boolean not null generated always as (superseded_by is null) stored,
    download_count bigint not null default 0 check (download_count >= 0),
    search_text text not null
        generated always as (lower(title || E'\n' || description || E'\n' || file_name)) stored,
    created_at timestamptz not null default now(),
    foreign key (sha256, size) references partner_kit_file (sha256, size),
    constraint partner_kit_asset_is_not_its_own_successor check (superseded_by <> id)
);
create index partner_kit_asset_by_title on partner_kit_asset (title, id);
create index partner_kit_asset_by_published_at on partner_kit_asset (published_at, id);
create index partner_kit_asset_by_kind on partner_kit_asset (kind, id);
create index partner_kit_asset_of_file on partner_kit_asset (sha256);
create index partner_kit_asset_before on partner_kit_asset (superseded_by);

alter table partner_kit_file enable row level security, force row level security;
alter table partner_kit_asset enable row level security, force row level security;
grant select on partner_kit_file, partner_kit_asset to portico_app;
grant select, update (download_count) on partner_kit_asset to portico_definer;
create policy definer on partner_kit_asset for all to portico_definer using (true);

-- AUDIENCE: what is published for the kind of a partnership that the viewer sees, which its own policy says. The
-- operator sees also what isn't published yet.
create policy viewer on partner_kit_asset for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or ((select viewer_role() in ('ADMIN', 'USER', 'MARKETING')) and published_at <= (select now())
        and (audience = 'ALL' or audience = any (array(select p.type from partnership p)))));
-- Whoever sees an asset has its bytes.
create policy viewer on partner_kit_file for select to portico_app using (
    exists (select from partner_kit_asset a where a.sha256 = partner_kit_file.sha256));

set local role portico_definer;

-- Counts a download. Who may have the file was decided before.
create function kit_downloaded(p_asset uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$ update partner_kit_asset set download_count = download_count + 1 where id = p_asset $$;
grant execute on function kit_downloaded(uuid) to portico_app;

reset role;
