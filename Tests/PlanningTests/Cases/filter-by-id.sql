SELECT count(*) FROM "customer" t0 WHERE t0."organization_id" = $1 AND t0."id" = ANY($2) AND t0."id" = ANY($3);

SELECT count(*) FROM "customer" t1 WHERE t1."organization_id" = $1 AND t1."id" = ANY($2) AND t1."id" = $3;
