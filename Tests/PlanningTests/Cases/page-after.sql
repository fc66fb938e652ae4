SELECT t0."name", t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 AND (t0."name", t0."id") > ($2, $3) ORDER BY t0."name", t0."id" LIMIT $4;
