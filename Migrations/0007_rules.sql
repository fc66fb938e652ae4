-- 0007_rules.sql
-- Rules that must hold whoever writes, in whatever order and at whatever isolation level. The functions that look
-- further than the writer may are the definer's. Each refusal has an SQLSTATE of its own: here PO001 LAST_ACTIVE_ADMIN
-- and PO002 ASSIGNMENT_NOT_ALLOWED.

set local role portico_owner;

grant select on organization, app_user, operator_user, membership, assignment to portico_definer;
grant update (admin_changes) on organization to portico_definer;
grant update (epoch, last_login_at) on app_user to portico_definer;
grant update (epoch, last_login_at) on operator_user to portico_definer;
grant update (customer_access) on membership to portico_definer; -- only to lock: no function of it changes one
grant delete on assignment to portico_definer;
grant select, insert, update, delete on user_reach to portico_definer;

-- What a cached viewer holds of a user has changed: the next request must load it again.
create function raise_epoch() returns trigger
language plpgsql
as $$
begin
    new.epoch := old.epoch + 1;
    return new;
end
$$;

set local role portico_definer;

-- An organization keeps an active admin from its first one on (D0-56, D2-10). Two demotions at once meet in the update
-- of the organization: the second waits, then counts what the first has left, or is told to try again.
create function keep_an_active_admin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update organization set admin_changes = admin_changes + 1 where id = old.organization_id;
    if not found then
        return null; -- the whole organization is being removed
    end if;
    if not exists (
        select from app_user
        where organization_id = old.organization_id and role = 'ADMIN' and status = 'ACTIVE')
    then
        raise exception 'LAST_ACTIVE_ADMIN'
            using errcode = 'PO001', detail = 'An organization needs at least one active admin.';
    end if;
    return null;
end
$$;

create function raise_epoch_of_organization() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1 where organization_id = new.id;
    return null;
end
$$;

-- For membership and assignment alike: `changed` holds the rows of the statement, before and after. Every writer of
-- either meets in the user's row here, so that a role and an assignment can't change past each other.
create function raise_epoch_of_users() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1 where id in (select user_id from changed);
    return null;
end
$$;

-- After the epoch was raised, which made everybody who changes the same user's assignments wait: this statement sees
-- what they have left.
create function gather_assignments_of_users() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into user_reach (user_id, customers)
    select u.id, array(select a.customer_id from assignment a where a.user_id = u.id order by a.customer_id)
    from app_user u where u.id in (select user_id from changed)
    on conflict (user_id) do update set customers = excluded.customers;
    return null;
end
$$;

-- TRUNCATE names no rows: everybody's rights may have changed.
create function gather_assignments_of_everybody() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update app_user set epoch = epoch + 1;
    delete from user_reach;
    insert into user_reach (user_id, customers)
    select a.user_id, array_agg(a.customer_id order by a.customer_id) from assignment a group by a.user_id;
    return null;
end
$$;

-- Assignments narrow what a USER sees in a membership that asks for them, and mean nothing anywhere else (G-19).
create function check_assignment() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from app_user where id = new.user_id and role = 'USER' for no key update;
    if found then
        perform from membership where id = new.membership_id and customer_access = 'ASSIGNED' for share;
    end if;
    if not found then
        raise exception 'ASSIGNMENT_NOT_ALLOWED' using errcode = 'PO002',
            detail = 'Customers are assigned to users of role USER, in a membership with customer access ASSIGNED.';
    end if;
    return new;
end
$$;

create function forget_assignments_of_user() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    delete from assignment where user_id = old.id;
    return null;
end
$$;

create function forget_assignments_of_membership() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    delete from assignment where membership_id = old.id;
    return null;
end
$$;

grant execute on function keep_an_active_admin(), raise_epoch_of_organization(), raise_epoch_of_users(),
    gather_assignments_of_users(), gather_assignments_of_everybody(), check_assignment(),
    forget_assignments_of_user(), forget_assignments_of_membership()
    to portico_owner;

set local role portico_owner;

create trigger active_admin after update of role, status, organization_id on app_user
    for each row when (
        old.role = 'ADMIN' and old.status = 'ACTIVE'
        and (new.role <> 'ADMIN' or new.status <> 'ACTIVE' or new.organization_id <> old.organization_id))
    execute function keep_an_active_admin();
create trigger active_admin_removed after delete on app_user
    for each row when (old.role = 'ADMIN' and old.status = 'ACTIVE') execute function keep_an_active_admin();

create trigger epoch before update of organization_id, name, email, role, status, password_hash on app_user
    for each row execute function raise_epoch();
create trigger epoch before update of name, email, status, password_hash on operator_user
    for each row execute function raise_epoch();
create trigger epoch after update of name, status, portal_enabled on organization
    for each row execute function raise_epoch_of_organization();

create trigger epoch_inserted after insert on membership
    referencing new table as changed for each statement execute function raise_epoch_of_users();
create trigger epoch_updated_from after update on membership
    referencing old table as changed for each statement execute function raise_epoch_of_users();
create trigger epoch_updated_to after update on membership
    referencing new table as changed for each statement execute function raise_epoch_of_users();
create trigger epoch_deleted after delete on membership
    referencing old table as changed for each statement execute function raise_epoch_of_users();

-- Triggers fire in the order of their names.
create trigger epoch_inserted after insert on assignment
    referencing new table as changed for each statement execute function raise_epoch_of_users();
create trigger gathered_inserted after insert on assignment
    referencing new table as changed
    for each statement execute function gather_assignments_of_users();
create trigger epoch_updated_from after update on assignment
    referencing old table as changed for each statement execute function raise_epoch_of_users();
create trigger gathered_updated_from after update on assignment
    referencing old table as changed
    for each statement execute function gather_assignments_of_users();
create trigger epoch_updated_to after update on assignment
    referencing new table as changed for each statement execute function raise_epoch_of_users();
create trigger gathered_updated_to after update on assignment
    referencing new table as changed
    for each statement execute function gather_assignments_of_users();
create trigger epoch_deleted after delete on assignment
    referencing old table as changed for each statement execute function raise_epoch_of_users();
create trigger gathered_deleted after delete on assignment
    referencing old table as changed
    for each statement execute function gather_assignments_of_users();

create trigger epoch_truncated after truncate on membership
    for each statement execute function gather_assignments_of_everybody();
create trigger epoch_truncated after truncate on assignment
    for each statement execute function gather_assignments_of_everybody();

create trigger allowed before insert or update on assignment
    for each row execute function check_assignment();
create trigger assignments after update of role on app_user
    for each row when (old.role = 'USER' and new.role <> 'USER') execute function forget_assignments_of_user();
create trigger assignments after update of customer_access, user_id on membership
    for each row when (old.customer_access = 'ASSIGNED' and new.customer_access <> 'ASSIGNED')
    execute function forget_assignments_of_membership();

reset role;
