WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0, l.h1 FROM (SELECT t0."id" AS c0, t0."name" AS c1, t0."id" AS h0, t0."partnership_id" AS h1 FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."id" LIMIT $2) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true), set_config('portico.keys_0_1', array_agg(r.h1)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."name" AS c0, t1."email" AS c1 FROM "contact" t1 WHERE t1."customer_id" = p.c AND t1."organization_id" = $1 ORDER BY t1."id" LIMIT $2) l ORDER BY p.k;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_0_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0, t2."currency" AS c1 FROM "partnership" t2 WHERE t2."id" = p.c AND t2."organization_id" = $1) l ORDER BY p.k;

SELECT count(*) FROM "customer" t3 WHERE t3."organization_id" = $1;
