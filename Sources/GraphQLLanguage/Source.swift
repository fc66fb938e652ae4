/// A GraphQL text and the name under which messages speak of it.
///
/// Spec: 2.1 Source Text. The bytes are UTF-8; whether they really are is checked by the parser, so a source can be
/// made of whatever arrived.
public struct Source: Sendable {
    /// The text in UTF-8, as it arrived.
    public let bytes: [UInt8]
    /// What messages call this text: a file's path, or "GraphQL request".
    public let name: String

    /// Makes a source of a string.
    public init(_ text: String, name: String = "GraphQL request") {
        self.init(bytes: Array(text.utf8), name: name)
    }

    /// Makes a source of bytes that claim to be UTF-8.
    public init(bytes: [UInt8], name: String = "GraphQL request") {
        self.bytes = bytes
        self.name = name
    }

    /// Tells the line and column of a byte offset.
    ///
    /// An offset behind the end means the end. LF, CR and CRLF each end one line.
    public func location(of offset: Int) -> SourceLocation {
        let line = line(holding: offset)
        return SourceLocation(line: line.number, column: 1 + utf16Length(line.start..<line.offset))
    }

    /// Counts the UTF-16 units of a range of bytes.
    private func utf16Length(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { length, byte in length + utf16Units(leading: byte) }
    }
}

/// A place in a source, for people and for the `locations` of a response.
///
/// Spec: 7.1.2 Errors, "location".
public struct SourceLocation: Hashable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// The column, counted from 1 in UTF-16 units, as the reference implementation counts.
    public let column: Int

    /// Makes a location; both numbers count from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The location as `line:column`.
    public var description: String { "\(line):\(column)" }
}

/// Counts the UTF-16 units of the scalar that begins with a byte; continuation bytes count nothing.
func utf16Units(leading byte: UInt8) -> Int {
    switch byte {
    case 0x80...0xBF: 0
    case 0xF0...: 2
    default: 1
    }
}
