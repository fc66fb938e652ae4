SELECT t0."name", t0."id" FROM "customer" t0 WHERE FALSE ORDER BY t0."id" LIMIT $1;

SELECT count(*) FROM "customer" t1 WHERE FALSE;

SELECT count(*) FROM (SELECT x2."lead_id" FROM "delivery" x2 WHERE x2.organization_id = $1 AND x2.delivered_at IS NOT NULL AND x2.partnership_id = ANY($2) GROUP BY x2."lead_id") l;
