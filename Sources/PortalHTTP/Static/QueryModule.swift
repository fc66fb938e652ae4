import Cryptography
import GraphQLSchema
import Portal

/// The front's documents as a module that its scripts import.
enum QueryModule {
    /// Makes `queries.js` of `queries/*.graphql`: each document by its file's name, with its text and its id.
    static func make(of documents: [(name: String, text: [UInt8])]) -> [UInt8] {
        var module = Array("// Made by the server from queries/*.graphql.\n".utf8)
        for document in documents.sorted(by: { $0.name < $1.name }) where isIdentifier(document.name) {
            let id = "sha256:" + hexadecimal(sha256(document.text))
            module += "export const \(document.name) = Object.freeze({ id: \"\(id)\", text: ".utf8
            module += JSONValue.string(String(decoding: document.text, as: UTF8.self)).json
            module += " });\n".utf8
        }
        return module
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            Character(UnicodeScalar(byte)).isLetter && byte < 0x80 || byte == UInt8(ascii: "_")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}

/// Bytes as hexadecimal digits in lower case.
func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
