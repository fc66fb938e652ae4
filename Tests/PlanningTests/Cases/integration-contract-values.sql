WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.c2, l.h0 FROM (SELECT t0."day" AS c0, t0."amount_minor" AS c1, t0."customer_id" AS c2, t0."customer_id" AS h0 FROM "acv_snapshot" t0 WHERE t0."organization_id" = $1 AND t0."partnership_id" = $2 ORDER BY t0."id" LIMIT $3) l) SELECT r.c0, r.c1, r.c2 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."name" AS c0 FROM "customer" t1 WHERE t1."id" = p.c AND t1."organization_id" = $1 AND t1."partnership_id" = $2) l ORDER BY p.k;

SELECT t2."day", t2."currency", coalesce(sum(t2."amount_minor"), 0)::int8 FROM "acv_snapshot" t2 WHERE t2."organization_id" = $1 AND t2."partnership_id" = $2 GROUP BY t2."day", t2."currency" ORDER BY t2."day", t2."currency" LIMIT 1001;

WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0 FROM (SELECT t3."name" AS c0, t3."id" AS c1, t3."id" AS h0 FROM "customer" t3 WHERE t3."organization_id" = $1 AND t3."partnership_id" = $2 ORDER BY t3."id" LIMIT $3) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_3_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, (SELECT count(*) FROM "acv_snapshot" t4 WHERE t4."customer_id" = p.c AND t4."organization_id" = $1 AND t4."partnership_id" = $2) FROM unnest(nullif(current_setting('portico.keys_3_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_3_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t5."quantity" AS c0 FROM "usage_counter" t5 WHERE t5."customer_id" = p.c AND t5."organization_id" = $1 AND t5."partnership_id" = $2 ORDER BY t5."id" LIMIT $3) l ORDER BY p.k;
