import ArgumentParser
import Postgres

/// `portico migrate`: brings the database's schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date.",
        discussion: "Each migration runs in a transaction of its own; there is no way back.")

    @Flag(help: "Only say what is applied and what is missing; exits with 1 where something is.")
    var status = false

    func run() async throws {
        try await Installation.with { installation in
            let session = try installation.session()
            let migrator = try installation.files.migrator()
            if status {
                try report(try migrator.status(session))
            } else {
                let applied = try migrator.apply(session) { Console.say("applying \($0)") }
                Console.say(applied.isEmpty ? "The database is up to date." : "The database is up to date now.")
            }
        }
    }

    private func report(_ status: MigrationStatus) throws {
        for name in status.applied { Console.say("applied  \(name)") }
        for name in status.pending { Console.say("missing  \(name)") }
        for name in status.changed { Console.say("changed  \(name)") }
        for name in status.unknown { Console.say("unknown  \(name)") }
        if !status.isCurrent { throw ExitCode.failure }
    }
}
