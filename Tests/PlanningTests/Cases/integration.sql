SELECT t0."name", t0."external_ref", t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 AND t0."partnership_id" = $2 ORDER BY t0."id" LIMIT $3;
