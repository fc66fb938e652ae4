/// How a body is compressed (RFC 9110, 8.4.1): not at all, or by gzip.
enum ContentCoding {
    case identity
    case gzip

    /// The coding that a request's `Content-Encoding` headers name.
    ///
    /// - Throws: 415 for any other, and for several on top of each other.
    init(of values: [String]) throws(Refusal) {
        let names = values.flatMap { $0.split(separator: ",") }.map { trimmed($0).lowercased() }
        switch names.filter({ $0 != "identity" }) {
        case []: self = .identity
        case ["gzip"], ["x-gzip"]: self = .gzip
        default:
            throw Refusal(
                415, .badRequest, "The body may be compressed by gzip, once, and in no other way.",
                headers: ["Accept-Encoding": "gzip, identity"])
        }
    }

    /// Whether a client takes gzip: its `Accept-Encoding` names it, or everything, and not with quality 0.
    static func isGzipTaken(_ accept: [String]) -> Bool {
        let codings = accept.flatMap { $0.split(separator: ",") }.map { $0.replacing(" ", with: "").lowercased() }
        let named =
            codings.first { ["gzip", "x-gzip"].contains($0.prefix { $0 != ";" }) }
            ?? codings.first { $0.hasPrefix("*") }
        guard let named else { return false }
        let quality = named.split(separator: ";").dropFirst().first { $0.hasPrefix("q=") }
        return quality.map { (Double($0.dropFirst(2)) ?? 0) > 0 } ?? true
    }
}
