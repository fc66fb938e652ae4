SELECT t0."name", t0."customer_id" FROM "contact" t0 WHERE t0."organization_id" = $1 AND (t0."id") > ($2) AND (t0."id") < ($3) ORDER BY t0."id" LIMIT $4;
