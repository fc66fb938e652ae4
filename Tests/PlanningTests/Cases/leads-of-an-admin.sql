SELECT count(*) FROM "delivery" x0 WHERE x0.shown_to = $1 AND (((strpos(x0."search_text", lower($2)) > 0 AND strpos($2, chr(10)) = 0)) AND (x0."country" <> $3) AND (x0."received_at" > $4));

SELECT t1."name" FROM "lead" t1 WHERE t1."id" = $1 AND EXISTS (SELECT FROM delivery x1 WHERE x1.lead_id = t1."id" AND x1.received_at = t1."received_at" AND x1.name = t1."name" AND x1.shown_to = $2);
