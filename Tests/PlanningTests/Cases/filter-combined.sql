SELECT count(*) FROM "customer" t0 WHERE t0."organization_id" = $1 AND ((((((t0."status" = $2) OR (TRUE))) AND (NOT (NOT (t0."kind" = $3))))) AND (FALSE) AND (FALSE));
