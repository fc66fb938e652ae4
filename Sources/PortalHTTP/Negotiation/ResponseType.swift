/// The two media types that a GraphQL answer can have (GraphQL over HTTP, "Media Types").
enum ResponseType: String, CaseIterable {
    /// The type made for GraphQL, whose status says what became of the request.
    case graphQL = "application/graphql-response+json"
    /// The older type, with status 200 for every well-formed request.
    case json = "application/json"

    /// The value of the answer's `Content-Type`.
    var contentType: String { rawValue + "; charset=utf-8" }

    /// Chooses by the request's `Accept` headers; nil where the client takes neither type.
    ///
    /// Without a header, and for `*/*` alone, the older type is chosen. Of two types that the client likes equally the
    /// more exactly named one wins, then the one made for GraphQL.
    static func negotiate(_ accept: [String]) -> ResponseType? {
        guard let first = accept.first else { return .json }
        if accept.count == 1, let exact = ResponseType(rawValue: first) { return exact }
        let ranges = accept.flatMap { split(Substring($0), at: ",") }.compactMap(AcceptedRange.init)
        if ranges.isEmpty { return .json }
        var best: (type: ResponseType, range: AcceptedRange)?
        for type in [ResponseType.graphQL, .json] {
            guard let range = mostExact(of: ranges, for: type), range.quality > 0 else { continue }
            if let best, !range.beats(best.range, favouring: type) { continue }
            best = (type, range)
        }
        return best?.type
    }

    private static func mostExact(of ranges: [AcceptedRange], for type: ResponseType) -> AcceptedRange? {
        ranges.filter { $0.covers(type.rawValue) }.max { $0.exactness < $1.exactness }
    }
}

/// One range of an `Accept` header with its quality (RFC 9110, 12.5.1).
private struct AcceptedRange {
    let name: String
    /// In thousandths.
    let quality: Int
    /// 0 for every type, 1 for every subtype, 2 for one type.
    let exactness: Int

    init?(_ text: Substring) {
        guard let type = MediaType(trimmed(text)) else { return nil }
        // Another encoding than UTF-8 is one that we don't write.
        if let charset = type["charset"], charset.lowercased() != "utf-8" { return nil }
        name = type.name
        quality = Self.thousandths(type["q"] ?? "1") ?? 0
        exactness = name == "*/*" ? 0 : name.hasSuffix("/*") ? 1 : 2
    }

    func covers(_ type: String) -> Bool {
        exactness == 0 || name == type || exactness == 1 && type.hasPrefix(name.dropLast())
    }

    /// Whether this range, which is for the older type, beats the one for the type made for GraphQL.
    func beats(_ other: AcceptedRange, favouring type: ResponseType) -> Bool {
        if quality != other.quality { return quality > other.quality }
        // A client that names neither of the two knows nothing of the one made for GraphQL.
        return type == .json && (exactness > other.exactness || exactness < 2 && other.exactness < 2)
    }

    private static func thousandths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole), parts.count <= 2 else {
            return nil
        }
        guard parts.count == 2 else { return whole * 1000 }
        let digits = parts[1].prefix(3)
        guard let fraction = Int(digits + String(repeating: "0", count: 3 - digits.count)), fraction >= 0 else {
            return nil
        }
        return min(1000, whole * 1000 + fraction)
    }
}
