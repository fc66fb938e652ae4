WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."name" AS c0, t0."id" AS h0 FROM "customer" t0 WHERE t0."id" = $1 ORDER BY t0."id" LIMIT $2) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."name" AS c0 FROM "contact" t1 WHERE t1."customer_id" = p.c AND t1."customer_id" = $1 ORDER BY t1."id" LIMIT $2) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."number" AS c0 FROM "invoice" t2 WHERE t2."customer_id" = p.c AND t2."customer_id" = $1 ORDER BY t2."id" LIMIT $2) l ORDER BY p.k;

SELECT count(*) FROM "contact" t3 WHERE t3."customer_id" = $1;
