-- 0055_deliveries_in_lists.sql
-- Deliveries are shown, the newest first: to a company and its members those that are made, to the operator all.
-- A company's are counted without reading the rows.

set local role portico_owner;

create index delivery_done_by_created_at on delivery (organization_id, created_at, id)
    include (partnership_id, delivered_at) where delivered_at is not null;
create index delivery_by_created_at on delivery (created_at, id);

reset role;
