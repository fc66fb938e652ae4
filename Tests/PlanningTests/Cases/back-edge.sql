WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."customer_id" AS c0, t0."customer_id" AS h0 FROM "contact" t0 WHERE t0."organization_id" = $1 AND t0."customer_id" = ANY($2) ORDER BY t0."id" LIMIT $3) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.h0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."id" AS c0, t1."id" AS h0 FROM "customer" t1 WHERE t1."id" = p.c AND t1."organization_id" = $1 AND t1."id" = ANY($2)) l ORDER BY p.k) SELECT r.k, r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_1_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0 FROM "contact" t2 WHERE t2."customer_id" = p.c AND t2."organization_id" = $1 ORDER BY t2."id" LIMIT $2) l ORDER BY p.k;

SELECT p.k, (SELECT count(*) FROM "invoice" t3 WHERE t3."customer_id" = p.c AND t3."organization_id" = $1) FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;
