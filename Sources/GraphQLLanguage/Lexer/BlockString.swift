/// What a block string says.
///
/// Spec: 2.10.4 String Value, "Block Strings" and BlockStringValue().
enum BlockString {
    /// Cuts the raw content into lines and resolves `\"""`.
    static func lines(of content: some Sequence<UInt8>) -> [[UInt8]] {
        let content = Array(content)
        let escapedQuotes = Array(#"\""""#.utf8)
        var lines: [[UInt8]] = [[]]
        var position = 0
        while position < content.count {
            let byte = content[position]
            if byte == UInt8(ascii: "\r"), position + 1 < content.count, content[position + 1] == UInt8(ascii: "\n") {
                position += 1
                continue
            }
            if CharacterClass.isLineTerminator(byte) {
                lines.append([])
            } else if byte != UInt8(ascii: "\\") || !content[position...].starts(with: escapedQuotes) {
                lines[lines.count - 1].append(byte)
            } else {
                lines[lines.count - 1] += escapedQuotes.dropFirst()
                position += 3
            }
            position += 1
        }
        return lines
    }

    /// Removes the indentation that all lines but the first have in common, and blank lines at both ends.
    static func dedent(_ lines: [[UInt8]]) -> [ArraySlice<UInt8>] {
        let indents = lines.map { line in line.prefix(while: CharacterClass.isWhiteSpace).count }
        let filled = lines.indices.filter { indents[$0] < lines[$0].count }
        guard let first = filled.first, let last = filled.last else { return [] }
        let common = filled.filter { $0 > 0 }.map { indents[$0] }.min() ?? 0
        return (first...last).map { index in lines[index].dropFirst(index == 0 ? 0 : common) }
    }
}
