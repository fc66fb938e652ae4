WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."email" AS c0, t0."id" AS h0 FROM "app_user" t0 WHERE t0."id" = $1 AND t0."organization_id" = $2 AND t0."id" = $1) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.h0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."customer_access" AS c0, t1."partnership_id" AS h0 FROM "membership" t1 WHERE t1."user_id" = p.c AND t1."organization_id" = $1 AND t1."user_id" = $2 ORDER BY t1."id" LIMIT $3) l ORDER BY p.k) SELECT r.k, r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_1_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0 FROM "partnership" t2 WHERE t2."id" = p.c AND t2."organization_id" = $1 AND t2."id" = ANY($2)) l ORDER BY p.k;

SELECT t3."name" FROM "organization" t3 WHERE t3."id" = $1 AND t3."id" = $1;
