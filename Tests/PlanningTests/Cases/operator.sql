WITH r AS MATERIALIZED (SELECT l.c0, l.h0, l.h1 FROM (SELECT t0."number" AS c0, t0."partnership_id" AS h0, t0."id" AS h1 FROM "invoice" t0 ORDER BY t0."id" LIMIT $1) l) SELECT r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true), set_config('portico.keys_0_1', array_agg(r.h1)::text, true)) FROM r) IS NOT NULL;

WITH r AS MATERIALIZED (SELECT p.k, l.c0, l.h0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t1."id" AS c0, t1."organization_id" AS h0 FROM "partnership" t1 WHERE t1."id" = p.c) l ORDER BY p.k) SELECT r.k, r.c0 FROM r WHERE (SELECT concat(set_config('portico.keys_1_0', array_agg(r.h0)::text, true)) FROM r) IS NOT NULL;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_1_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."vat_id" AS c0 FROM "organization" t2 WHERE t2."id" = p.c) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."amount_minor" AS c0 FROM "invoice_line" t3 WHERE t3."invoice_id" = p.c ORDER BY t3."position", t3."id" LIMIT $1) l ORDER BY p.k;

SELECT count(*) FROM "app_user" t4;
