SELECT count(*) FROM "lead" t0 WHERE EXISTS (SELECT FROM delivery x0 WHERE x0.lead_id = t0."id" AND x0.organization_id = $1 AND x0.delivered_at IS NOT NULL) AND (((strpos(t0."search_text", lower($2)) > 0 AND strpos($2, chr(10)) = 0)) AND (t0."country" <> $3) AND (t0."received_at" > $4));

SELECT t1."name" FROM "lead" t1 WHERE t1."id" = $1 AND EXISTS (SELECT FROM delivery x1 WHERE x1.lead_id = t1."id" AND x1.organization_id = $2 AND x1.delivered_at IS NOT NULL);
