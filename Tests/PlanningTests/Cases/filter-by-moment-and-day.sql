SELECT count(*) FROM "customer" t0 WHERE t0."organization_id" = $1 AND ((t0."created_at" >= $2) AND (t0."created_at" < $3));

SELECT count(*) FROM "invoice" t1 WHERE t1."organization_id" = $1 AND ((t1."issued_on" = $2) AND (((t1."due_on" > $3) AND (t1."due_on" <= $4))));
