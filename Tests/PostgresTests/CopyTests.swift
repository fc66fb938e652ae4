import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct CopyTests {
    private static let id = RowID(high: 1, low: 2)

    @Test func `rows of every type are loaded in binary`() throws {
        let session = try common.get().session()
        try session.execute(
            """
            CREATE TABLE copied (
                a bool, b int4, c int8, d float8, e text, f uuid, g bytea, h timestamptz, i date, j text[], k json)
            """)
        let row: [SQLValue] = [
            .bool(true), .int4(-1), .int8(2), .float8(0.5), .text("ä\t\n\\"), .uuid(Self.id), .bytea([0, 9]),
            .timestamptz(microseconds: 5), .date(days: -3), .textArray(["x", ""]), .json("[1]"),
        ]
        let columns = "abcdefghijk".map { String($0) }
        let count = try session.copy(into: "copied", columns: columns) { writer in
            try writer.row(row)
            try writer.row(row.map { .null($0.type) })
        }
        #expect(count == 2)
        let rows = try session.run("SELECT * FROM copied ORDER BY a NULLS LAST")
        #expect(rows.text(0, 4) == "ä\t\n\\")
        #expect(rows.rowID(0, 5) == Self.id)
        #expect(rows.timestamptz(0, 7) == 5)
        #expect(rows.date(0, 8) == -3)
        #expect(rows.textArray(0, 9) == ["x", ""])
        #expect((0..<columns.count).allSatisfy { rows.isNull(row: 1, column: $0) })
    }

    @Test func `many rows pass in pieces`() throws {
        let session = try common.get().session()
        try session.execute("CREATE TABLE \"many rows\" (number int8, words text)")
        let count = try session.copy(into: "many rows", columns: ["number", "words"]) { writer in
            for number in Int64(0)..<50_000 { try writer.row([.int8(number), .text("word \(number)")]) }
        }
        #expect(count == 50_000)
        let rows = try session.run(
            "SELECT count(*), sum(number)::int8 FROM \"many rows\" WHERE words = 'word ' || number")
        #expect(rows.int8(0, 0) == 50_000)
        #expect(rows.int8(0, 1) == 1_249_975_000)
    }

    @Test func `text rows reach types that have no value of their own`() throws {
        let session = try common.get().session()
        try session.execute("CREATE TABLE texts (a jsonb, b inet, c text)")
        try session.copyText(into: "texts", columns: ["a", "b", "c"]) { writer in
            try writer.textRow([#"{"k": "v\\w"}"#, "10.0.0.1", "tab\tline\nreturn\rback\\slash"])
            try writer.textRow([nil, nil, "\\N"])
        }
        let rows = try session.run("SELECT a ->> 'k', host(b), c FROM texts ORDER BY a NULLS LAST")
        #expect(rows.text(0, 0) == "v\\w")
        #expect(rows.text(0, 1) == "10.0.0.1")
        #expect(rows.text(0, 2) == "tab\tline\nreturn\rback\\slash")
        #expect(rows.isNull(row: 1, column: 0))
        #expect(rows.text(1, 2) == "\\N")
    }

    @Test func `a load that fails in the middle keeps nothing, and the session lives on`() throws {
        struct Refusal: Error {}
        let session = try common.get().session()
        try session.execute("CREATE TABLE broken (a int4 CHECK (a < 3))")
        #expect(throws: Refusal.self) {
            try session.copy(into: "broken", columns: ["a"]) { writer in
                try writer.row([.int4(1)])
                throw Refusal()
            }
        }
        #expect(throws: PostgresError.protocolViolation("a row has 2 values for 1 columns")) {
            try session.copy(into: "broken", columns: ["a"]) { try $0.row([.int4(1), .int4(2)]) }
        }
        #expect(throws: PostgresError.protocolViolation("a row of another format than the COPY's")) {
            try session.copy(into: "broken", columns: ["a"]) { try $0.textRow(["1"]) }
        }
        let error = #expect(throws: PostgresError.self) {
            try session.copy(into: "broken", columns: ["a"]) { try $0.row([.int4(5)]) }
        }
        #expect(error?.sqlState == "23514")
        #expect(try session.run("SELECT count(*) FROM broken").int8(0, 0) == 0)
    }

    @Test func `a table that isn't there is an error, not a load`() throws {
        let session = try common.get().session()
        let error = #expect(throws: PostgresError.self) {
            try session.copy(into: "nowhere\"; DROP", columns: ["a"]) { try $0.row([.int4(5)]) }
        }
        #expect(error?.sqlState == "42P01")
    }

    @Test func `a load is part of the transaction around it`() throws {
        struct Refusal: Error {}
        let session = try common.get().session()
        try session.execute("CREATE TABLE within (a int4)")
        #expect(throws: Refusal.self) {
            try session.transaction {
                try session.copy(into: "within", columns: ["a"]) { try $0.row([.int4(5)]) }
                throw Refusal()
            }
        }
        #expect(try session.run("SELECT count(*) FROM within").int8(0, 0) == 0)
        try session.transaction { try session.copy(into: "within", columns: ["a"]) { try $0.row([.int4(5)]) } }
        #expect(try session.run("SELECT count(*) FROM within").int8(0, 0) == 1)
    }
}
