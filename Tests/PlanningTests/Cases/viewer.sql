SELECT t0."email" FROM "app_user" t0 WHERE t0."id" = $1 AND t0."organization_id" = $2 AND t0."id" = $1;

SELECT p1.k, l."c0" FROM (SELECT 0::int8 AS k, t0."id" AS c FROM "app_user" t0 WHERE t0."id" = $1 AND t0."organization_id" = $2 AND t0."id" = $1) p1 CROSS JOIN LATERAL (SELECT t1."customer_access" AS "c0", t1."id" AS "o0" FROM "membership" t1 WHERE t1."user_id" = p1.c AND t1."organization_id" = $2 AND t1."user_id" = $1 ORDER BY t1."id" LIMIT $3) l ORDER BY p1.k, l."o0";

SELECT p2.k, t2."name" FROM (SELECT p1.k * 128 + row_number() OVER (PARTITION BY p1.k ORDER BY l."o0") AS k, l.c0 AS c FROM (SELECT 0::int8 AS k, t0."id" AS c FROM "app_user" t0 WHERE t0."id" = $1 AND t0."organization_id" = $2 AND t0."id" = $1) p1 CROSS JOIN LATERAL (SELECT t1."partnership_id" AS "c0", t1."id" AS "o0" FROM "membership" t1 WHERE t1."user_id" = p1.c AND t1."organization_id" = $2 AND t1."user_id" = $1 ORDER BY t1."id" LIMIT $3) l) p2 JOIN "partnership" t2 ON t2."id" = p2.c WHERE t2."organization_id" = $2 AND t2."id" = ANY(ARRAY(SELECT m.partnership_id FROM membership m WHERE m.user_id = $1)) ORDER BY p2.k;

SELECT t3."name" FROM "organization" t3 WHERE t3."id" = $1 AND t3."id" = $1;
