-- 0024_delivered_leads.sql
-- A partner may have a million leads among those of others. A list of them must come in its order from an index that
-- begins with whose they are: so a delivery repeats what leads are sorted by, held equal by the foreign key, and of
-- several deliveries of a lead to one organization the one that shows it is marked.

set local role portico_owner;

alter table lead add constraint lead_sorted_by unique (id, received_at, name);
alter table delivery
    add column received_at timestamptz,
    add column name text,
    add column shown_to uuid;

-- What is there already is completed by the owner, who sees it for as long as that takes.
create policy completing on lead for select to portico_owner using (true);
create policy completing on delivery to portico_owner using (true);
do $$
declare
    v_completed bigint;
    v_expected bigint;
begin
    select count(*) into v_expected from delivery;
    update delivery d set received_at = l.received_at, name = l.name,
        shown_to = case when d.id = (
            select o.id from delivery o
            where o.organization_id = d.organization_id and o.lead_id = d.lead_id and o.delivered_at is not null
            order by o.delivered_at, o.id limit 1) then d.organization_id end
    from lead l where l.id = d.lead_id;
    get diagnostics v_completed = row_count;
    if v_completed <> v_expected then
        raise exception 'only % of % deliveries were completed', v_completed, v_expected;
    end if;
end
$$;
drop policy completing on lead;
drop policy completing on delivery;

alter table delivery
    alter column received_at set not null,
    alter column name set not null,
    drop constraint delivery_lead_id_fkey,
    add constraint delivery_of_lead foreign key (lead_id, received_at, name)
        references lead (id, received_at, name) on update cascade on delete cascade,
    add constraint delivery_shows_to_its_organization check (
        shown_to is null or (shown_to = organization_id and delivered_at is not null));
comment on column delivery.shown_to is 'The organization, on one of its deliveries of a lead: what its admins see.';
create unique index delivery_shown on delivery (shown_to, lead_id);
create index delivery_shown_by_received_at on delivery (shown_to, received_at, lead_id);
create index delivery_shown_by_name on delivery (shown_to, name, lead_id);
create index delivery_done_by_received_at on delivery (partnership_id, received_at, lead_id)
    where delivered_at is not null;
create index delivery_done_by_name on delivery (partnership_id, name, lead_id) where delivered_at is not null;
-- Whose partnership it is follows from which: without that known, a partner's deliveries are thought so few that to
-- gather and sort them all looks cheap.
create statistics delivery_of_whom (dependencies) on organization_id, partnership_id, shown_to from delivery;

-- Whether a lead is the viewer's is asked of each lead that is read, by a key, and never of all at once.
drop policy viewer on lead;
create policy viewer on lead for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or ((select viewer_role() in ('ADMIN', 'USER')) and exists (
        select from delivery d
        where d.lead_id = lead.id and d.organization_id = (select viewer_organization())
            and d.delivered_at is not null)));

grant select on lead, delivery to portico_definer;
grant update (created_at) on lead to portico_definer; -- only to lock: no function of it changes one
grant update (shown_to) on delivery to portico_definer;
create policy definer on lead for all to portico_definer using (true);
create policy definer on delivery for all to portico_definer using (true);

set local role portico_definer;

-- Whoever writes a delivery needn't repeat the lead.
create function repeat_lead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    select received_at, name into new.received_at, new.name from lead where id = new.lead_id;
    return new;
end
$$;

-- One delivery of each lead shows it to the organization, whatever became of the others. Who writes deliveries of the
-- same lead waits in its row, so that the second sees what the first has left.
create function show_delivered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if not exists (select from changed) then
        return null;
    end if;
    perform from lead where id in (select lead_id from changed) order by id for no key update;
    update delivery d set shown_to = d.organization_id
    from (
        select distinct on (o.organization_id, o.lead_id) o.id
        from delivery o join (select distinct organization_id, lead_id from changed) c
            on c.organization_id = o.organization_id and c.lead_id = o.lead_id
        where o.delivered_at is not null and not exists (
            select from delivery s where s.shown_to = o.organization_id and s.lead_id = o.lead_id)
        order by o.organization_id, o.lead_id, o.delivered_at, o.id) f
    where d.id = f.id;
    return null;
end
$$;

grant execute on function repeat_lead(), show_delivered() to portico_owner;

set local role portico_owner;

create function hide_undelivered() returns trigger
language plpgsql
as $$
begin
    new.shown_to := null;
    return new;
end
$$;

create trigger lead before insert on delivery
    for each row when (new.received_at is null or new.name is null) execute function repeat_lead();
create trigger hidden before insert or update on delivery
    for each row when (new.shown_to is not null
        and (new.delivered_at is null or new.shown_to <> new.organization_id))
    execute function hide_undelivered();
create trigger shown_inserted after insert on delivery
    referencing new table as changed for each statement execute function show_delivered();
create trigger shown_updated_from after update on delivery
    referencing old table as changed for each statement execute function show_delivered();
create trigger shown_updated_to after update on delivery
    referencing new table as changed for each statement execute function show_delivered();
create trigger shown_deleted after delete on delivery
    referencing old table as changed for each statement execute function show_delivered();

reset role;
