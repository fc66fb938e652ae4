public import Cryptography
public import Postgres
import SQLText

/// What the owner of an installation does at its machine: make an operator, set somebody's password.
///
/// Nobody sees a row of these tables without a policy, their owner included. So the owner lets itself in for one
/// transaction, as the demonstration does.
public struct UserAdministration {
    private let session: DirectSession

    /// The fewest characters of a password, here as in the portal.
    public static let minimumPassword = PasswordRule.minimum

    /// Works on a session of the login that migrates.
    public init(_ session: DirectSession) {
        self.session = session
    }

    /// Makes an operator who can sign in.
    ///
    /// - Throws: ``AdministrationError/taken(_:)``; `PostgresError`.
    public func addOperator(email: String, name: String, password: PasswordHash) throws {
        try owning("operator_user") {
            let rows = try session.run(
                """
                INSERT INTO operator_user (email, name, password_hash) \
                VALUES (lower(btrim(\(.text(email)))), btrim(\(.text(name))), \(.text(password.description))) \
                ON CONFLICT (email) DO NOTHING RETURNING id
                """)
            if rows.rowCount == 0 { throw AdministrationError.taken(email) }
            try note("operator.created", "operator_user", rows.rowID(0, 0), nil, "email", email)
        }
    }

    /// Sets the password of an operator or of a partner's user, which ends none of their sessions but makes every
    /// server look at them again.
    ///
    /// - Throws: ``AdministrationError/unknown(_:)``; `PostgresError`.
    public func setPassword(email: String, isOperator: Bool, to password: PasswordHash) throws {
        let hash = SQLValue.text(password.description)
        try owning(isOperator ? "operator_user" : "app_user") {
            let rows =
                isOperator
                ? try session.run(
                    """
                    UPDATE operator_user SET password_hash = \(hash) \
                    WHERE email = lower(btrim(\(.text(email)))) RETURNING id, NULL::uuid
                    """)
                : try session.run(
                    """
                    UPDATE app_user SET password_hash = \(hash) \
                    WHERE email = lower(btrim(\(.text(email)))) AND role <> 'NOTIFICATIONS' \
                    RETURNING id, organization_id
                    """)
            if rows.rowCount == 0 { throw AdministrationError.unknown(email) }
            let table = isOperator ? "operator_user" : "app_user"
            try note("user.password_set", table, rows.rowID(0, 0), rows.rowID(0, 1), "password_hash", "***")
        }
    }

    /// Turns off the second factor of somebody who lost it, and ends the sessions; false where there is none.
    ///
    /// - Throws: ``AdministrationError/unknown(_:)``; `PostgresError`.
    public func removeSecondFactor(email: String, isOperator: Bool) throws -> Bool {
        try session.transaction {
            try session.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL ROLE portico_owner")
            let rows = try session.run(
                """
                SELECT user_id, organization_id, was_on FROM second_factor_drop(\(.bool(isOperator)), \(.text(email)))
                """)
            guard rows.rowCount == 1, let wasOn = rows.bool(0, 2) else { throw AdministrationError.unknown(email) }
            let table = isOperator ? "operator_user" : "app_user"
            if wasOn {
                try note("user.second_factor_reset", table, rows.rowID(0, 0), rows.rowID(0, 1), "second_factor", "OFF")
            }
            return wasOn
        }
    }

    /// Everybody who can sign in at the operator's side, by e-mail.
    public func operators() throws -> [String] {
        try owning("operator_user") {
            let rows = try session.run(
                "SELECT email || '  ' || name || '  ' || status FROM operator_user ORDER BY email")
            return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
        }
    }

    /// Writes down what was done, in the transaction that does it.
    private func note(
        _ action: String, _ table: String, _ target: RowID?, _ organization: RowID?, _ field: String, _ value: String
    ) throws {
        let target = target.map(SQLValue.uuid) ?? .null(.uuid)
        try session.run(
            """
            SELECT audit_write(\(organization.map(SQLValue.uuid) ?? .null(.uuid)), 'SYSTEM', NULL, NULL, NULL, NULL, \
            \(.text(action)), \(.text(table)), \(target), NULL, \(.text(field)), \(.text(value)))
            """)
    }

    private func owning<Value>(_ table: String, _ body: () throws -> Value) throws -> Value {
        try session.transaction {
            try session.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL ROLE portico_owner")
            try session.execute("ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY")
            let value = try body()
            try session.execute("ALTER TABLE \(table) FORCE ROW LEVEL SECURITY")
            return value
        }
    }
}

/// Why something about a user could not be done.
public enum AdministrationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Somebody has this e-mail already.
    case taken(String)
    /// Nobody has this e-mail.
    case unknown(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .taken(let email): "There is an operator with the e-mail \(email) already. Set the password instead."
        case .unknown(let email): "Nobody who can sign in has the e-mail \(email)."
        }
    }
}
