import CLinux
import Foundation

/// A running PostgreSQL server process, our child or one that a killed predecessor left behind.
struct Postmaster {
    let process: pid_t

    /// The server that runs on a data folder according to its `postmaster.pid`, if that is really one.
    ///
    /// The number in the file can belong to anybody by now: only a live process whose working folder is the data
    /// folder counts.
    static func running(on dataFolder: String) -> Postmaster? {
        guard let process = pidFile(of: dataFolder).first.flatMap({ pid_t($0) }), process > 1 else { return nil }
        guard kill(process, 0) == 0 || errno == EPERM, !isDead(process) else { return nil }
        let link = "/proc/\(process)/cwd"
        let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        let expected = URL(fileURLWithPath: dataFolder).resolvingSymlinksInPath().path
        return folder == expected ? Postmaster(process: process) : nil
    }

    /// Whether the server has written that it takes connections: the eighth line.
    func isReady(in dataFolder: String) -> Bool {
        let lines = Self.pidFile(of: dataFolder)
        return lines.count > 7 && lines[0] == String(process) && lines[7] == "ready"
    }

    /// Waits until it has ended; false when it hasn't in that time.
    ///
    /// A child must still be reaped.
    func waitForEnd(within duration: Duration) -> Bool {
        let descriptor = clinux_process_open(process)
        if descriptor < 0 { return true }
        defer { close(descriptor) }
        let end = Instant.now + duration
        while true {
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let found = poll(&watched, 1, Instant.now.milliseconds(until: end))
            if found > 0 { return true }
            if found == 0 { return false }
        }
    }

    /// Stops it: politely, then as after a crash, then by force.
    ///
    /// Whatever was committed is kept in every case.
    func stop(within duration: Duration) {
        kill(process, SIGINT)
        if waitForEnd(within: duration) { return }
        kill(process, SIGQUIT)
        if waitForEnd(within: .seconds(10)) { return }
        kill(process, SIGKILL)
        _ = waitForEnd(within: .seconds(5))
    }

    private static func pidFile(of dataFolder: String) -> [String] {
        let data = FileManager.default.contents(atPath: dataFolder + "/postmaster.pid") ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).trimmedEnd }
    }

    /// A zombie still has its number, but nothing else.
    private static func isDead(_ process: pid_t) -> Bool {
        let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
        let text = String(decoding: stat, as: UTF8.self)
        // The state is the first word behind the name, which stands in parentheses and can contain some itself.
        guard let name = text.lastIndex(of: ")") else { return true }
        return text[name...].dropFirst(2).first == "Z"
    }
}
