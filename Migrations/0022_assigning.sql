-- 0022_assigning.sql
-- Admins say which customers of a partnership a user sees (D0-06, D2-18; G-01). A membership has a version, raised by
-- whatever changes what it shows, so that two admins don't undo each other unseen; and it tells how many customers it
-- shows, which needs the number of customers of a partnership at hand.

set local role portico_owner;

alter table membership add column version integer not null default 1;
alter table partnership add column customer_count integer not null default 0;
-- What is there already is counted by the owner, who sees it for as long as that takes.
create policy counting on partnership to portico_owner using (true);
create policy counting on customer for select to portico_owner using (true);
update partnership p set customer_count = (select count(*) from customer c where c.partnership_id = p.id);
drop policy counting on partnership;
drop policy counting on customer;

grant update (customer_count) on partnership to portico_definer;
grant update (version) on membership to portico_definer;

-- The app writes assignments for admins and for nobody else.
grant update (customer_access) on membership to portico_app;
grant insert (organization_id, partnership_id, membership_id, user_id, customer_id), delete on assignment
    to portico_app;
create policy editor on membership for update to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
create policy writer on assignment for insert to portico_app with check (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
create policy remover on assignment for delete to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));

-- How many customers somebody sees by a membership. Marketing sees none (D2-12), an admin all (D0-04); of all the
-- others, who is assigned what only means something for a USER (G-19).
create function membership_customer_count(membership) returns integer
language sql stable parallel safe
as $$
    select case
        when u.role = 'MARKETING' then 0
        when u.role = 'USER' and $1.customer_access = 'ASSIGNED' then
            (select count(*)::integer from assignment a where a.membership_id = $1.id)
        else (select p.customer_count from partnership p where p.id = $1.partnership_id)
    end
    from app_user u where u.id = $1.user_id
$$;
grant execute on function membership_customer_count(membership) to portico_app;

create function raise_version_of_membership() returns trigger
language plpgsql
as $$
begin
    new.version := old.version + 1;
    return new;
end
$$;

set local role portico_definer;

-- The membership as it is from now until the transaction ends; no row where the viewer may not change it. The user's
-- row comes first, as for everybody who changes what a user sees, and what others have changed meanwhile is read after
-- it was waited for.
create function lock_membership(p_membership uuid)
returns table (user_id uuid, partnership_id uuid, organization_id uuid, user_role text, user_name text,
    customer_access text, version integer)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user u join membership m on m.user_id = u.id
    where m.id = p_membership and m.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    for no key update of u;
    if not found then
        return;
    end if;
    return query
    select u.id, m.partnership_id, m.organization_id, u.role, u.name, m.customer_access, m.version
    from membership m join app_user u on u.id = m.user_id
    where m.id = p_membership and m.organization_id = viewer_organization()
    for no key update of m;
end
$$;
revoke execute on function lock_membership(uuid) from public;

create function raise_version_of_memberships() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update membership set version = version where id in (select membership_id from changed);
    return null;
end
$$;

create function count_customers_added() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update partnership p set customer_count = p.customer_count + c.number
    from (select partnership_id, count(*) as number from changed group by partnership_id) c
    where p.id = c.partnership_id;
    return null;
end
$$;

create function count_customers_removed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update partnership p set customer_count = p.customer_count - c.number
    from (select partnership_id, count(*) as number from changed group by partnership_id) c
    where p.id = c.partnership_id;
    return null;
end
$$;

create function count_customers_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update partnership set customer_count = customer_count + case when id = new.partnership_id then 1 else -1 end
    where id in (old.partnership_id, new.partnership_id);
    return null;
end
$$;

-- TRUNCATE names no rows, and leaves none.
create function count_no_customers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update partnership set customer_count = 0 where customer_count <> 0;
    return null;
end
$$;

grant execute on function lock_membership(uuid) to portico_app;
grant execute on function raise_version_of_memberships(), count_customers_added(), count_customers_removed(),
    count_customers_moved(), count_no_customers() to portico_owner;

set local role portico_owner;

create trigger version before update of customer_access, version on membership
    for each row execute function raise_version_of_membership();
create trigger version_inserted after insert on assignment
    referencing new table as changed for each statement execute function raise_version_of_memberships();
create trigger version_updated_from after update on assignment
    referencing old table as changed for each statement execute function raise_version_of_memberships();
create trigger version_updated_to after update on assignment
    referencing new table as changed for each statement execute function raise_version_of_memberships();
create trigger version_deleted after delete on assignment
    referencing old table as changed for each statement execute function raise_version_of_memberships();

create trigger counted_inserted after insert on customer
    referencing new table as changed for each statement execute function count_customers_added();
create trigger counted_deleted after delete on customer
    referencing old table as changed for each statement execute function count_customers_removed();
create trigger counted_moved after update of partnership_id on customer
    for each row when (old.partnership_id <> new.partnership_id) execute function count_customers_moved();
create trigger counted_truncated after truncate on customer
    for each statement execute function count_no_customers();

reset role;
