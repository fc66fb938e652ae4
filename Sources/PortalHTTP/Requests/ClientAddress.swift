import Portal

/// Finds the address of the client behind proxies.
struct ClientAddress {
    /// The networks of our own proxies, the only ones whose word counts.
    let trustedProxies: [AddressRange]

    /// The address of the client, by the peer's address and the `X-Forwarded-For` headers.
    ///
    /// Read from the right: each trusted proxy vouches for the address before it. Whatever an untrusted peer says
    /// about others is ignored.
    func address(peer: String, forwardedFor: [String]) -> String {
        guard !trustedProxies.isEmpty, !forwardedFor.isEmpty else { return peer }
        let hops = forwardedFor.flatMap { $0.split(separator: ",") }.map { String(trimmed($0)) }
        var client = peer
        for hop in hops.reversed() {
            guard isTrusted(client), IPAddress(hop) != nil else { return client }
            client = hop
        }
        return client
    }

    private func isTrusted(_ text: String) -> Bool {
        guard let address = IPAddress(text) else { return false }
        return trustedProxies.contains { $0.contains(address) }
    }
}
