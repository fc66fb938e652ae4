import HTTPTypes

/// Serves the front: the page for every address that people open, and the files that it is made of.
struct StaticResponder {
    let files: StaticFiles
    let security: SecurityHeaders

    /// The answer to a GET or HEAD; nil where the path is none of the front's.
    func reply(path: Substring, headers: HTTPFields) -> Reply? {
        if path.hasPrefix("/assets/") {
            guard let file = files.file(at: path) else {
                return plain("There is no such file in this version.", status: 404)
            }
            return reply(with: file, asking: headers, cacheControl: "public, max-age=31536000, immutable")
        }
        guard let page = files.page, path == "/" || Self.isNavigation(headers) else { return nil }
        return reply(with: page, asking: headers, cacheControl: "no-cache")
    }

    /// Whether somebody opens an address, rather than a program asking for data.
    static func isNavigation(_ headers: HTTPFields) -> Bool {
        headers[values: .accept].contains { $0.contains("text/html") }
    }

    /// A short text instead of a page.
    func plain(_ text: String, status: Int) -> Reply {
        .text(text, status: status, headers: security.forData)
    }

    private func reply(with file: StaticFile, asking request: HTTPFields, cacheControl: String) -> Reply {
        let isCompressed = file.compressed != nil && ContentCoding.isGzipTaken(request[values: .acceptEncoding])
        var headers = security.forPage
        headers[.contentType] = file.contentType
        headers[.cacheControl] = cacheControl
        headers[.vary] = "Accept-Encoding"
        headers[.eTag] = file.entityTag(isCompressed: isCompressed)
        if isUnchanged(file, request) { return Reply(status: 304, headers: headers) }
        if isCompressed { headers[.contentEncoding] = "gzip" }
        return Reply(status: 200, headers: headers, body: isCompressed ? file.compressed ?? file.plain : file.plain)
    }

    private func isUnchanged(_ file: StaticFile, _ request: HTTPFields) -> Bool {
        let known = request[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.map { tag in
            tag.drop { $0 == " " }.replacing("W/", with: "", maxReplacements: 1)
        }
        let tags = [true, false].map { file.entityTag(isCompressed: $0) }
        return known.contains { $0 == "*" || tags.contains(String($0)) }
    }
}
