import Foundation

/// A connection that sends exactly what it is told, as no well-behaved client would.
struct RawClient {
    /// Sends bytes and reads until the server closes the connection, or the patience is over.
    ///
    /// Blocks its thread, so call it through ``talk(to:_:)``.
    private static func exchange(
        _ port: Int, _ bytes: [UInt8], _ isLast: Bool, pause: UInt32, patience: Int
    ) -> (text: String, isClosed: Bool) {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
        }
        if pause > 0 {
            // Little of an answer then fits between the server and a client that doesn't read.
            var small = Int32(65_536)
            setsockopt(handle, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<Int32>.size))
        }
        guard connected == 0 else { return ("no connection", true) }
        var timeout = timeval(tv_sec: patience, tv_usec: 0)
        let timeoutSize = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &timeout, timeoutSize)
        _ = bytes.withUnsafeBytes { send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if isLast { shutdown(handle, Int32(SHUT_WR)) }
        sleep(pause)
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            if count <= 0 { return (String(decoding: received, as: UTF8.self), count == 0) }
            received += buffer[..<count]
        }
    }

    /// Sends a text to a port of this machine, says that nothing more will come where it `isLast`, and reads after a
    /// `pause` of seconds.
    static func talk(
        to port: Int, _ text: String, isLast: Bool = false, pause: UInt32 = 0, patience: Int = 5
    ) async -> (text: String, isClosed: Bool) {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: exchange(port, Array(text.utf8), isLast, pause: pause, patience: patience))
            }
        }
    }
}
