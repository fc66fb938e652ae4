import SQLText
import Testing

@Suite("SQL is a value")
struct SQLTextTests {
    typealias SQL = SQLText<SQLValue>

    @Test("parameters are numbered in order, and equal ones share a number")
    func parameters() {
        let query: SQL = "SELECT \(.int4(1)), \(.text("a")), \(.int4(1))"
        #expect(query.compiled().text == "SELECT $1, $2, $1")
        #expect(query.compiled().parameters == [.int4(1), .text("a")])
    }

    @Test(
        "an identifier is quoted, whatever it holds",
        arguments: [
            ("name", #""name""#), (#"a"b"#, #""a""b""#), ("x; drop table y", #""x; drop table y""#), ("", #""""#),
        ])
    func identifiers(name: String, quoted: String) {
        #expect(SQL.identifier(name).compiled().text == quoted)
    }

    @Test("texts of texts keep their parameters")
    func nesting() {
        let inner: SQL = "id = \(.text("x"))"
        let outer: SQL = "SELECT FROM t WHERE \(inner) AND \(inner) LIMIT \(.int8(2))"
        #expect(outer.compiled().text == "SELECT FROM t WHERE id = $1 AND id = $1 LIMIT $2")
    }

    @Test("texts are joined with a separator")
    func joining() {
        let columns: [SQL] = [.column("a", of: Alias(.table, 0)), .column("b", of: Alias(.predicate, 12))]
        #expect(columns.joined(separator: ", ").compiled().text == #"t0."a", x12."b""#)
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test("other parameters can stand in the same text")
    func mapping() {
        let text: SQLText<Int> = "a = \(1) AND b = \(2) AND c = \(1)"
        let mapped = text.mapParameters { SQLValue.int4(Int32($0)) }.compiled()
        #expect(mapped.text == "a = $1 AND b = $2 AND c = $1")
        #expect(mapped.parameters == [.int4(1), .int4(2)])
    }

    @Test("every array type knows its elements' type", arguments: SQLType.allCases)
    func arrays(type: SQLType) {
        if let array = type.array { #expect(array.name == type.name + "[]") }
    }
}

@Suite("Row ids are UUIDs")
struct RowIDTests {
    @Test("the text form is read and written")
    func text() throws {
        let text = "0192f0c1-9c3e-7a10-8123-456789abcdef"
        let id = try #require(RowID(text))
        #expect(id.description == text)
        #expect(RowID(bytes: id.bytes) == id)
    }

    @Test(
        "other texts are none",
        arguments: ["", "x", "0192f0c19c3e7a108123456789abcdef", "0192f0c1-9c3e-7a10-8123-456789abcdeg", "----"])
    func rubbish(text: String) {
        #expect(RowID(text) == nil)
    }

    @Test("a made id is of version 7 and sorts by its time")
    func version7() {
        var generator = SystemRandomNumberGenerator()
        let early = RowID(milliseconds: 1_700_000_000_000, using: &generator)
        let late = RowID(milliseconds: 1_700_000_000_001, using: &generator)
        #expect(early < late)
        #expect(early.high >> 16 == 1_700_000_000_000)
        #expect(early.high >> 12 & 0xF == 7)
        #expect(early.low >> 62 == 2)
    }

    @Test("only sixteen bytes make an id", arguments: [0, 15, 17])
    func bytes(count: Int) {
        #expect(RowID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }
}
