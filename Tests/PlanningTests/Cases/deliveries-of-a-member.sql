WITH r AS MATERIALIZED (SELECT l.c0, l.c1, l.c2, l.h0, l.h1 FROM (SELECT t0."status" AS c0, t0."price_minor" AS c1, t0."currency" AS c2, t0."lead_id" AS h0, t0."partnership_id" AS h1 FROM "delivery" t0 WHERE t0."organization_id" = $1 AND t0."delivered_at" IS NOT NULL AND t0."partnership_id" = ANY($2) ORDER BY t0."created_at" DESC, t0."id" DESC LIMIT $3) l) SELECT r.c0, r.c1, r.c2 FROM r WHERE (SELECT concat(set_config('portico.keys_0_0', array_agg(r.h0)::text, true), set_config('portico.keys_0_1', array_agg(r.h1)::text, true)) FROM r) IS NOT NULL;

SELECT count(*) FROM "delivery" t1 WHERE t1."organization_id" = $1 AND t1."delivered_at" IS NOT NULL AND t1."partnership_id" = ANY($2);

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t2."name" AS c0 FROM "lead" t2 WHERE t2."id" = p.c AND EXISTS (SELECT FROM delivery x2 WHERE x2.lead_id = t2."id" AND x2.received_at = t2."received_at" AND x2.name = t2."name" AND x2.organization_id = $1 AND x2.delivered_at IS NOT NULL AND x2.partnership_id = $2)) l ORDER BY p.k;

SELECT p.k, l.c0 FROM unnest(nullif(current_setting('portico.keys_0_1', true), '')::uuid[]) WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (SELECT t3."name" AS c0 FROM "partnership" t3 WHERE t3."id" = p.c AND t3."organization_id" = $1 AND t3."id" = ANY($2)) l ORDER BY p.k;
