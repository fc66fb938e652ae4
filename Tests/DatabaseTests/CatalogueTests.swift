import Postgres
import SQLText
import TestSupport
import Testing

/// What must be true of every table and every role, also of those that a later migration adds.
@Suite struct CatalogueTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
    }

    /// The texts that a query of one column gives: mostly what is wrong.
    private func found(_ query: SQLText<SQLValue>) throws -> [String] {
        let rows = try session.run(query)
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    @Test("Every table of the owner has row-level security, enabled and forced, and a policy")
    func everyTableIsClosed() throws {
        #expect(
            try found(
                """
                SELECT c.relname::text FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND c.relname <> 'schema_migration'
                    AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                        AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
                """) == [])
    }

    @Test("Every table that names an organization has a policy for the app, and none that lets everybody in")
    func tenantPolicies() throws {
        let tables = try found(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'organization_id'
            """)
        #expect(tables.count >= 12)
        let guarded = try found("SELECT tablename::text FROM pg_policies WHERE 'portico_app' = ANY (roles)")
        #expect(tables.filter { !guarded.contains($0) } == [])
        #expect(
            try found(
                """
                SELECT tablename || '.' || policyname FROM pg_policies
                WHERE 'public' = ANY (roles) OR ('portico_app' = ANY (roles) AND coalesce(qual, with_check) = 'true')
                """) == [])
    }

    @Test("The app and the worker own nothing, bypass nothing and are no member of anything")
    func rolesAreWeak() throws {
        #expect(
            try found(
                """
                SELECT rolname::text FROM pg_roles
                WHERE rolname IN ('portico_owner', 'portico_app', 'portico_worker', 'portico_definer')
                    AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb OR rolreplication)
                """) == [])
        #expect(
            try found(
                """
                SELECT relname::text FROM pg_class
                WHERE pg_get_userbyid(relowner) IN ('portico_app', 'portico_worker')
                """) == [])
        #expect(
            try found(
                """
                SELECT m.rolname || ' is ' || r.rolname
                FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
                WHERE m.rolname IN ('portico_owner', 'portico_app', 'portico_worker', 'portico_definer')
                """) == [])
        #expect(
            try found(
                """
                SELECT r.rolname::text FROM pg_roles r
                WHERE r.rolname IN ('portico_app', 'portico_worker')
                    AND (has_schema_privilege(r.oid, 'public', 'CREATE')
                        OR has_database_privilege(r.oid, current_database(), 'CREATE'))
                """) == [])
    }

    @Test("The app changes nothing but what a mutation changes")
    func appWrites() throws {
        let writes = try found(
            """
            SELECT table_name || '.' || column_name || ' ' || privilege_type
            FROM information_schema.column_privileges
            WHERE grantee = 'portico_app' AND privilege_type = 'UPDATE' ORDER BY 1
            """)
        #expect(
            writes == [
                "app_user.email UPDATE", "app_user.name UPDATE", "app_user.role UPDATE", "app_user.status UPDATE",
                "app_user.time_zone UPDATE",
                "customer.address UPDATE",
                "customer.country UPDATE", "customer.email UPDATE", "customer.external_ref UPDATE",
                "customer.name UPDATE", "customer.phone UPDATE", "customer.status UPDATE",
                "customer_portal.admin_user_id UPDATE", "customer_portal.brand_color UPDATE",
                "customer_portal.brand_name UPDATE", "customer_portal.disabled_reason UPDATE",
                "customer_portal.enabled UPDATE", "customer_portal.slug UPDATE", "idempotency_record.created_at UPDATE",
                "idempotency_record.expires_at UPDATE", "idempotency_record.request_hash UPDATE",
                "idempotency_record.response UPDATE", "identity_domain.decided_at UPDATE",
                "identity_domain.status UPDATE", "identity_provider.client_id UPDATE",
                "identity_provider.client_secret UPDATE", "identity_provider.creates_users UPDATE",
                "identity_provider.enabled UPDATE", "identity_provider.name UPDATE", "mail.attempts UPDATE",
                "mail.next_attempt_at UPDATE",
                "mail.state UPDATE", "membership.customer_access UPDATE",
                "notification_preference.categories UPDATE", "notification_preference.frequency UPDATE",
                "notification_preference.hour UPDATE", "organization.address UPDATE",
                "organization.allows_temporary_passwords UPDATE",
                "organization.phone UPDATE", "organization.support_access_until UPDATE", "portal_user.name UPDATE",
                "portal_user.state UPDATE",
            ])
        #expect(
            try found(
                """
                SELECT table_name || ' ' || privilege_type FROM information_schema.table_privileges
                WHERE grantee = 'portico_app' AND privilege_type <> 'SELECT' ORDER BY 1
                """)
                == [
                    "app_user DELETE", "assignment DELETE", "audit_change INSERT", "audit_detail INSERT",
                    "audit_event INSERT",
                    "idempotency_record INSERT", "identity_domain DELETE", "identity_domain INSERT",
                    "identity_provider DELETE", "identity_provider INSERT", "membership DELETE",
                    "outbox_event INSERT", "portal_user DELETE",
                ])
    }

    @Test("No index of a table uses an operator that may not run before the policies, but the one the definer asks")
    func leakproofIndexes() throws {
        #expect(
            try found(
                """
                SELECT DISTINCT x.indexrelid::regclass || ' uses ' || o.amopopr::regoperator
                FROM pg_index x
                JOIN pg_class t ON t.oid = x.indrelid AND t.relrowsecurity
                CROSS JOIN LATERAL unnest(x.indclass) class
                JOIN pg_opclass k ON k.oid = class
                JOIN pg_amop o ON o.amopfamily = k.opcfamily AND o.amoplefttype = k.opcintype
                    AND o.amoprighttype = k.opcintype
                JOIN pg_operator p ON p.oid = o.amopopr
                JOIN pg_proc f ON f.oid = p.oprcode
                WHERE NOT f.proleakproof AND x.indexrelid <> 'delivery_done_by_trigram'::regclass
                """) == [])
        // What is still to be sorted in would be read by every search, and tell how much that is.
        #expect(
            try found(
                """
                SELECT relname::text FROM pg_class
                WHERE relname = 'delivery_done_by_trigram' AND reloptions @> '{fastupdate=off}'
                """) == ["delivery_done_by_trigram"])
    }

    @Test("Enums, citext and numbers without a fixed size appear in no table")
    func columnTypes() throws {
        #expect(
            try found(
                """
                SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
                    AND NOT a.attisdropped
                    AND (t.typtype IN ('e', 'd') OR t.typname IN ('citext', 'numeric', 'money', 'timestamp', 'bpchar'))
                """) == [])
    }

    @Test("Money is a whole number with a currency in the same row")
    func money() throws {
        #expect(
            try found(
                """
                SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%\\_minor'
                    AND (a.atttypid <> 'int8'::regtype
                        OR NOT EXISTS (SELECT FROM pg_attribute b
                            WHERE b.attrelid = c.oid AND b.attname = 'currency' AND b.attnotnull))
                """) == [])
    }

    @Test("Every foreign key can be followed back by an index")
    func foreignKeysAreIndexed() throws {
        // The most selective column of a composite key is enough: with an id in front the rest is only checked.
        #expect(
            try found(
                """
                SELECT k.conrelid::regclass || ' (' || k.conname || ')' FROM pg_constraint k
                WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
                    AND NOT EXISTS (
                        SELECT FROM pg_index x
                        WHERE x.indrelid = k.conrelid AND x.indkey[0] = ANY (k.conkey))
                """) == [])
    }

    @Test("A row that names a customer, a partnership or a user proves that they are of its organization")
    func foreignKeysCarryTheTenant() throws {
        #expect(
            try found(
                """
                SELECT k.conrelid::regclass || ' (' || k.conname || ')' FROM pg_constraint k
                WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
                    AND EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = k.conrelid AND a.attname = 'organization_id')
                    AND EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = k.confrelid AND a.attname = 'organization_id')
                    AND NOT EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = k.conrelid AND a.attname = 'organization_id' AND a.attnum = ANY (k.conkey))
                    AND k.conrelid NOT IN ('audit_detail'::regclass, 'audit_change'::regclass)
                """) == [])
    }

    @Test("Functions of the definer are the app's by name only, and none looks a name up in the caller's path")
    func functions() throws {
        #expect(
            try found(
                """
                SELECT p.proname::text FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('portico_app', p.oid, 'EXECUTE')
                ORDER BY 1
                """)
                == [
                    "access_standing", "api_key_state", "api_key_use", "audit_seal", "contract_status",
                    "customer_portal_single_sign_on",
                    "customer_read_note",
                    "email_change_confirm",
                    "email_change_request", "erase_contact", "erase_person", "former_person", "free_portal_slug",
                    "global_id",
                    "invitation_accept", "invitation_lookup",
                    "invoice_status", "kit_downloaded", "lock_membership", "lock_own_profile", "lock_partner",
                    "lock_partnership", "mail_open",
                    "membership_customer_count", "notification_viewer", "organization_single_sign_on", "own_credential",
                    "password_challenge_create", "password_challenge_lookup", "password_challenge_use",
                    "password_change", "password_reset_request", "personal_data",
                    "portal_standing", "recovery_codes_renew", "reinvite_user", "reset_user_password",
                    "second_factor_confirm", "second_factor_own", "second_factor_refuse", "second_factor_remove",
                    "second_factor_reset", "second_factor_start", "session_address",
                    "session_assigned_bits", "session_create", "session_elsewhere", "session_end", "session_refuse",
                    "session_revoke", "session_use",
                    "sign_in_challenge_create", "sign_in_challenge_lookup",
                    "sign_in_challenge_try", "sign_in_confirm", "sign_in_lookup", "sign_in_record", "sign_in_throttle",
                    "single_sign_on_begin", "single_sign_on_bind", "single_sign_on_enter", "single_sign_on_provider",
                    "single_sign_on_return",
                    "sweep", "task_status", "temporary_password_set", "update_own_profile",
                    "update_partner", "update_partnership", "user_standing", "uuidv7", "view_as_end", "view_as_start",
                    "viewer_customer",
                    "viewer_enter",
                    "viewer_keep", "viewer_leads_with", "viewer_load", "viewer_manages_portal", "viewer_organization",
                    "viewer_partnership",
                    "viewer_partnerships", "viewer_role", "viewer_user", "viewer_view_as", "viewer_whole_partnerships",
                    "viewer_whole_partnerships_now",
                ])
        // Those without a fixed path write every table's name in full.
        #expect(
            try found(
                """
                SELECT p.proname::text FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proconfig IS NULL
                    AND (p.prosrc ~ '(from|join|into|update) +(?!public\\.)[a-z_]+ +[a-z] ' OR p.prosrc ~ '\\mexecute\\M')
                """) == [])
        #expect(
            try found(
                """
                SELECT p.proname::text FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                    AND pg_get_userbyid(p.proowner) <> 'portico_definer'
                """) == [])
    }
}
