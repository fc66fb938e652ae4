WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."name" AS c0, t0."id" AS h0 FROM "partnership" t0 WHERE t0."id" = $1 AND t0."id" = $1) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."label" AS c0 FROM "reporting_period" t1 WHERE t1."partnership_id" = p.c AND t1."partnership_id" = $1 ORDER BY t1."id" LIMIT $2) l ORDER BY p.k;

WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.c2, l.h0, l.h1, l.h2 FROM (SELECT t2."quantity" AS c0, t2."label" AS c1, t2."customer_id" AS c2, t2."customer_id" AS h0, t2."product_id" AS h1, t2."period_id" AS h2 FROM "usage_counter" t2 WHERE t2."organization_id" = $1 AND t2."partnership_id" = $2 AND EXISTS (SELECT FROM "customer" f0 WHERE f0."id" = t2."customer_id" AND f0."organization_id" = $1 AND f0."partnership_id" = $2 AND f0."name" = $3) ORDER BY t2."id" LIMIT $4) l) SELECT r.c0, r.c1, r.c2 FROM r WHERE (SELECT concat(set_config('portico.keys_2_0', array_agg(r.h0)::text, true), set_config('portico.keys_2_1', array_agg(r.h1)::text, true), set_config('portico.keys_2_2', array_agg(r.h2)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_2_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."id" AS c0, t3."name" AS c1 FROM "customer" t3 WHERE t3."id" = p.c AND t3."organization_id" = $1 AND t3."partnership_id" = $2) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_2_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t4."code" AS c0 FROM "product" t4 WHERE t4."id" = p.c) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_2_2', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t5."status" AS c0 FROM "reporting_period" t5 WHERE t5."id" = p.c AND t5."partnership_id" = $1) l ORDER BY p.k;

SELECT t6."label", coalesce(sum(t6."quantity"), 0)::int8, count(DISTINCT t6."customer_id") FROM "usage_counter" t6 WHERE t6."organization_id" = $1 AND t6."partnership_id" = $2 AND EXISTS (SELECT FROM "customer" f0 WHERE f0."id" = t6."customer_id" AND f0."organization_id" = $1 AND f0."partnership_id" = $2 AND f0."name" = $3) GROUP BY t6."label" ORDER BY t6."label" LIMIT 1001;
