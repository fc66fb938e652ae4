/// A line of a source, found by an offset in it.
struct SourceLine {
    /// Counted from 1.
    let number: Int
    /// The offset of the line's first byte.
    let start: Int
    /// The offset that was asked for, brought into the source.
    let offset: Int
}

extension Source {
    /// Finds the line that holds an offset.
    ///
    /// An offset on a line terminator belongs to the line that it ends. The second byte of CRLF counts with the
    /// next line, as in the reference: its terminator began before the offset.
    func line(holding offset: Int) -> SourceLine {
        let offset = min(max(offset, 0), bytes.count)
        var number = 1
        var start = 0
        var position = 0
        while position < offset {
            if let next = endOfTerminator(at: position) {
                number += 1
                start = next
                position = next
            } else {
                position += 1
            }
        }
        return SourceLine(number: number, start: min(start, offset), offset: offset)
    }

    /// Cuts the source into lines, without their terminators.
    var lines: [String] {
        var lines: [String] = []
        var start = 0
        var position = 0
        while position < bytes.count {
            if let next = endOfTerminator(at: position) {
                lines.append(text(start..<position))
                start = next
                position = next
            } else {
                position += 1
            }
        }
        lines.append(text(start..<bytes.count))
        return lines
    }

    /// Reads a range of bytes as text; bytes that are not UTF-8 become U+FFFD.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Where the line terminator at a position ends, or nil if there is none.
    private func endOfTerminator(at position: Int) -> Int? {
        switch bytes[position] {
        case UInt8(ascii: "\n"):
            position + 1
        case UInt8(ascii: "\r"):
            position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n") ? position + 2 : position + 1
        default:
            nil
        }
    }
}
