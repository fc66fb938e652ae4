/// Checks that a request's body says to be JSON in UTF-8 (GraphQL over HTTP, "POST").
enum ContentType {
    /// Refuses a body that isn't `application/json`; that also keeps forms of other sites out.
    static func check(_ contentType: String?) throws(Refusal) {
        guard let contentType else {
            throw Refusal(415, .badRequest, "Say what the body is: Content-Type: application/json.")
        }
        if contentType == "application/json" { return }
        guard let type = MediaType(Substring(contentType)), type.name == "application/json" else {
            throw Refusal(415, .badRequest, "The body must be application/json.")
        }
        guard (type["charset"] ?? "utf-8").lowercased() == "utf-8" else {
            throw Refusal(415, .badRequest, "The body must be encoded in UTF-8.")
        }
    }
}
