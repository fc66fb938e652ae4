-- 0010_policies.sql
-- The second wall. The server compiles the same rules from schema.graphql; this file doesn't know that and must hold
-- alone. Every table is closed to everybody, its owner included, but for what is written here. A setting or a set is
-- read in a sub-select and so once for a statement, never once for a row, and only if a row asks for it.

set local role portico_owner;

do $$
declare
    v_table regclass;
begin
    for v_table in
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
            and pg_get_userbyid(c.relowner) = 'portico_owner'
    loop
        execute format('alter table %s enable row level security, force row level security', v_table);
    end loop;
end
$$;

-- What the app may do at all. It reads no secrets, and changes only what a mutation changes.
grant select on organization, partnership, membership, assignment, customer, contact, lead, delivery, invoice,
    invoice_line to portico_app;
grant select (id, organization_id, name, email, role, status, locale, time_zone, email_verified_at, last_login_at,
    epoch, version, created_at, updated_at) on app_user to portico_app;
grant update (name, external_ref, phone, address, country) on customer to portico_app;
grant select, insert on audit_event, audit_detail to portico_app;
grant insert on outbox_event to portico_app;
grant select, insert, update (request_hash, response, created_at, expires_at) on idempotency_record to portico_app;
grant select, delete on outbox_event to portico_worker;
grant execute on function invoice_status(invoice) to portico_app;

-- ORGANIZATION: the viewer's own.
create policy viewer on organization for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (id = (select viewer_organization()) and (select viewer_role() in ('ADMIN', 'USER', 'MARKETING'))));

-- PARTNERSHIP: all of the organization for an admin, else those that the viewer is a member of; a key has exactly one.
create policy viewer on partnership for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN') or id = any ((select viewer_partnerships())::uuid[]))));

-- SELF: oneself; the whole organization for an admin; the operator reads names and states.
create policy viewer on app_user for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN')
            or id = (select viewer_user() where viewer_role() in ('USER', 'MARKETING')))));
create policy viewer on membership for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or user_id = (select viewer_user() where viewer_role() in ('USER', 'MARKETING'))));
create policy viewer on assignment for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or user_id = (select viewer_user() where viewer_role() in ('USER', 'MARKETING'))));

-- ASSIGNED: organization, then membership, then assignment. A portal sees its own customer, a key its partnership's.
-- The operator sees what invoices need and no more.
create policy viewer on customer for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or id = any ((select viewer_customers())::uuid[])));
create policy editor on customer for update to portico_app using (
    (select viewer_role() in ('ADMIN', 'USER'))
    and organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or id = any ((select viewer_customers())::uuid[])));
create policy viewer on contact for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));
create policy viewer on invoice for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN')
            or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
            or customer_id = any ((select viewer_customers())::uuid[]))));
create policy viewer on invoice_line for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN')
            or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
            or customer_id = any ((select viewer_customers())::uuid[]))));

-- DELIVERY: a lead is the partner's once it was delivered to it. The policy on delivery says to whom.
create policy viewer on delivery for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and delivered_at is not null
        and ((select viewer_role() = 'ADMIN')
            or ((select viewer_role() = 'USER') and partnership_id = any ((select viewer_partnerships())::uuid[])))));
create policy viewer on lead for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or id = any (array(
        select d.lead_id from delivery d
        where d.organization_id = (select viewer_organization()) and d.delivered_at is not null
            and (select viewer_role() in ('ADMIN', 'USER')))));

-- The journal: written for one's own organization and in one's own name; read by the admin, or by who did it.
create policy viewer on audit_event for select to portico_app using (
    (select viewer_role() = 'OPERATOR')
    or (organization_id = (select viewer_organization())
        and ((select viewer_role() = 'ADMIN') or actor_id = (select viewer_user()))));
create policy writer on audit_event for insert to portico_app with check (
    actor_id = (select viewer_user())
    and ((select viewer_role() = 'OPERATOR') or organization_id = (select viewer_organization())));
create policy viewer on audit_detail for select to portico_app using (
    organization_id = (select viewer_organization()) and (select viewer_role() = 'ADMIN'));
create policy writer on audit_detail for insert to portico_app with check (
    (select viewer_role() = 'OPERATOR') or organization_id = (select viewer_organization()));
create policy writer on outbox_event for insert to portico_app with check (
    (select viewer_role() = 'OPERATOR') or organization_id = (select viewer_organization()));
create policy own on idempotency_record for all to portico_app
    using (principal_id = (select viewer_user()))
    with check (principal_id = (select viewer_user())
        and organization_id is not distinct from (select viewer_organization()));

-- The worker drains the outbox and nothing else.
create policy worker on outbox_event for all to portico_worker using (true);

-- The definer sees what its functions look up; its table privileges say how little that is.
create policy definer on organization for all to portico_definer using (true);
create policy definer on app_user for all to portico_definer using (true);
create policy definer on operator_user for all to portico_definer using (true);
create policy definer on membership for all to portico_definer using (true);
create policy definer on assignment for all to portico_definer using (true);
create policy definer on user_reach for all to portico_definer using (true);
create policy definer on invoice for select to portico_definer using (true);
create policy definer on invoice_line for select to portico_definer using (true);
create policy definer on session for all to portico_definer using (true);

reset role;
