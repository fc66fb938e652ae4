-- 0052_leads_with_a_text.sql
-- A search through half a million leads of one's own looked at each of them. Now an index of trigrams tells which may
-- have the text. A key of it is made of a trigram and a partnership, so that no list holds leads of two of them: how
-- long it takes to read tells how many of one's own leads have the trigram, and nothing of anybody else's.

set local role portico_owner;

-- A trigram that comes twice is one key of the index. All that differs between partnerships is the seed.
create function trigram_keys(p_partnership uuid, p_text text) returns bigint[]
language sql immutable strict parallel safe
as $$
    select array(
        select hashtextextended(substring(p_text from i for 3), uuid_hash_extended(p_partnership, 0))
        from generate_series(1, length(p_text) - 2) as i)
$$;
revoke execute on function trigram_keys(uuid, text) from public;
grant execute on function trigram_keys(uuid, text) to portico_definer;

-- Without a list of what is still to be sorted in: every search would read it, and tell by its time how many leads
-- everybody has just been delivered. What analyze would gather of the keys, nobody asks.
set local maintenance_work_mem = '256MB';
create index delivery_done_by_trigram on delivery using gin (trigram_keys(partnership_id, search_text))
    with (fastupdate = off) where delivered_at is not null;
alter index delivery_done_by_trigram alter column 1 set statistics 0;

set local role portico_definer;

-- The viewer's leads that have all trigrams of a text, and so may have the text; null where it has none, being shorter,
-- and where they would be so many that it's no quicker to look each of them up. A policy would ask of each row whether
-- it is the viewer's before the index may be asked, so this is the definer's, who takes nobody's word for whose leads
-- to look among. Without a viewer there are none.
-- The partnership is asked once more, in a way that leads to no other index.
create function viewer_leads_with(p_text text) returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set jit = off
as $$
declare
    c_most constant integer := 10000;
    v_text text := lower(p_text);
    v_partnerships uuid[];
    v_leads uuid[];
begin
    case viewer_role()
        when 'ADMIN' then
            v_partnerships := array(select id from partnership where organization_id = viewer_organization());
        when 'USER' then
            v_partnerships := viewer_partnerships();
        else
            return array[]::uuid[];
    end case;
    if p_text is null or length(v_text) < 3 then
        return null;
    end if;
    v_leads := array(
        select f.lead_id from unnest(v_partnerships) as m(id) cross join lateral (
            select d.lead_id from delivery d
            where d.delivered_at is not null
                and trigram_keys(d.partnership_id, d.search_text) @> trigram_keys(m.id, v_text)
                and d.partnership_id is not distinct from m.id) f
        limit c_most + 1);
    return case when cardinality(v_leads) <= c_most then v_leads end;
end
$$;
revoke execute on function viewer_leads_with(text) from public;
grant execute on function viewer_leads_with(text) to portico_app;

reset role;
