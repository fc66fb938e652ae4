-- 0045_flat_reach.sql
-- Which customers a user is assigned is kept as one array, and the policies hold each row against it. From some hundred
-- assignments on it lies outside of its row: what the function gave was the way to it, which every row went again. Now
-- it gives the array itself.

set local role portico_owner;
set local role portico_definer;

create or replace function viewer_customers() returns uuid[]
language plpgsql stable security definer
as $$
begin
    case public.viewer_role()
        when 'USER' then
            -- Something new made of it, however little, isn't outside.
            return (select r.customers || '{}'::uuid[] from public.user_reach r where r.user_id = public.viewer_user());
        when 'PORTAL_ADMIN', 'PORTAL_USER' then
            return array[public.viewer_customer()];
        else
            return array[]::uuid[];
    end case;
end
$$;

reset role;
