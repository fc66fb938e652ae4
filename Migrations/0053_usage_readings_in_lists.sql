-- 0053_usage_readings_in_lists.sql
-- Readings are shown, the newest first: of a customer, of a company, and of all to the operator.
-- A company's are counted without reading the rows; one customer's by product were found before.

set local role portico_owner;

create index usage_reading_by_observed_at on usage_reading (organization_id, observed_at, id)
    include (partnership_id, customer_id, customer_ordinal);
create index usage_reading_of_customer_by_observed_at on usage_reading (customer_id, observed_at, id);
create index usage_reading_of_all_by_observed_at on usage_reading (observed_at, id);

reset role;
