import Foundation
public import Postgres

/// The PostgreSQL cluster of this test process: made when the first test asks, gone when the process exits.
///
/// Every process has its own, so test runs side by side never meet. It's the private cluster of the program itself, with
/// `fsync` off, in memory where there is room; as root it runs as an unprivileged user, as everywhere.
public enum TestCluster {
    /// The running cluster, or why there is none.
    public static let shared: Result<PrivateCluster, ClusterError> = {
        removeForgotten()
        let home = "\(folder)/\(prefix)\(getpid())"
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

    private static let prefix = "portico-test-"

    /// Where it lies: a database is hundreds of small files, which disks take their time for.
    private static let folder = memory.hasRoom(forBytes: 4 << 30) ? memory : "/tmp"
    private static let memory = "/dev/shm"

    /// Removes the folders of processes that were killed before they could.
    private static func removeForgotten() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(prefix), let process = pid_t(name.dropFirst(prefix.count)) else { continue }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if isGone { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
        }
    }
}

extension String {
    /// Whether there is a folder of this name, with so much room left.
    fileprivate func hasRoom(forBytes needed: UInt64) -> Bool {
        var information = statvfs()
        guard statvfs(self, &information) == 0 else { return false }
        return UInt64(information.f_bavail) >= needed / UInt64(max(information.f_frsize, 1))
    }
}
