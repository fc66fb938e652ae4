-- 0017_portal_user_of_its_own.sql
-- Who else may sign in at a portal is its admin's business (G-25). Of the people of a portal, its admin sees all, as
-- the partner's staff do; anybody else of it sees the own row.

set local role portico_owner;

drop policy viewer on portal_user;
create policy viewer on portal_user for select to portico_app using (
    organization_id = (select viewer_organization())
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[]))
    and ((select viewer_role() <> 'PORTAL_USER') or id = (select viewer_user())));

reset role;
