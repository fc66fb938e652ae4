extension Source {
    /// Shows the place of an offset: the line it is on, those around it, and a caret under the character.
    ///
    /// The form is the reference's. The caret counts characters, as the eye does; the numbers in the first line are
    /// those of `location(of:)`.
    public func excerpt(at offset: Int) -> String {
        let place = location(of: offset)
        let line = line(holding: offset)
        let column = text(line.start..<line.offset).count + 1
        let shown = Excerpt(lines: lines, line: place.line, column: column).text
        return "\(name):\(place)\n" + shown
    }
}

/// Numbered lines with a caret.
private struct Excerpt {
    /// A line of the excerpt; what isn't in the source is nil and left out.
    private typealias Row = (prefix: String, content: String?)

    let lines: [String]
    let line: Int
    let column: Int

    /// A longer line is folded, so that the caret stays near.
    private static let longestLine = 120
    private static let foldedLine = 80

    var text: String {
        let content = lines[line - 1]
        let rows = content.count > Self.longestLine ? foldedRows(of: content) : rows(around: content)
        let shown = rows.filter { $0.content != nil }
        let width = shown.map(\.prefix.count).max() ?? 0
        return shown.map { row in
            let content = row.content ?? ""
            let prefix = String(repeating: " ", count: width - row.prefix.count) + row.prefix
            return content.isEmpty ? prefix : prefix + " " + content
        }
        .joined(separator: "\n")
    }

    private func rows(around content: String) -> [Row] {
        [
            ("\(line - 1) |", line > 1 ? lines[line - 2] : nil),
            ("\(line) |", content),
            ("|", caret(at: column)),
            ("\(line + 1) |", line < lines.count ? lines[line] : nil),
        ]
    }

    private func foldedRows(of content: String) -> [Row] {
        let folds = Self.fold(content)
        let fold = column / Self.foldedLine
        let rest = folds.dropFirst().prefix(fold).map { Row(prefix: "|", content: $0) }
        let next = fold + 1 < folds.count ? folds[fold + 1] : nil
        return [("\(line) |", folds.first)] + rest + [("|", caret(at: column % Self.foldedLine)), ("|", next)]
    }

    private static func fold(_ content: String) -> [String] {
        var folds: [String] = []
        var rest = content[...]
        while !rest.isEmpty {
            folds.append(String(rest.prefix(foldedLine)))
            rest = rest.dropFirst(foldedLine)
        }
        return folds
    }

    private func caret(at column: Int) -> String {
        String(repeating: " ", count: max(0, column - 1)) + "^"
    }
}
