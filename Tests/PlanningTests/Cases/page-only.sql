SELECT t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 AND t0."partnership_id" = ANY($2) ORDER BY t0."id" LIMIT $3;

SELECT t1."id" FROM "app_user" t1 WHERE t1."organization_id" = $1 AND t1."id" = $2 ORDER BY t1."id" LIMIT $3;
