/// The media types of the files that the front is made of.
enum FileType {
    /// The `Content-Type` of a file, and whether compressing it can pay.
    static func of(_ path: String) -> (contentType: String, isText: Bool) {
        switch path.split(separator: ".").last {
        case "html": ("text/html; charset=utf-8", true)
        case "js": ("text/javascript; charset=utf-8", true)
        case "css": ("text/css; charset=utf-8", true)
        case "svg": ("image/svg+xml", true)
        case "json", "webmanifest": ("application/json", true)
        case "txt": ("text/plain; charset=utf-8", true)
        case "png": ("image/png", false)
        case "webp": ("image/webp", false)
        case "ico": ("image/vnd.microsoft.icon", false)
        case "woff2": ("font/woff2", false)
        default: ("application/octet-stream", false)
        }
    }
}
