import CCurl
import Foundation

/// One mail on its way: what libcurl's callbacks read from and write to, on the thread that waits for it.
final class SMTPTransfer {
    private let bytes: [UInt8]
    private var position = 0
    private var conversation = SMTPConversation()
    private let goesOn: () -> Bool

    init(_ bytes: [UInt8], while goesOn: @escaping () -> Bool) {
        self.bytes = bytes
        self.goesOn = goesOn
    }

    /// Hands a mail over, on a handle that keeps its connection for the next one.
    func run(_ message: MailMessage, _ server: SMTPServer, on handle: UnsafeMutableRawPointer) -> SMTPFault? {
        curl_easy_reset(handle)
        let recipients = curl_slist_append(nil, message.recipient.address)
        defer { curl_slist_free_all(recipients) }
        var said = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        return said.withUnsafeMutableBufferPointer { said in
            let myself = Unmanaged.passUnretained(self).toOpaque()
            Self.name(server, on: handle)
            portico_curl_set_text(handle, CURLOPT_MAIL_FROM, message.sender.address)
            portico_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
            portico_curl_set_number(handle, CURLOPT_UPLOAD, 1)
            portico_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count))
            portico_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, said.baseAddress)
            portico_curl_set_reader(handle, Self.read, myself)
            portico_curl_set_number(handle, CURLOPT_VERBOSE, 1)
            portico_curl_set_listener(handle, Self.hear, myself)
            portico_curl_set_number(handle, CURLOPT_NOPROGRESS, 0)
            portico_curl_set_progress(handle, Self.goOn, myself)
            let code = withExtendedLifetime(self) { curl_easy_perform(handle) }
            if code == CURLE_OK { return nil }
            let words = said.baseAddress.map { String(cString: $0) } ?? ""
            let described = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
            return conversation.fault(HeaderText.oneLine(described))
        }
    }

    /// Where to, and how secretly.
    ///
    /// Nothing of it comes from the environment of libcurl.
    private static func name(_ server: SMTPServer, on handle: UnsafeMutableRawPointer) {
        portico_curl_set_text(handle, CURLOPT_URL, server.address)
        portico_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        portico_curl_set_text(handle, CURLOPT_PROXY, "")
        portico_curl_set_number(handle, CURLOPT_USE_SSL, server.security == .plain ? 0 : Int(CURLUSESSL_ALL.rawValue))
        if let authorities = server.authorities { portico_curl_set_text(handle, CURLOPT_CAINFO, authorities) }
        if let user = server.user {
            portico_curl_set_text(handle, CURLOPT_USERNAME, user)
            portico_curl_set_text(handle, CURLOPT_PASSWORD, server.password ?? "")
        }
        portico_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        portico_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, SMTPTransport.connectSeconds)
        portico_curl_set_number(handle, CURLOPT_TIMEOUT, SMTPTransport.seconds)
        // A connection that nobody used for longer may be dead, and a mail can't be begun twice.
        portico_curl_set_number(handle, CURLOPT_MAXAGE_CONN, 20)
    }

    private static func found(_ pointer: UnsafeMutableRawPointer?) -> SMTPTransfer? {
        pointer.map { Unmanaged<SMTPTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let read: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int =
        {
            buffer, size, count, pointer in
            guard let transfer = found(pointer), let buffer else { return 0 }
            let length = min(size * count, transfer.bytes.count - transfer.position)
            let part = transfer.bytes[transfer.position..<transfer.position + length]
            UnsafeMutableRawBufferPointer(start: buffer, count: length).copyBytes(from: part)
            transfer.position += length
            return length
        }

    private static let hear:
        @convention(c) (
            UnsafeMutableRawPointer?, curl_infotype, UnsafeMutablePointer<CChar>?, Int, UnsafeMutableRawPointer?
        ) -> Int32 = { _, kind, start, count, pointer in
            guard let transfer = found(pointer), let start else { return 0 }
            let line = UnsafeRawBufferPointer(start: start, count: count)
            if kind == CURLINFO_HEADER_OUT { transfer.conversation.said(line) }
            if kind == CURLINFO_HEADER_IN { transfer.conversation.heard(line) }
            return 0
        }

    private static let goOn:
        @convention(c) (UnsafeMutableRawPointer?, curl_off_t, curl_off_t, curl_off_t, curl_off_t) -> Int32 = {
            pointer, _, _, _, _ in
            found(pointer)?.goesOn() == false ? 1 : 0
        }
}
