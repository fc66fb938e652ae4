import CCurl
import Dispatch
import Synchronization

/// Hands mails over to a server, one after the other, on a thread of its own: libcurl waits, and nobody else may have to.
///
/// The connection stays open between mails that follow each other closely.
public final class SMTPTransport: Sendable {
    /// How long making a connection may take, in seconds.
    static let connectSeconds = 15
    /// How long handing a mail over may take, in seconds.
    public static let seconds = 60

    private let server: SMTPServer
    private let thread = DispatchQueue(label: "portico.mail")
    private let line = Line()
    /// When what is under way is given up, in nanoseconds of the uptime; at the end of time unless somebody stops it.
    private let end = Atomic<UInt64>(.max)

    /// Names the server; nothing is connected before the first mail.
    public init(_ server: SMTPServer) {
        self.server = server
        _ = Self.prepare
    }

    /// Once for the process, before any thread uses libcurl.
    private static let prepare: Void = { _ = curl_global_init(Int(CURL_GLOBAL_ALL)) }()

    /// Hands a mail over.
    ///
    /// - Throws: ``SMTPFault``; the server then has the mail only where it took it and its answer got lost.
    public func send(_ message: MailMessage) async throws(SMTPFault) {
        let fault = await withCheckedContinuation { continuation in
            thread.async { continuation.resume(returning: self.hand(over: message)) }
        }
        if let fault { throw fault }
    }

    /// Gives up what is under way, unless it ends soon, and whatever comes later.
    public func stop(within seconds: Int) {
        let now = DispatchTime.now().uptimeNanoseconds
        end.store(now &+ UInt64(max(0, seconds)) &* 1_000_000_000, ordering: .relaxed)
    }

    private func hand(over message: MailMessage) -> SMTPFault? {
        guard let handle = line.handle() else { return SMTPFault(.server, "There is no memory for libcurl.") }
        let goesOn = { DispatchTime.now().uptimeNanoseconds < self.end.load(ordering: .relaxed) }
        guard goesOn() else { return SMTPFault(.server, "Mails are being stopped.") }
        return SMTPTransfer(message.bytes, while: goesOn).run(message, server, on: handle)
    }

    /// libcurl's handle, made when it's first needed.
    ///
    /// Only the one thread touches it, or whoever lets go last.
    private final class Line: @unchecked Sendable {
        private var made: UnsafeMutableRawPointer?

        func handle() -> UnsafeMutableRawPointer? {
            made = made ?? curl_easy_init()
            return made
        }

        deinit { curl_easy_cleanup(made) }
    }
}
