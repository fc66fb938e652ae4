SELECT t0."name" FROM "app_user" t0 WHERE t0."organization_id" = $1 AND t0."id" = $2 ORDER BY t0."id" LIMIT $3;

SELECT count(*) FROM "app_user" t1 WHERE t1."organization_id" = $1 AND t1."id" = $2;
