import CLinux
import Foundation

/// The user that a child runs as.
struct ChildUser: Sendable, Equatable {
    let user: uid_t
    let group: gid_t

    static func named(_ name: String) -> ChildUser? {
        guard let entry = getpwnam(name) else { return nil }
        return ChildUser(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }
}

/// A program that was started by this process.
struct Child {
    let process: pid_t

    /// Starts a program with nothing of ours but the named environment, its output going to a descriptor.
    ///
    /// With `diesWithThread` it gets SIGINT when the thread that calls this ends, even by kill -9 of the process.
    static func start(
        _ program: String, _ arguments: [String], as user: ChildUser?, output: Int32, directory: String = "/",
        diesWithThread: Bool
    ) throws(ClusterError) -> Child {
        let environment = ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC"]
        let process = withCStrings([program] + arguments) { arguments in
            withCStrings(environment) { environment in
                program.withCString { program in
                    directory.withCString { directory in
                        var child = clinux_child()
                        child.path = program
                        child.arguments = arguments
                        child.environment = environment
                        child.directory = directory
                        child.output = output
                        child.becomes_user = user == nil ? 0 : 1
                        child.user = user?.user ?? 0
                        child.group = user?.group ?? 0
                        child.death_signal = diesWithThread ? SIGINT : 0
                        return clinux_child_start(&child)
                    }
                }
            }
        }
        if process < 0 { throw .program(program, String(cString: strerror(-process))) }
        return Child(process: process)
    }

    /// Runs a program to its end and gives its status and what it said.
    static func output(
        of program: String, _ arguments: [String], as user: ChildUser? = nil
    ) throws(ClusterError) -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        let failure = clinux_pipe(&ends)
        if failure < 0 { throw .program(program, String(cString: strerror(-failure))) }
        let reader = ends[0]
        let writer = ends[1]
        defer { close(reader) }
        let started = Result { () throws(ClusterError) in
            try start(program, arguments, as: user, output: writer, diesWithThread: false)
        }
        // The reader meets the end only when no writer is left, ours included.
        close(writer)
        let child = try started.get()
        let output = readToEnd(reader)
        var status: Int32 = 0
        _ = clinux_child_reap(child.process, 1, &status)
        return (status, String(decoding: output, as: UTF8.self))
    }

    private static func readToEnd(_ descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count > 0 { output += piece[..<count] } else if count == 0 || errno != EINTR { return output }
        }
    }

    /// Whether it has ended; it's gone from the system's list then.
    func hasEnded() -> Bool {
        var status: Int32 = 0
        return clinux_child_reap(process, 0, &status) != 0
    }
}

/// Gives an array of C strings, ended by nil, for the length of a call.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    pointers.initialize(repeating: nil, count: strings.count + 1)
    for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    defer {
        for index in strings.indices { free(pointers[index]) }
        pointers.deallocate()
    }
    return body(pointers)
}
