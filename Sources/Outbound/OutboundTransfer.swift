import CCurl
import Foundation

/// One request on its way: what libcurl's callbacks read from and write to, on the thread that waits for it.
final class OutboundTransfer {
    private let rules: OutboundClient.Rules
    private var isPlain = false
    private var body: [UInt8] = []
    /// Why we ourselves broke it off.
    private var refusal: String?

    init(_ rules: OutboundClient.Rules) {
        self.rules = rules
    }

    func run(_ request: OutboundRequest) -> Result<OutboundAnswer, OutboundFault> {
        guard let handle = curl_easy_init() else { return .failure(OutboundFault("There is no memory for libcurl.")) }
        defer { curl_easy_cleanup(handle) }
        isPlain = request.url.lowercased().hasPrefix("http://")
        let headers = Self.headers(of: request)
        defer { curl_slist_free_all(headers) }
        name(request, headers, on: handle)
        bound(handle)
        let myself = Unmanaged.passUnretained(self).toOpaque()
        portico_curl_set_writer(handle, Self.write, myself)
        portico_curl_set_socket_opener(handle, Self.open, myself)
        let code = withExtendedLifetime(self) { curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            return .failure(OutboundFault(refusal ?? String(cString: curl_easy_strerror(code))))
        }
        var status = 0
        portico_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(OutboundAnswer(status: status, body: body))
    }

    private static func headers(of request: OutboundRequest) -> UnsafeMutablePointer<curl_slist>? {
        var list = curl_slist_append(nil, "Accept: application/json")
        switch request.credentials {
        case .basic(let user, let password)?:
            let text = Data("\(user):\(password)".utf8).base64EncodedString()
            list = curl_slist_append(list, "Authorization: Basic \(text)")
        case .bearer(let token)? where token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }):
            list = curl_slist_append(list, "Authorization: Bearer \(token)")
        case .bearer?, nil: break
        }
        return list
    }

    private func name(
        _ request: OutboundRequest, _ headers: UnsafeMutablePointer<curl_slist>?, on handle: UnsafeMutableRawPointer
    ) {
        portico_curl_set_text(handle, CURLOPT_URL, request.url)
        portico_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        if let body = request.body {
            portico_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.utf8.count))
            portico_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, body)
        }
        if let authorities = rules.authorities { portico_curl_set_text(handle, CURLOPT_CAINFO, authorities) }
    }

    private func bound(_ handle: UnsafeMutableRawPointer) {
        portico_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        portico_curl_set_text(handle, CURLOPT_PROXY, "")
        portico_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        portico_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        portico_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, OutboundClient.connectSeconds)
        portico_curl_set_number(handle, CURLOPT_TIMEOUT, OutboundClient.seconds)
        portico_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(OutboundClient.maximumBytes))
    }

    /// Whether a connection may be made to an address; keeps why not.
    private func allows(_ address: String) -> Bool {
        if !rules.allows(address) {
            refusal = "The address \(address) isn't public, and PORTICO_OUTBOUND_ALLOW doesn't name it."
        } else if isPlain, !rules.allowsPlain(address) {
            refusal = "The address \(address) may be asked over https only."
        }
        return refusal == nil
    }

    private static func found(_ pointer: UnsafeMutableRawPointer?) -> OutboundTransfer? {
        pointer.map { Unmanaged<OutboundTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let write: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int =
        {
            start, size, count, pointer in
            guard let transfer = found(pointer), let start else { return 0 }
            let length = size * count
            guard transfer.body.count + length <= OutboundClient.maximumBytes else {
                transfer.refusal = "The answer has more than \(OutboundClient.maximumBytes) bytes."
                return 0
            }
            transfer.body += UnsafeRawBufferPointer(start: start, count: length)
            return length
        }

    /// Makes the socket of a connection, once the address was looked at.
    private static let open:
        @convention(c) (UnsafeMutableRawPointer?, curlsocktype, UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t =
            {
                pointer, _, address in
                let none = curl_socket_t(-1)
                guard let transfer = found(pointer), let address, let text = written(address),
                    transfer.allows(text)
                else { return none }
                return socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
            }

    /// An address as text; nil where it is none of the internet.
    private static func written(_ address: UnsafeMutablePointer<curl_sockaddr>) -> String? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let isWritten = withUnsafePointer(to: &address.pointee.addr) { start in
            getnameinfo(
                start, socklen_t(address.pointee.addrlen), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
        }
        guard isWritten else { return nil }
        let host = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // A zone of version 6 is no part of the address.
        return host.split(separator: "%").first.map(String.init)
    }
}
