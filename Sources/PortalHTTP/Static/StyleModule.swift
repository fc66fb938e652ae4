/// The styles as one file: a line `@import url("…");` of `styles.css` gives way to the file that it names.
enum StyleModule {
    /// The joined styles; nil where the tree has no `styles.css`.
    static func join(_ files: [String: [UInt8]]) -> [UInt8]? {
        guard let main = files["styles.css"] else { return nil }
        let lines = String(decoding: main, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let joined = lines.map { line in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "@import url(", parts[2] == ");", let part = files[String(parts[1])]
            else {
                return String(line)
            }
            return String(decoding: part, as: UTF8.self)
        }
        return Array(joined.joined(separator: "\n").utf8)
    }
}
