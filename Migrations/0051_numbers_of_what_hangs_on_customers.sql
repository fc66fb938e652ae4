-- 0051_numbers_of_what_hangs_on_customers.sql
-- What hangs on a customer has that customer's number now, and is seen by the bit that it names, as the customer is
-- (0050): no policy looks anything up for a row, however many rows are asked for and however many are assigned.
-- So statements leave no customers for the policies of those behind them, which only helped for a page.
-- A row has its number from its customer, whatever whoever writes it says; a customer's number never changes.

set local role portico_definer;

create function ordinal_of_customer(p_customer uuid) returns integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    return (select ordinal from customer where id = p_customer);
end
$$;
revoke execute on function ordinal_of_customer(uuid) from public;
grant execute on function ordinal_of_customer(uuid) to portico_owner;

create function number_as_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    new.customer_ordinal := (select ordinal from customer where id = new.customer_id);
    return new;
end
$$;
revoke execute on function number_as_customer() from public;
grant execute on function number_as_customer() to portico_owner;

set local role portico_owner;

create trigger ordinal_kept before update of ordinal on customer
    for each row when (old.ordinal is not null and new.ordinal is distinct from old.ordinal)
    execute function refuse_change();

do $$
declare
    v_policy record;
    v_asked text := 'coalesce\(\(customer_id = .*? offset 0\)\)\)';
    v_bit text := '(substring((select bits from own_bits) from customer_ordinal for 1) = B''1'')';
begin
    for v_policy in
        select tablename, policyname, regexp_replace(qual, '\s+', ' ', 'g') as qual
        from pg_policies where qual ~ 'own_reach' order by tablename
    loop
        execute format('alter table %I add column customer_ordinal integer', v_policy.tablename);
        -- Written anew instead of updated: no row is left behind dead, and no trigger takes it for a change.
        execute format('alter table %I alter column customer_ordinal type integer '
            'using ordinal_of_customer(customer_id)', v_policy.tablename);
        execute format('create trigger numbered before insert or update of customer_id, customer_ordinal on %I '
            'for each row execute function number_as_customer()', v_policy.tablename);
        execute format('alter policy %I on %I using (%s)', v_policy.policyname, v_policy.tablename,
            regexp_replace(v_policy.qual, v_asked, v_bit, 'i'));
    end loop;
end
$$;

-- What is counted and summed up without reading the rows has the number as well.
drop index usage_counter_summed, acv_snapshot_summed, invoice_counted, contact_counted, engagement_metric_counted;
create index usage_counter_summed on usage_counter
    (organization_id, label, start_on, end_on, product_id, customer_id)
    include (partnership_id, customer_ordinal, quantity);
create index acv_snapshot_summed on acv_snapshot
    (organization_id, day, currency) include (partnership_id, customer_id, customer_ordinal, amount_minor);
create index invoice_counted on invoice (organization_id, partnership_id) include (customer_id, customer_ordinal);
create index contact_counted on contact (organization_id, partnership_id) include (customer_id, customer_ordinal);
create index contract_counted on contract (organization_id, partnership_id) include (customer_id, customer_ordinal);
create index engagement_metric_counted on engagement_metric (organization_id, partnership_id)
    include (customer_id, customer_ordinal);
create index churn_assessment_counted on churn_assessment (organization_id, partnership_id)
    include (customer_id, customer_ordinal);

set local role portico_definer;

drop function ordinal_of_customer(uuid);
drop view own_page, own_reach, own_assignment;

reset role;
