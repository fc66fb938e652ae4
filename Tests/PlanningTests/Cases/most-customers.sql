WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0 FROM (SELECT t0."name" AS c0, t0."id" AS c1, t0."id" AS h0 FROM "customer" t0 WHERE t0."organization_id" = $1 AND substring($2 from t0."ordinal" for 1) = B'1' ORDER BY t0."name", t0."id" LIMIT $3) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT coalesce((SELECT x1.customer_count FROM user_reach x1 WHERE x1.user_id = $1), 0)::int8;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0 FROM "contact" t2 WHERE t2."customer_id" = p.c AND t2."organization_id" = $1 ORDER BY t2."id" LIMIT $2) l ORDER BY p.k;

SELECT t3."number", t3."customer_id" FROM "invoice" t3 WHERE t3."organization_id" = $1 AND substring($2 from t3."customer_ordinal" for 1) = B'1' ORDER BY t3."id" LIMIT $3;

SELECT count(*) FROM "invoice" t4 WHERE t4."organization_id" = $1 AND substring($2 from t4."customer_ordinal" for 1) = B'1';
