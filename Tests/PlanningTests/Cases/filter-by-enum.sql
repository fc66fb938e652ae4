SELECT count(*) FROM "contact" t0 WHERE t0."organization_id" = $1 AND t0."type" = ANY($2);

SELECT count(*) FROM "partnership" t1 WHERE t1."organization_id" = $1 AND t1."type" = $2;

SELECT count(*) FROM "app_user" t2 WHERE t2."organization_id" = $1 AND ((t2."role" = ANY($2)) AND (t2."status" = $3));
