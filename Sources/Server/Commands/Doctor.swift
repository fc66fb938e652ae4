import ArgumentParser
import Cryptography
import Foundation
import Planning
import Portal
import PortalHTTP
import Postgres

/// `portico doctor`: looks at everything that serving needs.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at everything that serving needs, and say what is wrong.",
        discussion:
            "Changes nothing, except that a private database that was never used is made. Exits with 1 where something is wrong."
    )

    @Flag(help: "Also verify the sealed journal of every organisation, and say where a chain broke.")
    var audit = false

    func run() async throws {
        var examination = Examination()
        await examination.look("settings") { _ = try Settings(environment: ProcessInfo.processInfo.environment) }
        await examination.look("cryptography") {
            let ring = try SecretRing([randomBytes(SecretRing.minimumBytes)])
            let cipher = try ring.cipher(for: "examination")
            let sealed = try cipher.encrypt([1], associatedData: [])
            guard cipher.decrypt(sealed, associatedData: []) == [1] else {
                throw CryptographyError.unavailable("AES-SIV")
            }
            _ = try await PasswordHasher().hash("examination")
        }
        guard examination.count == 0 else { return try examination.finish() }
        let installation: Installation
        do {
            installation = try await Installation.open()
            examination.note("files and database")
        } catch {
            examination.note("files and database", error)
            return try examination.finish()
        }
        await examination.look("schema.graphql") { _ = try installation.files.schema() }
        await examination.look("front") { _ = try StaticFiles(directory: installation.files.web) }
        await examination.look("mails") { _ = try MailTemplates(folder: installation.files.mails) }
        await examination.look("migrations") {
            try installation.files.migrator().requireCurrent(installation.session())
        }
        await examination.look("roles and policies") {
            for role in [Installation.role, Installation.workerRole] {
                try RoleCheck(role: role).requireHarmless(installation.session())
            }
        }
        await examination.look("schema against database") {
            try installation.files.schema().check(against: Catalogue.read(installation.session()))
        }
        if audit { examine(installation, &examination) }
        await installation.close()
        try examination.finish()
    }

    /// A line for each chain, with the hash that somebody may keep elsewhere.
    private func examine(_ installation: Installation, _ examination: inout Examination) {
        do {
            for chain in try AuditCheck(installation.session()).chains() {
                examination.note(chain.description, chain.fault)
            }
        } catch {
            examination.note("audit", error)
        }
    }
}

/// Counts what is wrong and prints a line for each thing looked at.
private struct Examination {
    private(set) var count = 0

    mutating func look(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            note(what)
        } catch {
            note(what, error)
        }
    }

    mutating func note(_ what: String, _ error: (any Error)? = nil) {
        guard let error else { return Console.say("ok     \(what)") }
        count += 1
        Console.say("WRONG  \(what)")
        for line in "\(error)".split(separator: "\n") { Console.say("       \(line)") }
    }

    func finish() throws {
        if count > 0 { throw InstallationError.unhealthy(count) }
    }
}
