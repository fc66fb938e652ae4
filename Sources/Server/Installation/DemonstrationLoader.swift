import Cryptography
import Foundation
import Portal
import Postgres

/// Loads the demonstration and says so.
struct DemonstrationLoader {
    let installation: Installation

    /// Refuses a database that could be a real one.
    func requireAllowed() throws {
        if installation.cluster == nil, !installation.settings.isDemonstration {
            throw InstallationError.demonstrationElsewhere
        }
    }

    /// Loads it unless it is there already, so that starting again keeps what was done.
    func loadOnce() async throws {
        let session = try installation.session()
        let isThere = try session.transaction {
            try session.execute("SET LOCAL ROLE portico_definer")
            return try session.run("SELECT exists (SELECT FROM organization)").bool(0, 0) == true
        }
        if !isThere { try await load(scale: 0) }
    }

    /// Loads it, in place of what it loaded before.
    func load(scale: Int) async throws {
        let hash = try await PasswordHasher().hash(Demonstration.password)
        let today = Int(Date().timeIntervalSince1970 / 86_400)
        let start = ContinuousClock.now
        try Demonstration.load(
            into: installation.session(), passwordHash: hash.description, scale: scale, today: today
        ) { progress in
            Console.progress(Self.line(progress))
        }
        let took = ContinuousClock.now - start
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let tenths = (seconds * 10).rounded() / 10
        Console.progress("portico: demonstration data loaded in \(tenths) s", isLast: true)
    }

    private static func line(_ progress: DemonstrationProgress) -> String {
        let share = progress.totalCustomers == 0 ? 100 : progress.customers * 100 / progress.totalCustomers
        return "portico: loading demonstration data: \(share) % (\(progress.rows) rows)"
    }

    /// The sign-ins, as they are printed.
    static let signIns = """
        Sign in with the password \(Demonstration.password):
          admin@nordlys.test       admin of a security partner
          user@nordlys.test        looks after three of its customers
          wide@nordlys.test        looks after all customers of one partnership
          marketing@nordlys.test   marketing
          admin@leadhaus.test      admin of a partner that buys leads
          operator@portico.test    the operator, at /admin/login
          admin@fjord.test         administrator of a customer's portal, at /portal/fjord
          user@fjord.test          user of the same portal
        """
}
