-- 0036_explained_access.sql
-- An admin is told by which rule somebody sees a thing. For that the engine asks as that person, who hasn't signed in:
-- it needs the viewer that a session of theirs would have, and what lets them in or keeps them out. And an assignment
-- keeps who made it, so that the answer can name them.

set local role portico_owner;

-- Whoever writes the row, as the database knows them: nobody else can be named. It is no foreign key, because a user
-- who is removed leaves what they did, and clearing it would count as a change of everybody whom they assigned.
alter table assignment add column created_by uuid default viewer_user();

set local role portico_definer;

-- Somebody of the asking admin's company or portal: whether their account and their portal let them in, and where both
-- do, who they are to the policies, as viewer_found says it of a session. No row for whomever the one who asks may not
-- manage, as for nobody.
create function access_standing(p_user uuid, p_portal_user uuid, p_customers integer)
returns table (
    user_id uuid, role text, state text, organization_id uuid, company_name text, customer_id uuid,
    customer_name text, is_portal_open boolean, permissions text[], partnerships uuid[], whole_partnerships uuid[],
    assigned_customers uuid[], viewer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select u.id, u.role, u.status, g.id, g.name, null::uuid, null, null::boolean, array[]::text[],
        array(select m.partnership_id from membership m where m.user_id = u.id order by 1),
        w.whole,
        array(select a.customer_id from assignment a where a.user_id = u.id order by 1 limit p_customers),
        case when u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS' and w.is_company_open then
            concat_ws('|', u.role, u.organization_id, u.id, '', '', case u.role when 'USER' then w.whole end) end
    from app_user u
    join organization g on g.id = u.organization_id
    cross join lateral (
        select g.status = 'ACTIVE' and g.portal_enabled as is_company_open,
            array(
                select m.partnership_id from membership m
                where m.user_id = u.id and m.customer_access = 'ALL' order by 1) as whole) w
    where u.id = p_user and u.organization_id = viewer_organization() and viewer_role() = 'ADMIN'
    union all
    select u.id, w.role, case u.state when 'UNCONFIRMED' then 'INVITED' when 'ENABLED' then 'ACTIVE' else u.state end,
        g.id, coalesce(p.brand_name, g.name), c.id, c.name, w.is_portal_open, u.permissions,
        array[]::uuid[], array[]::uuid[], array[]::uuid[],
        case when u.state = 'ENABLED' and w.is_portal_open and w.is_company_open then
            concat_ws('|', w.role, u.organization_id, u.id, u.customer_id, '') end
    from portal_user u
    join customer_portal p on p.id = u.portal_id
    join customer c on c.id = u.customer_id
    join organization g on g.id = u.organization_id
    cross join lateral (
        select g.status = 'ACTIVE' and g.portal_enabled as is_company_open,
            p.enabled and c.status = 'ENABLED' as is_portal_open,
            case u.id when p.admin_user_id then 'PORTAL_ADMIN' else 'PORTAL_USER' end as role) w
    where u.id = p_portal_user and u.organization_id = viewer_organization()
        and (viewer_role() = 'ADMIN' or (viewer_role() = 'PORTAL_ADMIN' and u.customer_id = viewer_customer()))
$$;
revoke execute on function access_standing(uuid, uuid, integer) from public;
grant execute on function access_standing(uuid, uuid, integer) to portico_app;

reset role;
