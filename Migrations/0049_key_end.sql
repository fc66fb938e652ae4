-- 0049_key_end.sql
-- A key is told when it ends: when it runs out, or sooner, when the grace is over in which it works beside the key that
-- takes over from it.

set local role portico_owner;
set local role portico_definer;

-- As before, with that end.
create or replace function viewer_load_of_credential(p_token_hash bytea, p_customers integer)
returns table (
    session_id uuid, realm text, role text, user_id uuid, organization_id uuid, partnership_id uuid, customer_id uuid,
    epoch bigint, expires_at timestamptz, name text, email text, organization_name text,
    partnerships uuid[], whole_partnerships uuid[], assigned_customers uuid[], permissions text[], is_kept boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select * from viewer_load_of_session(p_token_hash, p_customers)
    union all
    select k.id, 'PARTNER', 'INTEGRATION', k.id, k.organization_id, k.partnership_id, null,
        k.epoch, least(k.expires_at, k.grace_ends_at), k.name, '', g.name,
        array[]::uuid[], array[]::uuid[], array[]::uuid[], k.scopes, true
    from api_key_viewer v
    join api_key k on k.id = v.id
    join organization g on g.id = k.organization_id
    where v.token_hash = p_token_hash
$$;

reset role;
