import Foundation

/// A PostgreSQL cluster that belongs to this program: made on first use, started and stopped with it.
///
/// It listens on a Unix socket in a private folder and nowhere else. When PostgreSQL dies it is started again; when
/// this process is killed PostgreSQL stops, and what it leaves behind is recovered by the next one.
public final class PrivateCluster: Sendable {
    private let supervisor: ClusterSupervisor
    private let password: String

    /// Where it lives and how it's set up.
    public var configuration: ClusterConfiguration { supervisor.configuration }

    private init(_ supervisor: ClusterSupervisor, password: String) {
        self.supervisor = supervisor
        self.password = password
    }

    /// Makes the cluster where there is none, starts it and waits until it takes connections.
    ///
    /// - Parameters:
    ///   - configuration: where it lives and how it's set up.
    ///   - report: told what happens, from a thread of the cluster's own.
    /// - Returns: the cluster, taking connections.
    /// - Throws: `ClusterError`, which says what to do.
    public static func open(
        _ configuration: ClusterConfiguration, report: @escaping @Sendable (ClusterEvent) -> Void = { _ in }
    ) async throws(ClusterError) -> PrivateCluster {
        let result = await withUnsafeContinuation { continuation in
            let isStarted = startThread { continuation.resume(returning: openAndWait(configuration, report: report)) }
            if !isStarted { continuation.resume(returning: .failure(.notReady("no thread could be started"))) }
        }
        return try result.get()
    }

    /// The same for callers that can't suspend; blocks the thread.
    public static func openAndWait(
        _ configuration: ClusterConfiguration, report: @escaping @Sendable (ClusterEvent) -> Void = { _ in }
    ) -> Result<PrivateCluster, ClusterError> {
        let supervisor = ClusterSupervisor(configuration, report)
        let isStarted = startThread {
            supervisor.run { password in
                let data = ClusterData(configuration: configuration, folders: try ClusterFolders(configuration))
                try data.prepare(connecting: { string(configuration, $0, $1, password) }, password: password)
            }
        }
        if !isStarted { return .failure(.notReady("no thread could be started")) }
        supervisor.ready.wait()
        if case .over(let error?) = supervisor.state.withLock({ $0 }) { return .failure(error) }
        do throws(ClusterError) {
            return .success(PrivateCluster(supervisor, password: try ClusterFolders(configuration).password()))
        } catch {
            return .failure(error)
        }
    }

    /// What to connect with: a login that owns the database and is no superuser.
    public var connectionString: String {
        connectionString(database: ClusterData.database)
    }

    /// The same login on another database.
    public func connectionString(database: String) -> String {
        Self.string(configuration, ClusterData.login, database, password)
    }

    /// The superuser, for what only that one can do.
    public func administratorConnectionString(database: String = "postgres") -> String {
        Self.string(configuration, ClusterData.administrator, database, password)
    }

    private static func string(
        _ configuration: ClusterConfiguration, _ user: String, _ database: String, _ password: String
    ) -> String {
        let values = [
            ("host", configuration.socketFolder), ("user", user), ("dbname", database), ("password", password),
        ]
        return values.map { name, value in
            let escaped = value.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
            return "\(name)='\(escaped)'"
        }.joined(separator: " ")
    }

    /// The server's process while it's up.
    public var process: Int32? {
        if case .up(let process) = supervisor.state.withLock({ $0 }) { process } else { nil }
    }

    /// How many times it ended unexpectedly.
    public var restarts: Int {
        supervisor.restarts.withLock { $0 }
    }

    /// Stops it and waits until it has ended.
    public func stop() async {
        let supervisor = supervisor
        await withUnsafeContinuation { continuation in
            let isStarted = startThread {
                Self.stopAndWait(supervisor)
                continuation.resume()
            }
            if !isStarted { continuation.resume() }
        }
    }

    /// The same for callers that can't suspend, as at the exit of the process; blocks the thread.
    public func stopAndWait() {
        Self.stopAndWait(supervisor)
    }

    private static func stopAndWait(_ supervisor: ClusterSupervisor) {
        supervisor.stop()
        supervisor.over.wait()
        // Whoever asks again must find it signalled again.
        supervisor.over.signal()
    }
}
