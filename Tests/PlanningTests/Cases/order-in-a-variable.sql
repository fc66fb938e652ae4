SELECT t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."status" DESC, t0."id" DESC LIMIT $2;
