import Foundation

/// Somebody's name and e-mail address, as a mail names its sender and its recipient.
///
/// There is none that could end a line of a header or a command: what names bring along is cleaned away, and an address
/// that would need more than itself isn't taken.
public struct MailAddress: Hashable, Sendable {
    /// What somebody is called; empty where nobody said.
    public let name: String
    /// Where the mail goes.
    public let address: String

    /// Takes a name and an address; nil where the address is none.
    public init?(name: String = "", address: String) {
        guard Self.isAddress(address) else { return nil }
        self.name = HeaderText.oneLine(name)
        self.address = address
    }

    /// Reads `Portico <no-reply@example.com>` or an address alone; nil for anything else.
    public init?(_ text: String) {
        guard text.hasSuffix(">"), let start = text.lastIndex(of: "<") else {
            self.init(address: text)
            return
        }
        let name = text[..<start].trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
        self.init(name: name, address: String(text[text.index(after: start)...].dropLast()))
    }

    /// What stands behind the @.
    public var domain: Substring { address.split(separator: "@").last ?? "" }

    /// Something, one @ and something, without what separates addresses or would have to be quoted.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !"<>()[]\\,;:\"".unicodeScalars.contains(scalar) && HeaderText.isShown(scalar) && scalar != " "
        }
        return isPlain && parts.count == 2 && !parts.contains("") && text.unicodeScalars.count <= 254
    }

    /// The address as a header has it, on a line of its own after a long name.
    var header: String {
        name.isEmpty ? address : HeaderText.phrase(name) + "\r\n <\(address)>"
    }
}
