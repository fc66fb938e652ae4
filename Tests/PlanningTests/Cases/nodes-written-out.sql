SELECT p.k, l.c0 FROM (SELECT ids.k, nullif(ids.id, '')::uuid AS c FROM unnest($1) WITH ORDINALITY AS ids(id, k)) p CROSS JOIN LATERAL (SELECT t0."id" AS c0 FROM "customer" t0 WHERE t0."id" = p.c AND t0."organization_id" = $2) l ORDER BY p.k;

SELECT p.k, l.c0, l.c1, l.c2 FROM (SELECT ids.k, nullif(ids.id, '')::uuid AS c FROM unnest($1) WITH ORDINALITY AS ids(id, k)) p CROSS JOIN LATERAL (SELECT t1."id" AS c0, t1."name" AS c1, t1."customer_id" AS c2 FROM "contact" t1 WHERE t1."id" = p.c AND t1."organization_id" = $2) l ORDER BY p.k;
