WITH r AS MATERIALIZED (SELECT l.c0, l.h0 FROM (SELECT t0."id" AS c0, t0."id" AS h0 FROM "app_user" t0 WHERE t0."organization_id" = $1 ORDER BY t0."id" LIMIT $2) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.h0, l.h1 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."id" AS c0, t1."partnership_id" AS h0, t1."id" AS h1 FROM "membership" t1 WHERE t1."user_id" = p.c AND t1."organization_id" = $1 ORDER BY t1."id" LIMIT $2) l ORDER BY p.k) SELECT r.k, r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_1_0', array_agg(r.h0)::text, true), set_config('portico.keys_1_1', array_agg(r.h1)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0 FROM "partnership" t2 WHERE t2."id" = p.c AND t2."organization_id" = $1) l ORDER BY p.k;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.h0 FROM unnest(nullif(current_setting('portico.keys_1_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."id" AS c0, t3."customer_id" AS h0 FROM "assignment" t3 WHERE t3."membership_id" = p.c AND t3."organization_id" = $1 ORDER BY t3."id" LIMIT $2) l ORDER BY p.k) SELECT r.k, r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_3_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, (SELECT count(*) FROM "assignment" t4 WHERE t4."membership_id" = p.c AND t4."organization_id" = $1) FROM unnest(nullif(current_setting('portico.keys_1_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_3_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t5."name" AS c0, t5."id" AS c1 FROM "customer" t5 WHERE t5."id" = p.c AND t5."organization_id" = $1) l ORDER BY p.k;
