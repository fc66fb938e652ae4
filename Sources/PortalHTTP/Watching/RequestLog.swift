import Access
import Dispatch
import Foundation
import Portal
import Synchronization

/// Writes one line of JSON for each request.
///
/// Lines are gathered and written together by a thread of their own, so that no request waits for the terminal; when
/// nobody takes them, they are dropped and counted rather than kept.
public final class RequestLog: Sendable {
    private struct Pending {
        var bytes: [UInt8] = []
        var dropped = 0
        var isWriting = false
    }

    private let pending = Mutex(Pending())
    private let thread = DispatchQueue(label: "portico.log")
    private let write: @Sendable ([UInt8]) -> Void
    private static let capacity = 4 << 20

    /// A log that hands its lines to a function, some at a time.
    public init(write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
    }

    /// A log on standard error.
    public static func standardError() -> RequestLog {
        RequestLog { FileHandle.standardError.write(Data($0)) }
    }

    /// Adds a line.
    func add(_ line: RequestLine) {
        let starts = pending.withLock { pending in
            guard pending.bytes.count < Self.capacity else {
                pending.dropped += 1
                return false
            }
            line.write(to: &pending.bytes)
            defer { pending.isWriting = true }
            return !pending.isWriting
        }
        if starts { thread.asyncAfter(deadline: .now() + .milliseconds(20)) { self.drain() } }
    }

    /// Writes what is there, and waits until it is written.
    public func flush() {
        thread.sync { drain() }
    }

    private func drain() {
        let (bytes, dropped) = pending.withLock { pending in
            defer { pending = Pending() }
            return (pending.bytes, pending.dropped)
        }
        if !bytes.isEmpty { write(bytes) }
        if dropped > 0 { write(Array("{\"event\":\"log lines dropped\",\"count\":\(dropped)}\n".utf8)) }
    }
}

/// What the log says about one request: nothing of what was asked for or answered.
struct RequestLine {
    let time: Date
    let requestID: String
    let method: String
    /// Without the query, in which a GET carries its document and variables.
    let path: Substring
    let address: String
    let status: Int
    let seconds: Double
    let bytes: Int
    var code: ErrorCode?
    var operationName: String?
    var statementCount = 0
    var diagnosis: String?

    func write(to bytes: inout [UInt8]) {
        bytes += #"{"time":"\#(Self.timestamp(time))","event":"request","request":"#.utf8
        writeJSONString(requestID, to: &bytes)
        bytes += #","method":"\#(method)","path":"#.utf8
        writeJSONString(String(path.prefix(200)), to: &bytes)
        bytes += #","address":"\#(address)","status":\#(status),"ms":\#(Self.milliseconds(seconds))"#.utf8
        bytes += #","bytes":\#(self.bytes)"#.utf8
        if let code { bytes += #","code":"\#(code.rawValue)""#.utf8 }
        if let operationName {
            bytes += #","operation":"#.utf8
            writeJSONString(String(operationName.prefix(100)), to: &bytes)
        }
        if statementCount > 0 { bytes += #","statements":\#(statementCount)"#.utf8 }
        if let diagnosis {
            bytes += #","diagnosis":"#.utf8
            writeJSONString(String(diagnosis.prefix(2_000)), to: &bytes)
        }
        bytes += "}\n".utf8
    }

    /// RFC 3339 in UTC with milliseconds; formatters would cost more than the rest of the line.
    private static func timestamp(_ time: Date) -> String {
        let milliseconds = Int64((time.timeIntervalSince1970 * 1000).rounded(.down))
        var second = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&second, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        return "\(padded(date, "-"))T\(padded(clock, ":")).\(fraction)Z"
    }

    private static func padded(_ numbers: [Int], _ separator: String) -> String {
        numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: separator)
    }

    private static func milliseconds(_ seconds: Double) -> String {
        let microseconds = Int64(seconds * 1_000_000)
        return "\(microseconds / 1000).\(String(1000 + microseconds % 1000).dropFirst())"
    }
}
