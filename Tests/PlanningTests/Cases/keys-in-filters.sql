SELECT t0."id" FROM "usage_counter" t0 WHERE t0."organization_id" = $1 AND ((t0."customer_id" = ANY($2)) AND (t0."product_id" = $3)) ORDER BY t0."id" LIMIT $4;
