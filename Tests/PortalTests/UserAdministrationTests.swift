import Testing

@testable import Cryptography
@testable import Portal

@Suite("What is done at the machine itself", .serialized) struct UserAdministrationTests {
    @Test("D4-33 It is written down too, without the secret")
    func journal() async throws {
        try await World.with { world in
            let session = try world.test.session()
            let hash = try await PasswordHasher(cost: .cheap).hash("a long new password")
            let administration = UserAdministration(session)
            try administration.addOperator(email: "second@portico.test", name: "Second", password: hash)
            try administration.setPassword(email: "user@nordlys.test", isOperator: false, to: hash)
            try administration.setPassword(email: "second@portico.test", isOperator: true, to: hash)
            #expect(throws: AdministrationError.unknown("nobody@x.test")) {
                try administration.setPassword(email: "nobody@x.test", isOperator: false, to: hash)
            }
            #expect(
                try world.look(
                    """
                    SELECT concat_ws(' ', e.action, e.target_type, c.field, c.after, g.name)
                    FROM audit_event e JOIN audit_change c ON c.event_id = e.id
                    LEFT JOIN organization g ON g.id = e.organization_id WHERE e.realm = 'SYSTEM' ORDER BY e.id
                    """) == [
                        "operator.created operator_user email second@portico.test",
                        "user.password_set app_user password_hash *** Nordlys Security AS",
                        "user.password_set operator_user password_hash ***",
                    ])
        }
    }
}
