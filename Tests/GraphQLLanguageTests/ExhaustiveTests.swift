import Testing

@testable import GraphQLLanguage

@Suite("Every short text")
struct ExhaustiveTests {
    /// The texts for which something goes wrong.
    ///
    /// That nothing traps is seen by this coming back at all.
    private func wrong(among texts: some Sequence<String>) -> [String] {
        texts.filter { !isRight($0) }
    }

    /// Whether a text that is read prints and reads again as the same text, or one that is refused has a place.
    private func isRight(_ text: String) -> Bool {
        let source = Source(text)
        do {
            let printed = print(try Document.parse(source))
            return print(try parse(printed)) == printed
        } catch {
            guard let error = refusal(text) else { return false }
            let isInside = (0...source.bytes.count).contains(error.offset)
            return isInside && source.excerpt(at: error.offset).hasPrefix("GraphQL request:")
        }
    }

    /// Texts with something before and behind.
    private func texts(of pieces: [String], upTo length: Int, _ before: String = "", _ after: String = "") -> [String] {
        everyText(of: pieces, upTo: length).map { before + $0 + after }
    }

    @Test("Punctuation in every order")
    func punctuation() {
        #expect(wrong(among: texts(of: ["{", "}", "a", "(", ":", "\""], upTo: 5)) == [])
    }

    @Test("Bytes that begin or end something, in every order")
    func bytes() {
        let pieces = ["{", "\n", "\r", "\"", "\\", "é", "💩", "\u{FEFF}", "#", "\u{0}"]
        #expect(wrong(among: texts(of: pieces, upTo: 4)) == [])
    }

    @Test("String contents in every order")
    func strings() {
        let pieces = ["\"", "\\", "u", "{", "}", "D", "8", "0", "💩"]
        #expect(wrong(among: texts(of: pieces, upTo: 4, "{a(b:\"")) == [])
        #expect(wrong(among: texts(of: pieces, upTo: 4, "{a(b:\"\\uD83", "\")}")) == [])
    }

    @Test("Block string contents in every order")
    func blockStrings() {
        #expect(wrong(among: texts(of: ["\"", "\\", "\n", " ", "a"], upTo: 5, "{a(b:\"\"\"", "\"\"\")}")) == [])
    }

    @Test("Numbers in every order")
    func numbers() {
        #expect(wrong(among: texts(of: ["0", "1", "-", "+", ".", "e", "_"], upTo: 4, "{a(b:", ")}")) == [])
    }

    @Test("Values in every order")
    func values() {
        #expect(wrong(among: texts(of: ["[", "]", "{", "}", "a:", "$a", "1 "], upTo: 4, "{a(b:", ")}")) == [])
    }

    @Test("Words of the grammar in every order")
    func words() {
        let pieces = ["query ", "fragment ", "on ", "{a}", "@d", "($a:T)", "\"x\" ", "extend ", "type ", "...", "= "]
        #expect(wrong(among: texts(of: pieces, upTo: 4)) == [])
    }

    @Test("Words of the type system in every order")
    func typeSystemWords() {
        let pieces = [
            "schema ", "T ", "implements ", "&", "union ", "=", "|", "{a:T}", "{query:Q}", "extend ", "\"x\" ",
        ]
        #expect(wrong(among: texts(of: pieces, upTo: 4)) == [])
    }

    @Test("Every beginning of a long text is read or refused")
    func beginnings() throws {
        let whole = try Case.named("query").text
        #expect(wrong(among: whole.indices.map { String(whole[..<$0]) }) == [])
    }

    @Test("A text without one of its bytes, or with one of them changed, is read or refused")
    func mutations() throws {
        var numbers = SeededNumbers(16)
        let whole = Array(try Case.named("schema").text.utf8)
        for _ in 0..<1500 {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &numbers)
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &numbers))
            }
            guard let document = try? Document.parse(Source(bytes: bytes)) else { continue }
            let printed = print(document)
            #expect(print(try parse(printed)) == printed)
        }
    }
}
