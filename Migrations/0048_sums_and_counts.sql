-- 0048_sums_and_counts.sql
-- A chart sums up a list and a list counts its rows: both went through the table for what a policy asks, half a million
-- times, and sorted what they found. Now an index has it all, in the order of the groups where there are some.

set local role portico_owner;

-- What a chart is grouped by, then the customers, who are counted; with what the policy asks and what is summed up.
create index usage_counter_summed on usage_counter
    (organization_id, label, start_on, end_on, product_id, customer_id) include (partnership_id, quantity);
-- Here without the customers: looked for by one of them, days in their order would be gone through for nothing.
create index acv_snapshot_summed on acv_snapshot
    (organization_id, day, currency) include (partnership_id, customer_id, amount_minor);
-- For members of some partnerships, of which few may have contracts.
create index acv_snapshot_of_partnerships on acv_snapshot (organization_id, partnership_id, day);

-- What is counted for a page, as contracts, customers and assessments have it by their keys.
create index invoice_counted on invoice (organization_id, partnership_id) include (customer_id);
create index contact_counted on contact (organization_id, partnership_id) include (customer_id);
create index engagement_metric_counted on engagement_metric (organization_id, partnership_id) include (customer_id);

-- Deliveries are counted by the indexes that give a page of them, with what the policy asks.
drop index delivery_shown_by_received_at, delivery_done_by_received_at;
create index delivery_shown_by_received_at on delivery (shown_to, received_at, lead_id)
    include (organization_id, partnership_id, delivered_at);
create index delivery_done_by_received_at on delivery (partnership_id, received_at, lead_id)
    include (organization_id, delivered_at) where delivered_at is not null;

reset role;
