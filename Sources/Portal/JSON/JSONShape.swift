/// Counts how deep and how wide a JSON text is, before a parser that recurses touches it.
///
/// It follows strings and brackets only; whether the text is JSON is for the parser to say.
struct JSONShape {
    let maximumDepth: Int
    let maximumMembers: Int

    func check(_ text: UnsafeRawBufferPointer) throws(JSONFault) {
        var depth = 0
        var members = 0
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""): place = end(ofString: place, in: text)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > maximumDepth { throw fault("The JSON is nested too deeply", at: place, in: text) }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","):
                members += 1
                if members >= maximumMembers { throw fault("The JSON has too many members", at: place, in: text) }
            default: break
            }
            place += 1
        }
    }

    private func end(ofString start: Int, in text: UnsafeRawBufferPointer) -> Int {
        var place = start + 1
        while place < text.count, text[place] != UInt8(ascii: "\"") {
            place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return place
    }

    private func fault(_ message: String, at place: Int, in text: UnsafeRawBufferPointer) -> JSONFault {
        let before = text[..<place]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        return JSONFault(message: message, line: line, column: place - lineStart + 1)
    }
}
