-- 0008_invoice_rules.sql
-- An invoice that could change after it was sent is worth nothing, and neither is a journal that can be rewritten.
-- Privileges keep the app away; these triggers keep everybody else away who doesn't drop them on purpose.
-- SQLSTATEs: PO003 INVOICE_IMMUTABLE, PO004 INVOICE_TOTAL, PO005 INSERT_ONLY.

set local role portico_owner;

grant select on invoice, invoice_line to portico_definer;

create function refuse_change() returns trigger
language plpgsql
as $$
begin
    raise exception 'INSERT_ONLY' using errcode = 'PO005',
        detail = format('Rows of %I are written once and never change.', tg_table_name);
end
$$;

-- Payment is the only thing that may happen to an invoice.
create function keep_invoice() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and old.status = 'ISSUED' and
        (new.id, new.organization_id, new.partnership_id, new.customer_id, new.number, new.issued_on, new.due_on,
            new.time_zone, new.currency, new.total_minor, new.created_at)
        is not distinct from
        (old.id, old.organization_id, old.partnership_id, old.customer_id, old.number, old.issued_on, old.due_on,
            old.time_zone, old.currency, old.total_minor, old.created_at)
    then
        new.version := old.version + 1;
        new.updated_at := now();
        return new;
    end if;
    raise exception 'INVOICE_IMMUTABLE' using errcode = 'PO003',
        detail = 'An issued invoice can be paid, and nothing else.';
end
$$;

create function keep_invoice_line() returns trigger
language plpgsql
as $$
begin
    raise exception 'INVOICE_IMMUTABLE' using errcode = 'PO003',
        detail = 'The lines of an issued invoice never change.';
end
$$;

set local role portico_definer;

-- The lines of an invoice come in one statement and add up to its total, so none can be slipped in later.
create function check_invoice_total() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    v_number text;
begin
    select i.number into v_number
    from (select invoice_id, count(*) as lines, sum(amount_minor) as amount from added group by invoice_id) a
    join invoice i on i.id = a.invoice_id
    where a.amount <> i.total_minor
        or a.lines <> (select count(*) from invoice_line l where l.invoice_id = a.invoice_id)
    limit 1;
    if found then
        raise exception 'INVOICE_TOTAL' using errcode = 'PO004',
            detail = format('The lines of invoice %s must come together and add up to its total.', v_number);
    end if;
    return null;
end
$$;

create function check_invoice_has_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if not exists (select from invoice_line where invoice_id = new.id) then
        raise exception 'INVOICE_TOTAL' using errcode = 'PO004',
            detail = format('Invoice %s has no lines.', new.number);
    end if;
    return null;
end
$$;

grant execute on function check_invoice_total(), check_invoice_has_lines() to portico_owner;

set local role portico_owner;

create trigger immutable before update or delete on invoice for each row execute function keep_invoice();
create trigger immutable before update or delete on invoice_line for each row execute function keep_invoice_line();
create trigger total after insert on invoice_line
    referencing new table as added for each statement execute function check_invoice_total();
create constraint trigger has_lines after insert on invoice
    deferrable initially deferred for each row execute function check_invoice_has_lines();
create trigger insert_only before update or delete on audit_event for each row execute function refuse_change();
create trigger insert_only before update on outbox_event for each row execute function refuse_change();

reset role;
