import ArgumentParser
import Portal

/// `portico demo`: loads or resets the demonstration data.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load or reset demonstration data.",
        discussion: """
            What the demonstration made before is removed first. Refuses where there are other data, and with \
            DATABASE_URL unless DEMO=1.
            """)

    @Option(help: "Add bulk data for benchmarks: so many times 2,000 customers with what is theirs, and 34,000 leads.")
    var scale = 0

    func run() async throws {
        try await Installation.with { installation in
            let loader = DemonstrationLoader(installation: installation)
            try loader.requireAllowed()
            try installation.prepare()
            try await loader.load(scale: scale)
            Console.say(DemonstrationLoader.signIns)
        }
    }

    func validate() throws {
        guard (0...Demonstration.maximumScale).contains(scale) else {
            throw ValidationError("--scale must be 0 to \(Demonstration.maximumScale).")
        }
    }
}
