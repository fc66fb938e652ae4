/// A name in SQL (table, column, function, alias), always printed quoted.
public struct Identifier: Hashable, Sendable {
    /// The name as the catalogue holds it, without quotes.
    public let name: String

    /// Names something in SQL; every text is a safe identifier once it's quoted.
    public init(_ name: String) {
        self.name = name
    }

    var quoted: String {
        var text = "\""
        for character in name.unicodeScalars {
            if character == "\"" { text += "\"\"" } else { text.unicodeScalars.append(character) }
        }
        return text + "\""
    }
}
