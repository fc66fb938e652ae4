import GraphQLSchema
import Testing

@testable import Portal

@Suite("B11 Hostile JSON") struct HostileJSONTests {
    private let reader = JSONReader()

    static let faulty: [(String, String)] = [
        ("U+0000 in a text", #"{"a": "x\u0000y"}"#), ("U+0000 in a name", #"{"a\u0000": 1}"#),
        ("a whole number beyond 64 bits", #"{"a": 9223372036854775808}"#),
        ("below 64 bits", #"{"a": -9223372036854775809}"#), ("a real beyond a double", #"{"a": 1e400}"#),
        ("a name twice", #"{"a": 1, "a": 2}"#), ("a lone surrogate", #"{"a": "\ud800"}"#),
        ("two values", #"{"a": 1} {"a": 2}"#), ("no number", #"{"a": NaN}"#), ("infinity", #"{"a": Infinity}"#),
        ("a leading zero", #"{"a": 01}"#), ("hexadecimal", #"{"a": 0x1}"#), ("a comma too many", #"{"a": 1,}"#),
        ("a comment", #"{"a": 1 /* b */}"#), ("single quotes", #"{'a': 1}"#), ("a bare line break", "{\"a\": \"\n\"}"),
        ("nothing", ""), ("a byte order mark", "\u{FEFF}{}"),
    ]

    @Test("B11 Each is refused with its place, and with no more than 80 bytes of it", arguments: faulty)
    func refused(name: String, text: String) {
        let fault = #expect(throws: JSONFault.self) { try reader.read(Array(text.utf8)) }
        #expect((fault?.line ?? 0) >= 1 && (fault?.column ?? 0) >= 1)
        #expect((fault?.message.utf8.count ?? .max) < 160)
    }

    @Test("B1 Nesting is refused at the level that is too deep, however deep it goes", arguments: ["[", "{\"a\":"])
    func nesting(open: String) {
        for (count, isRefused) in [(32, false), (33, true), (10_000, true), (200_000, true)] {
            let close = open == "[" ? "]" : "}"
            let text = String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
            let fault: JSONFault?
            do throws(JSONFault) {
                _ = try reader.read(Array(text.utf8))
                fault = nil
            } catch {
                fault = error
            }
            #expect((fault != nil) == isRefused, "\(count)")
            #expect(
                fault.map { $0.line == 1 && $0.column == 32 * open.utf8.count + 1 } != false, "\(fault?.column ?? 0)")
        }
    }

    @Test("B11 A long text that is no JSON isn't repeated", arguments: ["a", "\"", "{\"", "1", "-", "\\u"])
    func echo(piece: String) {
        let text = piece + String(repeating: "a", count: 10_000)
        let fault = #expect(throws: JSONFault.self) { try reader.read(Array(text.utf8)) }
        #expect(fault?.message.contains(String(repeating: "a", count: 81)) == false)
    }

    @Test("B11 Whole numbers to the ends of 64 bits, and reals, arrive as they are")
    func numbers() throws {
        let value = try reader.read(Array("[9223372036854775807, -9223372036854775808, 1.5, -0.0, 1e2]".utf8))
        #expect(value == [.int(.max), .int(.min), .real(1.5), .real(-0.0), .real(100)])
    }

    @Test("B11 Thousands of names that hash alike elsewhere are read like any others")
    func collisions() throws {
        // Each doubles the number of texts with one hash under a multiplicative hash of 31, as Java's.
        var names = [""]
        for _ in 0..<11 { names = names.flatMap { [$0 + "Aa", $0 + "BB"] } }
        let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        guard case .object(let members) = try reader.read(Array(text.utf8)) else { return }
        #expect(members.count == 2_048)
    }
}
