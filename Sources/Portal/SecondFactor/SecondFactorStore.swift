import Access
import Cryptography
import Execution
import Postgres
import SQLText

/// Somebody's own second factor in the database, through the functions that the app may call.
struct SecondFactorStore: Sendable {
    let database: Database
    let throttle: Throttle

    private static let deadline = Duration.seconds(5)

    /// What a session's owner has.
    struct Own {
        let owner: RowID
        let isOn: Bool
        /// Nil where there is none, nor one that waits for its first code.
        let factor: SecondFactor?
    }

    /// What came of showing a code to the database.
    enum Outcome {
        case done
        /// The code was taken already.
        case usedCode
        /// The session has ended, or the password or the second factor is another one by now.
        case changedMeanwhile

        init(_ text: String?) {
            switch text {
            case "DONE": self = .done
            case "CODE": self = .usedCode
            default: self = .changedMeanwhile
            }
        }
    }

    /// What the owner of a session has of a second factor; nil for a session that has ended.
    func own(_ tokenHash: [UInt8]) async throws -> Own? {
        let rows = try await database.read([BoundStatement(Self.own, [.bytea(tokenHash)])], deadline: Self.deadline)
        guard let rows = rows.first, rows.rowCount == 1, let owner = rows.rowID(0, 0) else { return nil }
        guard let isOn = rows.bool(0, 1), let sealed = rows.bytea(0, 2), let last = rows.int8(0, 3) else {
            return Own(owner: owner, isOn: false, factor: nil)
        }
        return Own(owner: owner, isOn: isOn, factor: SecondFactor(owner: owner, sealed: sealed, lastStep: last))
    }

    /// What came of keeping a new secret.
    enum Start {
        case started
        case isOnAlready
        case changedMeanwhile
    }

    /// Keeps a secret until its first code is shown.
    func start(_ shown: Reauthentication.Owner, _ sealed: [UInt8]) async throws -> Start {
        let rows = try await change(
            Self.start, [.bytea(shown.viewer.tokenHash), .text(shown.hash.description), .bytea(sealed)])
        switch rows?.text(0, 0) {
        case "STARTED": return .started
        case "ON": return .isOnAlready
        default: return .changedMeanwhile
        }
    }

    /// Turns on the second factor that a code was shown of; false where there is another one by now, or none.
    func confirm(
        _ tokenHash: [UInt8], _ factor: SecondFactor, step: Int64, _ codes: RecoveryCodes, _ request: RequestContext
    ) async throws -> Bool {
        let values: [SQLValue] = [.bytea(tokenHash), .bytea(factor.sealed), .int8(step), Self.array(codes.hashes)]
        return try await change(Self.confirm, values + Self.place(request))?.bool(0, 0) ?? false
    }

    func remove(
        _ shown: Reauthentication.Owner, _ proof: CodeProof, _ request: RequestContext
    ) async throws -> Outcome {
        let values = [.bytea(shown.viewer.tokenHash), .text(shown.hash.description)] + proof.values
        return Outcome(try await change(Self.remove, values + Self.place(request))?.text(0, 0))
    }

    func renew(
        _ shown: Reauthentication.Owner, _ proof: CodeProof, _ codes: RecoveryCodes, _ request: RequestContext
    ) async throws -> Outcome {
        let values = [.bytea(shown.viewer.tokenHash), .text(shown.hash.description)] + proof.values
        return Outcome(
            try await change(Self.renew, values + [Self.array(codes.hashes)] + Self.place(request))?.text(0, 0))
    }

    /// Writes down that a code was refused: of a sign-in, or of somebody who is signed in.
    func refuse(challenge: [UInt8]? = nil, session: [UInt8]? = nil, _ request: RequestContext) async throws {
        let values = [challenge, session].map { $0.map(SQLValue.bytea) ?? .null(.bytea) }
        _ = try await change(Self.refuse, values + Self.place(request))
    }

    private static func place(_ request: RequestContext) -> [SQLValue] {
        [.text(SignInRequest.address(request.clientAddress)), .text(request.requestID)]
    }

    private func change(_ statement: Statement, _ values: [SQLValue]) async throws -> ResultRows? {
        let bound = BoundStatement(statement, values)
        return try await database.transaction(deadline: Self.deadline) { try await $0.run([bound]) }.first
    }

    /// Hashes as one value; ``bytes(of:)`` makes them bytes again.
    static func array(_ hashes: [[UInt8]]) -> SQLValue {
        .textArray(hashes.map { base64Encode($0, alphabet: .standard) })
    }

    /// The SQL that makes a parameter an array of bytes.
    ///
    /// Digests have 32 bytes: one sign fills them up.
    static func bytes(of parameter: String) -> String {
        "ARRAY(SELECT decode(h || '=', 'base64') FROM unnest(\(parameter)) h)"
    }

    private static let own = Statement(
        text: "SELECT sealed_for, is_on, secret, last_step FROM second_factor_own($1)", parameterTypes: [.bytea])
    private static let start = Statement(
        text: "SELECT second_factor_start($1, $2, $3)", parameterTypes: [.bytea, .text, .bytea])
    private static let confirm = Statement(
        text: "SELECT second_factor_confirm($1, $2, $3, \(bytes(of: "$4")), $5::inet, $6)",
        parameterTypes: [.bytea, .bytea, .int8, .textArray, .text, .text])
    private static let remove = Statement(
        text: "SELECT second_factor_remove($1, $2, $3, $4, $5, $6::inet, $7)",
        parameterTypes: [.bytea, .text, .int8, .bytea, .bytea, .text, .text])
    private static let renew = Statement(
        text: "SELECT recovery_codes_renew($1, $2, $3, $4, $5, \(bytes(of: "$6")), $7::inet, $8)",
        parameterTypes: [.bytea, .text, .int8, .bytea, .bytea, .textArray, .text, .text])
    private static let refuse = Statement(
        text: "SELECT second_factor_refuse($1, $2, $3::inet, $4)", parameterTypes: [.bytea, .bytea, .text, .text])
}
