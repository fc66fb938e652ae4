public import SQLText

/// A statement's text and the types of its parameters: what can be prepared once and run many times.
///
/// Two statements with the same text share a prepared statement, so whoever makes texts should make the same ones.
public struct Statement: Sendable, Hashable {
    /// One SQL command with `$1`, `$2` …; the protocol refuses several commands in one text.
    public let text: String
    /// The type of each parameter, that of `$1` first.
    public let parameterTypes: [SQLType]

    /// A hash of the text, computed once: statements are looked up on every request.
    let fingerprint: Int
    /// The types as libpq takes them.
    let parameterOIDs: [UInt32]
    /// Whether the text can be sent at all: a NUL would cut it short.
    let isSendable: Bool
    /// Whether the command can outlive its segment and therefore must never run on a shared connection.
    let controlsSession: Bool

    /// Makes a statement; nothing is checked here but what the adapter needs to know about it.
    public init(text: String, parameterTypes: [SQLType] = []) {
        self.text = text
        self.parameterTypes = parameterTypes
        fingerprint = text.hashValue
        parameterOIDs = parameterTypes.map(\.oid)
        isSendable = !text.utf8.contains(0)
        controlsSession = Self.startsWithControl(text)
    }

    /// Whether both have the same text and the same types.
    public static func == (left: Statement, right: Statement) -> Bool {
        left.fingerprint == right.fingerprint && left.text == right.text && left.parameterTypes == right.parameterTypes
    }

    /// Hashes the text's hash, not the text again.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }

    /// The commands that open or end transactions or change settings beyond them.
    private static let control: Set<String> = [
        "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare", "execute",
        "deallocate", "set", "reset", "discard", "listen", "unlisten", "declare", "close", "lock", "copy", "load",
        "do", "call",
    ]

    private static func startsWithControl(_ text: String) -> Bool {
        let letters = text.unicodeScalars.drop { $0.properties.isWhitespace }.prefix { $0.properties.isAlphabetic }
        if letters.isEmpty { return text.unicodeScalars.drop { $0.properties.isWhitespace }.first != "(" }
        return control.contains(String(String.UnicodeScalarView(letters)).lowercased())
    }
}

/// A statement together with the values of its parameters.
public struct BoundStatement: Sendable {
    /// What runs.
    public let statement: Statement
    /// What is bound, the first to `$1`; one value for every parameter type.
    public let values: [SQLValue]

    /// Binds values to a statement.
    public init(_ statement: Statement, _ values: [SQLValue] = []) {
        self.statement = statement
        self.values = values
    }

    /// Takes compiled SQL whose parameters are the values themselves.
    public init(_ sql: CompiledSQL<SQLValue>) {
        self.init(Statement(text: sql.text, parameterTypes: sql.parameters.map(\.type)), sql.parameters)
    }

    /// Why this can't be sent, or nil when it can.
    var fault: String? {
        if !statement.isSendable { return "a statement's text contains a NUL" }
        if values.count != statement.parameterTypes.count {
            return "a statement with \(statement.parameterTypes.count) parameters got \(values.count) values"
        }
        if values.count > Int(UInt16.max) { return "a statement has more than \(UInt16.max) parameters" }
        return nil
    }
}
