SELECT t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."id" LIMIT $2;
