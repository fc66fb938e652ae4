import Foundation
public import Postgres

/// The PostgreSQL cluster of this test process: made when the first test asks, gone when the process exits.
///
/// Every process has its own, so test runs side by side never meet. It's the private cluster of the program itself, in
/// a folder under `/tmp` and with `fsync` off; as root it runs as an unprivileged user, as everywhere.
public enum TestCluster {
    /// The running cluster, or why there is none.
    public static let shared: Result<PrivateCluster, ClusterError> = {
        removeForgotten()
        let home = "\(prefix)\(getpid())"
        var configuration = ClusterConfiguration(home: home, socketFolder: home + "/s")
        configuration.isDurable = false
        configuration.maximumConnections = 200
        let cluster = PrivateCluster.openAndWait(configuration)
        atexit {
            guard case .success(let cluster) = TestCluster.shared else { return }
            cluster.stopAndWait()
            try? FileManager.default.removeItem(atPath: cluster.configuration.home)
        }
        return cluster
    }()

    private static let prefix = "/tmp/portico-test-"

    /// Removes the folders of processes that were killed before they could.
    private static func removeForgotten() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] {
            let path = "/tmp/" + name
            guard path.hasPrefix(prefix), let process = pid_t(path.dropFirst(prefix.count)) else { continue }
            if kill(process, 0) != 0, errno == ESRCH { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
