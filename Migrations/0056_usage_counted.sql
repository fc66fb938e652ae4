-- 0056_usage_counted.sql
-- A list of usage was counted for its members by reading the table from end to end, where one company has nearly all of
-- it. Now by an index that has what the policy asks, as invoices are.

set local role portico_owner;

create index usage_counter_counted on usage_counter (organization_id, partnership_id)
    include (customer_id, customer_ordinal);

reset role;
