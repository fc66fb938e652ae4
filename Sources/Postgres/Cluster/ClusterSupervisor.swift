import CLinux
import Foundation
import Synchronization

/// The thread that a private cluster lives on: it makes, starts, watches, restarts and stops it.
///
/// It must be a thread that lasts as long as the process: PostgreSQL is told to stop when the thread that started it
/// ends, which is how `kill -9` of this process stops the database too.
final class ClusterSupervisor: Sendable {
    enum State: Sendable {
        case starting
        case up(process: pid_t)
        case down
        case over(ClusterError?)
    }

    let configuration: ClusterConfiguration
    let state = Mutex(State.starting)
    let restarts = Mutex(0)
    /// Signalled once when it's up or has failed to come up.
    let ready = DispatchSemaphore(value: 0)
    /// Signalled once when the thread is over.
    let over = DispatchSemaphore(value: 0)
    private let report: @Sendable (ClusterEvent) -> Void
    private let isStopping = Mutex(false)
    private let event: Int32

    init(_ configuration: ClusterConfiguration, _ report: @escaping @Sendable (ClusterEvent) -> Void) {
        self.configuration = configuration
        self.report = report
        event = clinux_event_make()
    }

    deinit {
        if event >= 0 { close(event) }
    }

    /// Asks for the end; `over` tells when it has come.
    func stop() {
        isStopping.withLock { $0 = true }
        clinux_event_raise(event)
    }

    /// The thread's body.
    func run(_ prepare: (String) throws -> Void) {
        do {
            let folders = try ClusterFolders(configuration)
            try folders.makeHome()
            let lock = try folders.lock()
            defer { close(lock) }
            try folders.makeSocketFolder()
            let password = try folders.password()
            let data = ClusterData(configuration: configuration, folders: folders)
            let programs = try programs(for: data)
            if data.version == nil {
                report(.making(configuration.dataFolder))
                try data.make(with: programs, password: password)
            }
            recover()
            var child = try start(programs, folders)
            do {
                try prepare(password)
            } catch {
                end(child)
                throw error
            }
            settle(.up(process: child.process))
            ready.signal()
            while let next = watch(child, programs, folders) { child = next }
            report(.stopped)
            settle(.over(nil))
        } catch {
            settle(.over(error as? ClusterError ?? .notReady(String(reflecting: error))))
            ready.signal()
        }
        over.signal()
    }

    private func settle(_ new: State) {
        state.withLock { $0 = new }
    }

    private func programs(for data: ClusterData) throws(ClusterError) -> PostgresPrograms {
        let wanted = data.version
        let programs = try PostgresPrograms.find(configuration.programs, version: wanted)
        if let wanted, wanted != programs.majorVersion {
            throw .version(found: String(wanted), needed: String(programs.majorVersion))
        }
        return programs
    }

    /// Stops what a killed predecessor left behind.
    ///
    /// The lock is ours, so nobody is using it any more.
    private func recover() {
        guard let orphan = Postmaster.running(on: configuration.dataFolder) else { return }
        report(.recovering(process: orphan.process))
        orphan.stop(within: configuration.stopTimeout)
    }

    // MARK: Starting

    /// Starts the server, several times if need be, until it takes connections.
    private func start(_ programs: PostgresPrograms, _ folders: ClusterFolders) throws(ClusterError) -> Child {
        let end = Instant.now + configuration.startTimeout
        var attempts = 0
        while true {
            attempts += 1
            if let child = try startOnce(programs, folders, until: end) {
                report(.started(process: child.process))
                return child
            }
            let log = folders.endOfLog()
            // A predecessor's processes can outlive it for a moment, and dead ones keep their number until reaped.
            let isPassing = log.contains("already exists") || log.contains("still in use")
            if Instant.now >= end || mustStop || (attempts >= 3 && !isPassing) { throw .notReady(log) }
            pause(.milliseconds(min(1000, 50 << min(attempts, 5))))
        }
    }

    private func startOnce(
        _ programs: PostgresPrograms, _ folders: ClusterFolders, until deadline: Instant
    ) throws(ClusterError) -> Child? {
        let log = try folders.openLog()
        defer { close(log) }
        let arguments = ["-D", configuration.dataFolder] + configuration.settings.flatMap { ["-c", $0] }
        let child = try Child.start(
            programs.postgres, arguments, as: folders.user, output: log, diesWithThread: true)
        let postmaster = Postmaster(process: child.process)
        while !postmaster.isReady(in: configuration.dataFolder) {
            if child.hasEnded() { return nil }
            if Instant.now >= deadline || mustStop {
                end(child)
                return nil
            }
            usleep(10_000)
        }
        return child
    }

    private func end(_ child: Child) {
        Postmaster(process: child.process).stop(within: configuration.stopTimeout)
        _ = child.hasEnded()
    }

    // MARK: Watching

    /// Waits until the server ends or the end is asked for; the server that took its place, or nil at the end.
    private func watch(_ child: Child, _ programs: PostgresPrograms, _ folders: ClusterFolders) -> Child? {
        let descriptor = clinux_process_open(child.process)
        defer { if descriptor >= 0 { close(descriptor) } }
        while !mustStop, !child.hasEnded() {
            var watched = [
                pollfd(fd: event, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            // Where there is no pidfd a look every second has to do.
            _ = poll(&watched, 2, descriptor < 0 ? 1000 : -1)
            if watched[0].revents != 0 { clinux_event_clear(event) }
        }
        if mustStop {
            end(child)
            rmdir(configuration.socketFolder)
            return nil
        }
        settle(.down)
        report(.died(process: child.process))
        restarts.withLock { $0 += 1 }
        return restart(programs, folders)
    }

    /// Tries for ever, ever more rarely: a full disk can be made room on.
    private func restart(_ programs: PostgresPrograms, _ folders: ClusterFolders) -> Child? {
        var failures = 0
        while !mustStop {
            do {
                let child = try start(programs, folders)
                settle(.up(process: child.process))
                return child
            } catch {
                failures += 1
                report(.failed(error.description))
                pause(.milliseconds(min(10_000, 200 << min(failures, 6))))
            }
        }
        return nil
    }

    private var mustStop: Bool { isStopping.withLock { $0 } }

    /// Sleeps, unless the end is asked for.
    private func pause(_ duration: Duration) {
        var watched = pollfd(fd: event, events: Int16(POLLIN), revents: 0)
        _ = poll(&watched, 1, Int32(clamping: duration.milliseconds))
    }
}
