import Foundation

/// Where a private cluster lives and how it's set up.
public struct ClusterConfiguration: Sendable {
    /// The folder of everything that lasts: the data, the lock, the password, the log.
    public var home: String
    /// The folder of the socket: short, since a socket's path can have 107 bytes.
    public var socketFolder: String
    /// The folder of PostgreSQL's programs; nil looks for the newest installed one.
    public var programs: String?
    /// The user that PostgreSQL runs as when this process is root, which PostgreSQL refuses to run as.
    public var unprivilegedUser = "postgres"
    /// Whether what was committed survives a power failure.
    ///
    /// Only tests turn it off. What the processes' own deaths leave is kept in either case.
    public var isDurable = true
    /// How many clients PostgreSQL lets in.
    public var maximumConnections = 60
    /// How long starting may take, recovery after a crash included.
    public var startTimeout: Duration = .seconds(120)
    /// How long stopping may take before it's forced.
    public var stopTimeout: Duration = .seconds(20)

    /// Takes explicit folders.
    public init(home: String, socketFolder: String) {
        self.home = home
        self.socketFolder = socketFolder
    }

    /// The usual places for a program that runs in a working folder.
    ///
    /// An ordinary user's data is in `.portico/` there. As root it's under `/var/lib/portico`, since the user that
    /// PostgreSQL runs as then must reach it and mostly can't look into root's folders.
    public static func standard(workingFolder: String) -> ClusterConfiguration {
        let folder = URL(fileURLWithPath: workingFolder).resolvingSymlinksInPath().standardizedFileURL.path
        let mark = shortHash(of: folder)
        if geteuid() == 0 {
            let name = URL(fileURLWithPath: folder).lastPathComponent.filter {
                $0.isASCII && ($0.isLetter || $0.isNumber)
            }
            return ClusterConfiguration(
                home: "/var/lib/portico/\(name)-\(mark)", socketFolder: "/run/portico-\(mark)")
        }
        let runtime = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"] ?? ""
        let usable = !runtime.isEmpty && runtime.utf8.count < 60 && access(runtime, W_OK) == 0
        let socket = usable ? "\(runtime)/portico-\(mark)" : "/tmp/portico-\(geteuid())-\(mark)"
        return ClusterConfiguration(home: folder + "/.portico", socketFolder: socket)
    }

    /// FNV-1a, eight hexadecimal digits: tells folders apart, protects nothing.
    private static func shortHash(of text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    var dataFolder: String { home + "/data" }
    var lockFile: String { home + "/lock" }
    var passwordFile: String { home + "/password" }
    var logFile: String { home + "/postgres.log" }

    /// The settings of the server, on its command line so that no file of the data folder can disagree.
    var settings: [String] {
        var settings = [
            "listen_addresses=", "unix_socket_directories=\(socketFolder)", "unix_socket_permissions=0700",
            "max_connections=\(maximumConnections)", "shared_buffers=256MB", "max_wal_size=2GB", "cluster_name=portico",
            "log_min_messages=log", "log_checkpoints=off", "password_encryption=scram-sha-256", "lc_messages=C",
        ]
        if !isDurable { settings += ["fsync=off", "full_page_writes=off"] }
        return settings
    }
}

/// Why a private cluster can't be had.
public enum ClusterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// PostgreSQL 15 or newer isn't installed where it was looked for.
    case programsNotFound([String])
    /// Another process runs this cluster.
    case locked(String)
    /// The user to run as doesn't exist.
    case noUser(String)
    /// A folder or file can't be made or used.
    case folder(String, String)
    /// A program of PostgreSQL failed; with the end of what it said.
    case program(String, String)
    /// It didn't come up in time; with the end of its log.
    case notReady(String)
    /// The data were made by another major version.
    case version(found: String, needed: String)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .programsNotFound(let places):
            "PostgreSQL 15 or newer was not found in \(places.joined(separator: ", ")). Install `postgresql`, or set "
                + "DATABASE_URL."
        case .locked(let home): "Another process uses the database in \(home). Stop it first, or set DATABASE_URL."
        case .noUser(let name):
            "PostgreSQL doesn't run as root, and the user \(name) doesn't exist. Install `postgresql`, which makes it."
        case .folder(let path, let reason): "\(path): \(reason)."
        case .program(let name, let output): "\(name) failed:\n\(output)"
        case .notReady(let log): "The private database did not start:\n\(log)"
        case .version(let found, let needed):
            "The data were made by PostgreSQL \(found), and \(needed) is installed. Install \(found), or upgrade the "
                + "data with pg_upgrade."
        }
    }
}
