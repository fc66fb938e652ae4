SELECT t0."name" FROM "lead" t0 WHERE EXISTS (SELECT FROM delivery x0 WHERE x0.lead_id = t0."id" AND x0.received_at = t0."received_at" AND x0.name = t0."name" AND x0.shown_to = $1 AND (x0."received_at", x0."lead_id") < ($2, $3)) AND (t0."received_at", t0."id") < ($2, $3) ORDER BY t0."received_at" DESC, t0."id" DESC LIMIT $4;

SELECT count(*) FROM "delivery" x1 WHERE x1.shown_to = $1;
