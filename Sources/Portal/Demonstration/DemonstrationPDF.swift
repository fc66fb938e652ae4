/// A small PDF of text (ISO 32000-1): one page for each list of lines, the first line of each as its heading.
struct DemonstrationPDF {
    let title: String
    /// Whether pages lie on their side, as those of a deck do.
    let isWide: Bool
    let pages: [[String]]

    /// The file: a header, numbered objects, the table of where each begins, and the trailer.
    var bytes: [UInt8] {
        var file = Array("%PDF-1.4\n%\u{80}\u{81}\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(file.count)
            file += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let table = file.count
        let rows = places.map { String(repeating: "0", count: 10 - String($0).count) + "\($0) 00000 n \n" }
        file += Array("xref\n0 \(places.count + 1)\n0000000000 65535 f \n\(rows.joined())".utf8)
        file += Array(
            "trailer\n<< /Size \(places.count + 1) /Root 1 0 R /Info 4 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return file
    }

    private var objects: [String] {
        let kids = pages.indices.map { "\(5 + 2 * $0) 0 R" }.joined(separator: " ")
        let fixed = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Title (\(escaped(title))) /Producer (Portico) >>",
        ]
        return fixed
            + pages.enumerated().flatMap { index, lines in
                let content = content(lines)
                return [
                    """
                    << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(isWide ? "842 595" : "595 842")] \
                    /Resources << /Font << /F1 3 0 R >> >> /Contents \(6 + 2 * index) 0 R >>
                    """,
                    "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
                ]
            }
    }

    private func content(_ lines: [String]) -> String {
        let top = isWide ? 470 : 760
        let heading = "BT /F1 \(isWide ? 34 : 24) Tf 64 \(top) Td (\(escaped(lines.first ?? ""))) Tj ET"
        let rest = lines.dropFirst().enumerated().map { index, line in
            "BT /F1 \(isWide ? 18 : 12) Tf 64 \(top - 60 - index * (isWide ? 34 : 22)) Td (\(escaped(line))) Tj ET"
        }
        return ([heading] + rest).joined(separator: "\n")
    }

    /// What isn't plain ASCII is written as the number of its letter in Latin-1, which all these texts keep to.
    private func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "(", ")", "\\": "\\\(scalar)"
            case _ where scalar.isASCII: String(scalar)
            case _ where scalar.value < 256: "\\" + String(scalar.value, radix: 8)
            default: "?"
            }
        }.joined()
    }
}
