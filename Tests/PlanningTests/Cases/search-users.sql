SELECT t0."name", t0."email" FROM "app_user" t0 WHERE t0."organization_id" = $1 AND (((strpos(t0."search_text", lower($2)) > 0 AND strpos($2, chr(10)) = 0)) AND (t0."role" = $3)) ORDER BY t0."name", t0."id" LIMIT $4;

SELECT count(*) FROM "app_user" t1 WHERE t1."organization_id" = $1 AND (((strpos(t1."search_text", lower($2)) > 0 AND strpos($2, chr(10)) = 0)) AND (t1."role" = $3));
