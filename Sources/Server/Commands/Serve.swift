import ArgumentParser
import Foundation
import Logging
import Portal
import PortalHTTP
import ServiceLifecycle

/// `portico serve`: runs the portal.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the portal.",
        discussion: """
            Listens at PORTICO_HOST (127.0.0.1) and PORT (8080) until it is told to stop by SIGTERM or SIGINT; then \
            running requests end first. Without DATABASE_URL it brings its private database up to date by itself.
            """)

    @Flag(help: "Load demonstration data where there are none (as does DEMO=1), and print the sign-ins.")
    var demo = false

    func run() async throws {
        try await Installation.with { installation in
            try installation.prepare()
            let isDemonstration = demo || installation.settings.isDemonstration
            if isDemonstration {
                let loader = DemonstrationLoader(installation: installation)
                try loader.requireAllowed()
                try await loader.loadOnce()
            }
            let address = ListeningAddress()
            var logger = Logger(label: "portico", factory: { StreamLogHandler.standardError(label: $0) })
            logger.logLevel = .warning
            let composition = try await Composition(installation, address, logger: logger)
            do {
                try await serve(
                    composition, installation.settings, address, logger, isDemonstration: isDemonstration)
                await composition.close()
            } catch {
                await composition.close()
                throw error
            }
        }
    }

    private func serve(
        _ composition: Composition, _ settings: Settings, _ address: ListeningAddress, _ logger: Logger,
        isDemonstration: Bool
    ) async throws {
        let log = settings.logsRequests ? RequestLog.standardError() : nil
        let service = HTTPService(
            surface: composition.surface, configuration: composition.configuration, files: composition.files,
            host: settings.host, port: settings.port, log: log, logger: logger
        ) { port in
            address.set(settings.origin(port: port))
            Console.say(Self.banner(settings, port: port, isDemonstration: isDemonstration))
        }
        var configuration = ServiceGroupConfiguration(
            services: [
                service, SealingService(sealer: composition.sealer, logger: logger),
                ReadNotingService(reads: composition.reads, logger: logger),
                SweepingService(sweeper: composition.sweeper, logger: logger),
                MailService(room: composition.mails, address: address, logger: logger),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
        log?.flush()
    }

    static func banner(_ settings: Settings, port: Int, isDemonstration: Bool) -> String {
        let address = settings.origin(port: port)
        let lines = """

            Portico is ready at \(address)

              partners   \(address)/partner/login
              operator   \(address)/admin/login
              explorer   \(address)/explorer
              GraphQL    \(address)/graphql

            """
        return isDemonstration ? lines + "\n" + DemonstrationLoader.signIns + "\n" : lines
    }
}
