SELECT t0."id" FROM "customer" t0 WHERE t0."organization_id" = $1 ORDER BY t0."email", t0."id" LIMIT $2;

SELECT t1."id" FROM "customer" t1 WHERE t1."organization_id" = $1 ORDER BY t1."updated_at" DESC, t1."name" DESC, t1."id" DESC LIMIT $2;

SELECT t2."id", t2."customer_id" FROM "contact" t2 WHERE t2."organization_id" = $1 ORDER BY t2."type", t2."created_at", t2."id" LIMIT $2;

SELECT t3."id", t3."customer_id" FROM "invoice" t3 WHERE t3."organization_id" = $1 ORDER BY t3."due_on" DESC, t3."number", t3."id" LIMIT $2;

SELECT t4."id" FROM "lead" t4 WHERE EXISTS (SELECT FROM delivery x4 WHERE x4.lead_id = t4."id" AND x4.received_at = t4."received_at" AND x4.name = t4."name" AND x4.shown_to = $1) ORDER BY t4."name", t4."id" LIMIT $2;

SELECT t5."id" FROM "app_user" t5 WHERE t5."organization_id" = $1 ORDER BY t5."created_at", t5."id" LIMIT $2;

SELECT t6."id" FROM "partnership" t6 WHERE t6."organization_id" = $1 ORDER BY t6."name", t6."id" LIMIT $2;
