import Cryptography
import Foundation
import NIOCore

/// The front's files, read once and served from memory.
///
/// Everything but the page lies under `/assets/` and a hash of the whole tree, and may be kept for ever; the page names
/// that hash, so a browser never mixes two versions.
public struct StaticFiles: Sendable {
    /// The folder in which this tree's files lie, such as `/assets/Zm9vYmFy`.
    public let prefix: String
    /// Answers with the page, whatever the address; nil where the tree has none.
    let page: StaticFile?
    private let files: [String: StaticFile]

    /// A tree without files.
    public static let none = StaticFiles(files: [:])

    /// Reads a folder: everything in it but hidden files, tests and the documents that become `queries.js`.
    ///
    /// - Throws: what reading the folder throws.
    public init(directory: String) throws {
        var files: [String: [UInt8]] = [:]
        var documents: [(name: String, text: [UInt8])] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            let parts = path.split(separator: "/")
            if parts.contains(where: { $0.hasPrefix(".") }) || parts.first == "test" { continue }
            let url = URL(filePath: directory).appending(path: path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let bytes = Array(try Data(contentsOf: url))
            if parts.first == "queries", path.hasSuffix(".graphql"), let file = parts.last {
                documents.append((String(file.dropLast(".graphql".count)), bytes))
            } else {
                files[path] = bytes
            }
        }
        if !documents.isEmpty { files["queries.js"] = QueryModule.make(of: documents) }
        if let styles = StyleModule.join(files) { files["styles.css"] = styles }
        self.init(files: files)
    }

    init(files: [String: [UInt8]]) {
        var whole: [UInt8] = []
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) { whole += Array(path.utf8) + [0] + sha256(bytes) }
        let prefix = "/assets/" + base64Encode(Array(sha256(whole).prefix(12)))
        self.prefix = prefix
        page = files["index.html"].map { bytes in
            let text = String(decoding: bytes, as: UTF8.self).replacing("{{assets}}", with: prefix)
            return StaticFile(path: "index.html", bytes: Array(text.utf8))
        }
        self.files = Dictionary(
            uniqueKeysWithValues: files.filter { $0.key != "index.html" }.map { path, bytes in
                (prefix + "/" + path, StaticFile(path: path, bytes: bytes))
            })
    }

    /// The file at an address; nil where there is none, which includes those of other trees.
    func file(at path: Substring) -> StaticFile? { files[String(path)] }
}

/// One file, as it is and compressed.
struct StaticFile: Sendable {
    let contentType: String
    let plain: ByteBuffer
    let compressed: ByteBuffer?
    private let hash: String

    init(path: String, bytes: [UInt8]) {
        let type = FileType.of(path)
        contentType = type.contentType
        plain = ByteBuffer(bytes: bytes)
        compressed = type.isText ? Gzip.compress(bytes, .best).map { ByteBuffer(bytes: $0) } : nil
        hash = base64Encode(Array(sha256(bytes).prefix(12)))
    }

    /// The entity tag of one of the two forms.
    func entityTag(isCompressed: Bool) -> String { isCompressed ? "\"\(hash)-gz\"" : "\"\(hash)\"" }
}
