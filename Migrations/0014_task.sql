-- 0014_task.sql
-- What somebody should look at. Tasks are opened, made more or less severe, and resolved by the system itself; while a
-- cause lasts there is one task for it.

set local role portico_owner;

create table task (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    type text not null check (type in (
        'CONTRACT_RENEWAL', 'LICENCE_CAPACITY', 'INACTIVE_PRODUCT', 'INACTIVE_SCANNER', 'FAILED_SCANS')),
    category text not null generated always as (
        case type when 'CONTRACT_RENEWAL' then 'COMMERCIAL'
            when 'LICENCE_CAPACITY' then 'PRODUCT_USAGE' when 'INACTIVE_PRODUCT' then 'PRODUCT_USAGE'
            else 'CHURN_RISK' end) stored,
    severity text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
    severity_rank integer not null generated always as (
        case severity when 'HIGH' then 3 when 'MEDIUM' then 2 else 1 end) stored,
    -- What the task is about, as far as its type has it: days since or until, scans, or a percentage.
    product_id uuid references product,
    contract_id uuid,
    figure bigint,
    due_on date,
    -- The cause: at most one open task for each.
    cause text not null check (length(cause) between 1 and 200),
    opened_at timestamptz not null default now(),
    resolved_at timestamptz,
    version integer not null default 1,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    foreign key (organization_id, partnership_id, customer_id, contract_id)
        references contract (organization_id, partnership_id, customer_id, id) on update cascade on delete cascade,
    constraint task_resolved_after_opened check (resolved_at >= opened_at)
);
create unique index task_open_for_cause on task (customer_id, cause) where resolved_at is null;
create index task_by_id on task (organization_id, id);
create index task_by_severity on task (organization_id, severity_rank, id);
create index task_by_opened_at on task (organization_id, opened_at, id);
create index task_of_customer on task (customer_id, opened_at, id);
create index task_of_product on task (product_id);
create index task_of_contract on task (contract_id);

create function task_status(task) returns text
language sql immutable parallel safe
as $$ select case when $1.resolved_at is null then 'OPEN' else 'RESOLVED' end $$;

alter table task enable row level security, force row level security;
grant select on task to portico_app;
grant execute on function task_status(task) to portico_app;

-- ASSIGNED.
create policy viewer on task for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));

reset role;
