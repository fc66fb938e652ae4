-- 0047_large_tables.sql
-- Looking through a million leads asked of each whether it is the viewer's, by a key, before it was looked at. A
-- delivery now repeats what leads are looked through by, too: then those that don't fit are left where they are.

set local role portico_owner;

alter table delivery add column search_text text, add column country text;
comment on column delivery.search_text is 'As of the lead: triggers keep it, as they keep the country.';

-- What is there already is completed by the owner, who sees it for as long as that takes.
alter table delivery disable trigger user;
create policy completing on lead for select to portico_owner using (true);
create policy completing on delivery to portico_owner using (true);
do $$
declare
    v_completed bigint;
    v_expected bigint;
begin
    select count(*) into v_expected from delivery;
    update delivery d set search_text = l.search_text, country = l.country from lead l where l.id = d.lead_id;
    get diagnostics v_completed = row_count;
    if v_completed <> v_expected then
        raise exception 'only % of % deliveries were completed', v_completed, v_expected;
    end if;
end
$$;
drop policy completing on lead;
drop policy completing on delivery;
alter table delivery enable trigger user;
alter table delivery alter column search_text set not null;
create index delivery_shown_by_country on delivery (shown_to, country, received_at, lead_id);
create index delivery_done_by_country on delivery (partnership_id, country, received_at, lead_id)
    where delivered_at is not null;

grant update (search_text, country) on delivery to portico_definer;

-- The customers behind a bar of a chart, those who used the most first, without all other periods.
create index usage_counter_by_label on usage_counter (organization_id, label, quantity, id);

set local role portico_definer;

-- Whoever writes a delivery needn't repeat the lead; what they say of what it is looked through by is not asked.
create or replace function repeat_lead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    select coalesce(new.received_at, l.received_at), coalesce(new.name, l.name), l.search_text, l.country
    into new.received_at, new.name, new.search_text, new.country
    from lead l where l.id = new.lead_id;
    return new;
end
$$;

-- A lead that is changed takes its deliveries along. Whoever delivers it meanwhile waits in its row (`show_delivered`),
-- and what was repeated before that is looked at again after it.
create function repeat_changed_lead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update delivery set search_text = new.search_text, country = new.country where lead_id = new.id;
    return null;
end
$$;

create function repeat_delivered_leads() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update delivery d set search_text = l.search_text, country = l.country
    from changed c join lead l on l.id = c.lead_id
    where d.id = c.id and (d.search_text, d.country) is distinct from (l.search_text, l.country);
    return null;
end
$$;

grant execute on function repeat_changed_lead(), repeat_delivered_leads() to portico_owner;

set local role portico_owner;

drop trigger lead on delivery;
create trigger lead before insert or update of lead_id, search_text, country on delivery
    for each row execute function repeat_lead();
-- Triggers fire by their names: this one after `shown_inserted`, which waits for the leads.
create trigger shown_repeated after insert on delivery
    referencing new table as changed for each statement execute function repeat_delivered_leads();
create trigger repeated after update on lead
    for each row when ((old.search_text, old.country) is distinct from (new.search_text, new.country))
    execute function repeat_changed_lead();

reset role;
