WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0 FROM (SELECT t0."name" AS c0, t0."id" AS c1, t0."id" AS h0 FROM "customer" t0 WHERE t0."organization_id" = $1 AND t0."partnership_id" = ANY($2) ORDER BY t0."id" LIMIT $3) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."label" AS c0, coalesce(sum(t1."quantity"), 0)::int8 AS c1 FROM "usage_counter" t1 WHERE t1."customer_id" = p.c AND t1."organization_id" = $1 AND t1."start_on" >= $2 GROUP BY t1."label" ORDER BY t1."label" LIMIT 101) l ORDER BY p.k;

SELECT count(DISTINCT t2."id") FROM "task" t2 WHERE t2."organization_id" = $1 AND t2."partnership_id" = ANY($2) AND t2."resolved_at" IS NULL;
