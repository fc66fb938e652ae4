/// Text in lines of at most 76 characters of ASCII, readable where it was readable before (RFC 2045, 6.7).
enum QuotedPrintable {
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let longest = 76

    /// Encodes a text whose lines end in `\n`; the lines that come out end in CRLF, the last one too.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(Array(line.utf8), to: &bytes)
            bytes += "\r\n".utf8
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ line: [UInt8], to bytes: inout [UInt8]) {
        var column = 0
        for (place, byte) in line.enumerated() {
            let isLast = place == line.count - 1
            let token = self.token(byte, isLast: isLast)
            // A line that goes on needs room for the sign that says so.
            if column + token.count > (isLast ? longest : longest - 1) {
                bytes += "=\r\n".utf8
                column = 0
            }
            bytes += token
            column += token.count
        }
    }

    /// A blank at the end of a line would get lost on the way.
    private static func token(_ byte: UInt8, isLast: Bool) -> [UInt8] {
        let isPlain = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=")
        if isPlain || (byte == UInt8(ascii: " ") && !isLast) { return [byte] }
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
