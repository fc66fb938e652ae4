import GraphQLLanguage

/// Finds lines and columns in a source of which many places are wanted.
///
/// `Source.location(of:)` reads from the beginning each time, which is right for an error and wrong for every
/// element of a schema.
struct LineTable {
    private let source: Source
    /// The offset of each line's first byte.
    private let starts: [Int]

    init(_ source: Source) {
        self.source = source
        let bytes = source.bytes
        var starts = [0]
        for (position, byte) in bytes.enumerated() {
            let isCRLF = byte == UInt8(ascii: "\r") && position + 1 < bytes.count && bytes[position + 1] == 10
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isCRLF {
                starts.append(position + 1)
            }
        }
        self.starts = starts
    }

    /// The same as `Source.location(of:)`, for the first byte of a token.
    func location(of offset: Int) -> SourceLocation {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = source.bytes[starts[low]..<offset].reduce(1) { $0 + Self.utf16Units(leading: $1) }
        return SourceLocation(line: low + 1, column: column)
    }

    /// The UTF-16 units of the scalar that begins with a byte; continuation bytes count nothing.
    private static func utf16Units(leading byte: UInt8) -> Int {
        switch byte {
        case 0x80...0xBF: 0
        case 0xF0...: 2
        default: 1
        }
    }
}
