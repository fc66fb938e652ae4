WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."id" AS c0, t0."id" AS h0 FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."id" LIMIT $2) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."number" AS c0 FROM "invoice" t1 WHERE t1."customer_id" = p.c AND t1."organization_id" = $1 ORDER BY t1."issued_on" DESC, t1."id" DESC LIMIT $2) l ORDER BY p.k;

SELECT p.k, (SELECT count(*) FROM "invoice" t2 WHERE t2."customer_id" = p.c AND t2."organization_id" = $1 AND t2."due_on" < $2) FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."id" AS c0 FROM "invoice" t3 WHERE t3."customer_id" = p.c AND t3."organization_id" = $1 ORDER BY t3."id" LIMIT $2) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t4."id" AS c0 FROM "invoice" t4 WHERE t4."customer_id" = p.c AND t4."organization_id" = $1 ORDER BY t4."id" LIMIT $2) l ORDER BY p.k;
