SELECT t0."id", t0."name" FROM "customer" t0 WHERE t0."id" = $1 AND t0."organization_id" = $2;
