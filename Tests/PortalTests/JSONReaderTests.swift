import GraphQLSchema
import Testing

@testable import Portal

@Suite("JSON") struct JSONReaderTests {
    let reader = JSONReader()

    @Test(
        "Every kind of value is read",
        arguments: [
            ("null", .null), ("true", true), ("false", false), ("0", 0), ("-7", -7),
            ("9223372036854775807", .int(.max)),
            ("-9223372036854775808", .int(.min)), ("1.0", 1.0), ("1e2", 100.0), ("\"\"", ""),
            ("\"a\\u00e9\\n\"", "aé\n"),
            ("\"\\ud83d\\ude00\"", "😀"), ("[]", []), ("[1,[2],{}]", [1, [2], [:]]),
            ("{\"a\":{\"b\":null}}", ["a": ["b": .null]]),
            (" \t\r\n1 ", 1),
        ] as [(String, JSONValue)])
    func values(text: String, value: JSONValue) throws {
        #expect(try reader.read(Array(text.utf8)) == value)
    }

    @Test("Whole numbers and reals stay apart")
    func numbers() throws {
        #expect(try reader.read(Array("[1,1.0]".utf8)) == [.int(1), .real(1)])
    }

    @Test("Members keep the order in which they were written")
    func order() throws {
        guard case .object(let members) = try reader.read(Array(#"{"z":1,"a":2,"m":3}"#.utf8)) else {
            Issue.record("no object")
            return
        }
        #expect(members.keys == ["z", "a", "m"])
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "NaN", "Infinity", "1e999",
            "9223372036854775808", "tru", "nul", "\"", "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\u0000\"",
            "1 2", "{} {}", "// comment\n1", "{\"a\":1,\"a\":2}", "[1 2]", "\u{feff}1",
        ])
    func refusals(text: String) {
        #expect(throws: JSONFault.self) { try reader.read(Array(text.utf8)) }
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONFault.self) { try reader.read([0x22] + bytes + [0x22]) }
    }

    @Test(
        "Nesting is counted before anything is parsed",
        arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")])
    func depth(open: String, close: String) throws {
        let levels = open.filter { "[{".contains($0) }.count
        for repeats in [32 / levels, 32 / levels + 1] {
            let text = String(repeating: open, count: repeats) + "1" + String(repeating: close, count: repeats)
            let isTooDeep = repeats * levels > 32
            do {
                _ = try reader.read(Array(text.utf8))
                #expect(!isTooDeep)
            } catch {
                #expect(isTooDeep && error.message == "The JSON is nested too deeply")
            }
        }
    }

    @Test("A hundred thousand brackets are refused, closed or not", arguments: ["[", "{", "{\"a\":", "[[]"])
    func bomb(text: String) {
        #expect(throws: JSONFault.self) { try reader.read(Array(String(repeating: text, count: 100_000).utf8)) }
    }

    @Test("Brackets in strings don't nest", arguments: ["[", "\\\"[", "\\\\"])
    func strings(text: String) throws {
        let long = "\"" + String(repeating: text, count: 100) + "\""
        #expect(throws: Never.self) { try reader.read(Array(long.utf8)) }
    }

    @Test("Members are counted over the whole text")
    func members() {
        let list = { (count: Int) in "[" + Array(repeating: "1", count: count).joined(separator: ",") + "]" }
        #expect(throws: Never.self) { try reader.read(Array(list(4_000).utf8)) }
        #expect(throws: JSONFault.self) { try reader.read(Array(list(4_001).utf8)) }
    }

    @Test("A fault has its place")
    func place() {
        let text = "{\n  \"a\": [\n    1,, 2\n  ]\n}"
        let fault = #expect(throws: JSONFault.self) { try reader.read(Array(text.utf8)) }
        #expect(fault?.line == 3)
        let deep = String(repeating: "[\n", count: 33)
        let other = #expect(throws: JSONFault.self) { try reader.read(Array(deep.utf8)) }
        #expect(other == JSONFault(message: "The JSON is nested too deeply", line: 33, column: 1))
    }

    @Test("No text of these characters traps, and what is read is written and read again alike")
    func noTextTraps() throws {
        let alphabet = ["{", "}", "[", "]", "\"", "\\", ":", ",", "1", "-", "."]
        var texts = [""]
        for _ in 1...4 { texts = texts.flatMap { text in alphabet.map { text + $0 } } }
        for text in texts {
            guard let value = try? reader.read(Array(text.utf8)) else { continue }
            #expect(try reader.read(value.json) == value)
        }
    }

    @Test("What is written needs no more escapes than it must")
    func writing() {
        let value: JSONValue = ["a\"b": ["é\n\u{1}\\", 1, 1.5, true, .null]]
        #expect(String(decoding: value.json, as: UTF8.self) == #"{"a\"b":["é\n\u0001\\",1,1.5,true,null]}"#)
    }
}
