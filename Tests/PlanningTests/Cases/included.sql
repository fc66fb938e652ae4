WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.c2, l.c3, l.h0 FROM (SELECT t0."name" AS c0, t0."email" AS c1, t0."id" AS c2, t0."phone" AS c3, t0."id" AS h0 FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."id" LIMIT $2) l) SELECT r.c0, r.c1, r.c2, r.c3 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, (SELECT count(*) FROM "contact" t1 WHERE t1."customer_id" = p.c AND t1."organization_id" = $1) FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;

SELECT count(*) FROM "delivery" x2 WHERE x2.shown_to = $1;
