SELECT t0."number", t0."customer_id" FROM "invoice" t0 WHERE t0."organization_id" = $1 AND (t0."issued_on", t0."id") < ($2, $3) ORDER BY t0."issued_on" DESC, t0."id" DESC LIMIT $4;
