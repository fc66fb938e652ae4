WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.h0 FROM (SELECT t0."id" AS c0, t0."name" AS c1, t0."id" AS h0 FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."name", t0."id" LIMIT $2) l) SELECT r.c0, r.c1 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT count(*) FROM "customer" t1 WHERE t1."organization_id" = $1;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."id" AS c0, t2."name" AS c1 FROM "contact" t2 WHERE t2."customer_id" = p.c AND t2."organization_id" = $1 ORDER BY t2."id" LIMIT $2) l ORDER BY p.k;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.c1, l.c2, l.c3, l.c4, l.c5, CASE WHEN row_number() OVER (PARTITION BY p.k ORDER BY l.o0 DESC, l.o1 DESC) <= $1 THEN l.h0 END AS h0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."issued_on" AS c0, t3."id" AS c1, t3."number" AS c2, "invoice_status"(t3) AS c3, t3."total_minor" AS c4, t3."currency" AS c5, t3."id" AS h0, t3."issued_on" AS o0, t3."id" AS o1 FROM "invoice" t3 WHERE t3."customer_id" = p.c AND t3."organization_id" = $2 ORDER BY t3."issued_on" DESC, t3."id" DESC LIMIT $3) l ORDER BY p.k) SELECT r.k, r.c0, r.c1, r.c2, r.c3, r.c4, r.c5 FROM r WHERE (SELECT concat(set_config('portico.keys_3_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, (SELECT count(*) FROM "invoice" t4 WHERE t4."customer_id" = p.c AND t4."organization_id" = $1) FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) ORDER BY p.k;

SELECT p.k, l.c0, l.c1 FROM unnest(nullif(current_setting('portico.keys_3_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t5."description" AS c0, t5."customer_id" AS c1 FROM "invoice_line" t5 WHERE t5."invoice_id" = p.c AND t5."organization_id" = $1 ORDER BY t5."id" LIMIT $2) l ORDER BY p.k;
