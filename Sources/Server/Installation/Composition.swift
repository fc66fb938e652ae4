import Cryptography
import Execution
import Foundation
import GraphQLSchema
import Logging
import Outbound
import Planning
import Portal
import PortalHTTP
import Postgres

/// Puts the running program together: the one place where every part meets.
struct Composition {
    let database: Database
    let surface: HTTPSurface
    let configuration: HTTPConfiguration
    let files: StaticFiles
    let sealer: AuditSealer
    let sweeper: Sweeper
    let reads: CustomerReads
    let mails: MailRoom

    /// - Parameters:
    ///   - address: what links begin with, as soon as the server listens.
    ///   - logger: where it is said what operators should know.
    init(_ installation: Installation, _ address: ListeningAddress, logger: Logger) async throws {
        let settings = installation.settings
        let schema = try installation.files.schema()
        try schema.check(against: Catalogue.read(installation.session()))
        var connections = DatabaseConfiguration(
            connectionString: installation.connectionString, role: Installation.role)
        settings.limits.apply(to: &connections)
        let database = try Database(connections)
        let sessions = SessionCache(database)
        let templates = try MailTemplates(folder: installation.files.mails)
        let desk = installation.holdsMails ? MailDesk(templates) { address.origin } : nil
        let federation = Federation(client: OutboundClient(settings.outbound.rules), logger: logger) {
            address.origin ?? settings.origin(port: settings.port)
        }
        let mutations = try Mutations(
            database: database, sessions: sessions, hasher: PasswordHasher(), secrets: installation.secrets,
            policy: schema.policy, sessionSeconds: settings.sessionSeconds, federation: federation, mails: desk)
        let planner = Planner(
            policy: schema.policy, mapping: schema.mapping, introspection: settings.introspection,
            limits: settings.limits.planning)
        let reads = CustomerReads(database)
        let places = SessionPlaces(database, settings.sessionBinding)
        let engine = try Engine(
            planner: planner, schemas: schema.visible, database: database, sessions: sessions.source(places),
            cipher: installation.secrets.cipher(for: "cursor"), mutations: mutations.fields,
            limits: settings.limits.engine, whoLooked: { reads.note($0, $1) })
        let explanations = ExplanationAnswers(engine: engine, policy: schema.policy)
        let kit = PartnerKitFiles(engine: engine, database: database)
        files = try StaticFiles(directory: installation.files.web)
        configuration = HTTPConfiguration(
            publicOrigin: settings.publicOrigin, profile: settings.profile, trustedProxies: settings.trustedProxies,
            metricsToken: settings.metricsToken, limits: HTTPLimits(settings.limits))
        let credentialUse = CredentialUse(database, sessions)
        surface = HTTPSurface(
            answer: { request, credential, context in
                let answer = await engine.answer(request, as: credential, context: context)
                credentialUse.note(credential, context)
                return answer
            },
            explanation: { request, isMeasured, credential, context in
                await explanations.answer(request, isMeasured: isMeasured, as: credential, context: context)
            },
            kitFile: { request, credential, context in await kit.answer(request, as: credential, context: context) },
            unreadiness: { await Readiness.fault(of: database) },
            gauges: { database.gauges })
        self.database = database
        sealer = AuditSealer(database)
        sweeper = Sweeper(database)
        self.reads = reads
        try await database.start()
        do {
            mails = try await MailRoom(installation, templates, tasks: VisibleTasks(database))
        } catch {
            await database.shutdown()
            throw error
        }
    }

    /// Closes all connections.
    func close() async {
        await mails.database.shutdown()
        await database.shutdown()
    }
}

/// Whether requests can be answered.
enum Readiness {
    private static let question = Statement(text: "SELECT 1")

    /// What is wrong; nil where the database answers.
    ///
    /// That it is migrated was checked before the program served.
    static func fault(of database: Database) async -> String? {
        do {
            _ = try await database.read([BoundStatement(question)], deadline: .seconds(2))
            return nil
        } catch {
            return error.description
        }
    }
}

extension Database {
    /// What the database counts, by the names of `/metrics`.
    var gauges: [Gauge] {
        let statistics = statistics
        let name = "portico_database_"
        return [
            Gauge(name + "connections", "Connections that are up.", Double(statistics.connections)),
            Gauge(name + "in_flight", "Requests sent and not answered.", Double(statistics.inFlight)),
            Gauge(name + "waiting", "Requests that wait for a connection.", Double(statistics.waiting)),
            Gauge(name + "round_trips_total", "Segments answered.", Double(statistics.roundTrips), isCounter: true),
            Gauge(
                name + "connections_lost_total", "Connections lost or dropped.", Double(statistics.connectionsLost),
                isCounter: true),
            Gauge(name + "retries_total", "Reads sent once more.", Double(statistics.retries), isCounter: true),
            Gauge(
                name + "timeouts_total", "Requests past their deadline.", Double(statistics.timeouts), isCounter: true),
        ]
    }
}
