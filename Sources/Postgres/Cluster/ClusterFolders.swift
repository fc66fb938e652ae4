import CLinux
import Foundation

/// Makes the folders and files that a cluster needs, refusing any that somebody else could have prepared.
struct ClusterFolders {
    let configuration: ClusterConfiguration
    /// Who PostgreSQL runs as; nil for ourselves.
    let user: ChildUser?

    init(_ configuration: ClusterConfiguration) throws(ClusterError) {
        self.configuration = configuration
        if geteuid() == 0 {
            guard let user = ChildUser.named(configuration.unprivilegedUser) else {
                throw .noUser(configuration.unprivilegedUser)
            }
            self.user = user
        } else {
            user = nil
        }
    }

    private var owner: uid_t { user?.user ?? geteuid() }

    /// Makes the home; other users may pass through root's, to reach what is theirs in it.
    func makeHome() throws(ClusterError) {
        let mode = user == nil ? 0o700 : 0o711
        do {
            try FileManager.default.createDirectory(
                atPath: configuration.home, withIntermediateDirectories: true,
                attributes: [.posixPermissions: mode])
        } catch {
            throw .folder(configuration.home, "it can't be made (\((error as NSError).localizedDescription))")
        }
    }

    /// Takes the lock that tells this process's cluster from another's; held until the descriptor is closed.
    func lock() throws(ClusterError) -> Int32 {
        let descriptor = clinux_lock_file(configuration.lockFile)
        if descriptor == -EWOULDBLOCK { throw .locked(configuration.home) }
        if descriptor < 0 { throw .folder(configuration.lockFile, String(cString: strerror(-descriptor))) }
        return descriptor
    }

    /// Makes the socket's folder, for PostgreSQL's user alone.
    func makeSocketFolder() throws(ClusterError) {
        let path = configuration.socketFolder
        // "/.s.PGSQL.5432.lock" comes behind it, and 107 bytes are all that a socket's address holds.
        if path.utf8.count > 85 { throw .folder(path, "the path is too long for a socket") }
        try makePrivateFolder(path)
    }

    /// Makes a folder that belongs to PostgreSQL's user, or takes an existing one that does.
    func makePrivateFolder(_ path: String) throws(ClusterError) {
        if mkdir(path, 0o700) == 0 {
            if let user, chown(path, user.user, user.group) != 0 {
                throw .folder(path, String(cString: strerror(errno)))
            }
        } else if errno != EEXIST {
            throw .folder(path, String(cString: strerror(errno)))
        }
        var info = stat()
        guard lstat(path, &info) == 0 else { throw .folder(path, String(cString: strerror(errno))) }
        guard info.st_mode & S_IFMT == S_IFDIR, info.st_uid == owner, info.st_mode & 0o077 == 0 else {
            throw .folder(path, "it exists, and isn't a folder that only user \(owner) can use")
        }
    }

    /// Opens the log for the server to write to; one that has grown large is put aside first.
    func openLog() throws(ClusterError) -> Int32 {
        let path = configuration.logFile
        var info = stat()
        if stat(path, &info) == 0, info.st_size > 8 << 20 { rename(path, path + ".1") }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw .folder(path, String(cString: strerror(errno))) }
        return descriptor
    }

    /// The last lines of the log.
    func endOfLog() -> String {
        let log = FileManager.default.contents(atPath: configuration.logFile) ?? Data()
        return String(decoding: log.suffix(2000), as: UTF8.self)
    }

    /// The password of this cluster's logins, made when it's first asked for.
    func password() throws(ClusterError) -> String {
        let path = configuration.passwordFile
        if let data = FileManager.default.contents(atPath: path), !data.isEmpty {
            return String(decoding: data, as: UTF8.self).trimmedEnd
        }
        // The system's generator, which is a cryptographic one.
        var generator = SystemRandomNumberGenerator()
        let password = (0..<4).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
        try write(password, to: path, for: geteuid())
        return password
    }

    /// Writes a file that only its owner can read, whole or not at all.
    func write(_ text: String, to path: String, for owner: uid_t) throws(ClusterError) {
        let passing = path + ".new"
        unlink(passing)
        let descriptor = open(passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw .folder(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            owner == geteuid() || fchown(descriptor, owner, gid_t.max) == 0, rename(passing, path) == 0
        else { throw .folder(path, String(cString: strerror(errno))) }
    }
}
