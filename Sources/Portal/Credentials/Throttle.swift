import Access
import Cryptography
import Postgres
import SQLText

/// Counts tries of what could be guessed, before anything is looked at; many of them have to wait.
///
/// What is counted is hidden in the database by a key of the installation. Each kind of try counts on its own, so that
/// nobody is kept from signing in by somebody who asks for new passwords.
struct Throttle: Sendable {
    let database: Database
    /// Hides e-mails in the table of tries.
    let key: [UInt8]

    private static let deadline = Duration.seconds(5)

    /// Counts a try; the seconds to wait where there were too many.
    func count(_ subject: String, in realm: Realm, from address: String) async throws -> Int? {
        let statement = BoundStatement(Self.counting, [.text(realm.rawValue), digest(subject), .text(address)])
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
        guard let seconds = rows.first?.int4(0, 0), seconds > 0 else { return nil }
        return Int(seconds)
    }

    /// The statement that forgets the tries of somebody who succeeded.
    func success(_ subject: String, in realm: Realm, from address: String) -> BoundStatement {
        BoundStatement(Self.forgetting, [.text(realm.rawValue), digest(subject), .text(address)])
    }

    /// Forgets the tries of somebody who succeeded.
    func forget(_ subject: String, in realm: Realm, from address: String) async throws {
        let statement = success(subject, in: realm, from: address)
        _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
    }

    private func digest(_ subject: String) -> SQLValue {
        .bytea(hmacSHA256(key: key, message: Array(subject.utf8)))
    }

    private static let counting = Statement(
        text: "SELECT sign_in_throttle($1, $2, $3::inet)", parameterTypes: [.text, .bytea, .text])
    private static let forgetting = Statement(
        text: "SELECT sign_in_record($1, $2, $3::inet, true)", parameterTypes: [.text, .bytea, .text])
}
