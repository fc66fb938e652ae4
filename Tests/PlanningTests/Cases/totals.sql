WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0 FROM (SELECT t0."quantity" AS c0, t0."customer_id" AS c1, t0."customer_id" AS h0 FROM "usage_counter" t0 WHERE t0."organization_id" = $1 AND t0."customer_id" = ANY($2) AND t0."label" = $3 ORDER BY t0."id" LIMIT $4) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.c2, l.h0 FROM (SELECT t1."label" AS c0, coalesce(sum(t1."quantity"), 0)::int8 AS c1, count(DISTINCT t1."customer_id") AS c2, t1."product_id" AS h0 FROM "usage_counter" t1 WHERE t1."organization_id" = $1 AND t1."customer_id" = ANY($2) AND t1."label" = $3 GROUP BY t1."label", t1."product_id" ORDER BY t1."label", t1."product_id" LIMIT 1001) l) SELECT r.c0, r.c1, r.c2 FROM r WHERE (SELECT concat(set_config('portico.keys_1_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."code" AS c0 FROM "product" t2 WHERE t2."id" = p.c) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."name" AS c0 FROM "customer" t3 WHERE t3."id" = p.c AND t3."organization_id" = $1 AND t3."id" = ANY($2)) l ORDER BY p.k;

SELECT t4."day", t4."currency", coalesce(sum(t4."amount_minor"), 0)::int8 FROM "acv_snapshot" t4 WHERE t4."organization_id" = $1 AND t4."customer_id" = ANY($2) GROUP BY t4."day", t4."currency" ORDER BY t4."day", t4."currency" LIMIT 1001;
