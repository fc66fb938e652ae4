SELECT count(*) FROM "customer" t0 WHERE t0."organization_id" = $1 AND t0."partnership_id" = ANY($2);

SELECT count(*) FROM "invoice" t1 WHERE t1."organization_id" = $1 AND t1."partnership_id" = ANY($2) AND t1."due_on" < $3;
