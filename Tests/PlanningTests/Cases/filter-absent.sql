SELECT count(*) FROM "customer" t0 WHERE t0."organization_id" = $1;

SELECT count(*) FROM "customer" t1 WHERE t1."organization_id" = $1;

SELECT count(*) FROM "customer" t2 WHERE t2."organization_id" = $1;
