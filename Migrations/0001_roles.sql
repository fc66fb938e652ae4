-- 0001_roles.sql
-- Nobody who answers requests may own a table or slip past a policy. So there are four roles that cannot log in:
-- the owner (changes the schema, sees no rows), the app (answers requests), the worker (drains queues), and the
-- definer (owns the few functions that must see more than the viewer). The login that migrates may become any of them.

-- Roles belong to the whole cluster: another database of it may have made them already, or be making them just now.
do $$
declare
    v_role text;
begin
    foreach v_role in array array['portico_owner', 'portico_app', 'portico_worker', 'portico_definer'] loop
        begin
            if not exists (select from pg_roles where rolname = v_role) then
                execute format(
                    'create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls inherit', v_role);
            end if;
        exception when duplicate_object or unique_violation then
            null; -- made by the other database between the question and the answer
        end;
        begin
            -- From PostgreSQL 16 on, whoever makes a role is a member that may not use it until it's granted.
            if not pg_has_role(current_user, v_role, 'usage') then
                execute format('grant %I to %I', v_role, current_user);
            end if;
        exception when duplicate_object or unique_violation then
            null;
        end;
    end loop;
end
$$;

-- The owner and the definer create what they own; the others only use.
revoke create on schema public from public;
grant usage on schema public to portico_owner, portico_app, portico_worker, portico_definer;
grant create on schema public to portico_owner, portico_definer;

-- A temporary table could shadow a real one in a session that others share later.
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;

-- A new function is nobody's until somebody is named.
alter default privileges for role portico_owner revoke execute on functions from public;
alter default privileges for role portico_definer revoke execute on functions from public;

set local role portico_owner;

-- Ids that sort by the time they were made (RFC 9562, version 7). The server makes its own; this is for bulk data.
create function uuidv7() returns uuid
language sql volatile parallel safe
as $$
    select encode(
        set_bit(
            set_bit(
                overlay(
                    uuid_send(gen_random_uuid())
                    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                    from 1 for 6),
                52, 1),
            53, 1),
        'hex')::uuid
$$;
grant execute on function uuidv7() to portico_app, portico_worker, portico_definer;

-- Every change of a row that clients can edit counts its version up, whoever makes it.
create function raise_version() returns trigger
language plpgsql
as $$
begin
    new.version := old.version + 1;
    new.updated_at := now();
    return new;
end
$$;

reset role;
