import SQLText
import Testing

@testable import Postgres

@Suite struct StatementTests {
    @Test(arguments: [
        ("SELECT 1", false), ("  \n select 1", false), ("WITH x AS (SELECT 1) SELECT * FROM x", false),
        ("(SELECT 1) UNION SELECT 2", false), ("INSERT INTO x VALUES (1)", false), ("SELECTED", false),
        ("BEGIN", true), ("\tCommit;", true), ("set x = 1", true), ("SET LOCAL x = 1", true),
        ("COPY x TO STDOUT", true),
        ("/* hidden */ BEGIN", true), ("-- hidden\nBEGIN", true), (";BEGIN", true), ("", true),
    ])
    func `K19 a command that could outlive its segment is known by its first word`(text: String, controls: Bool) {
        #expect(Statement(text: text).controlsSession == controls)
    }

    @Test func `statements are the same by text and types`() {
        let one = Statement(text: "SELECT $1", parameterTypes: [.int4])
        #expect(one == Statement(text: "SELECT " + "$1", parameterTypes: [.int4]))
        #expect(one.hashValue == Statement(text: "SELECT $1", parameterTypes: [.int8]).hashValue)
        #expect(one != Statement(text: "SELECT $1", parameterTypes: [.int8]))
        #expect(one != Statement(text: "SELECT $1 ", parameterTypes: [.int4]))
    }

    @Test func `compiled SQL brings its types along`() {
        let sql: SQLText<SQLValue> = "SELECT \(.int8(1)), \(.text("a")), \(.int8(1))"
        let bound = BoundStatement(sql.compiled())
        #expect(bound.statement.text == "SELECT $1, $2, $1")
        #expect(bound.statement.parameterTypes == [.int8, .text])
        #expect(bound.values == [.int8(1), .text("a")])
    }

    @Test(arguments: [
        (PostgresError.unavailable(reason: "secret host"), "The database is not available."),
        (.timeout, "The database did not answer in time."),
        (.cancelled, "The request was cancelled."),
        (.outcomeUnknown, "The connection to the database was lost while the change was being saved."),
        (.server(ServerFault(sqlState: "23505", message: "secret")), "The database refused a statement (23505)."),
        (.protocolViolation("secret"), "The database was used in a way that is not allowed."),
    ])
    func `what may travel says nothing of the inside, and the operator gets everything`(
        error: PostgresError, description: String
    ) {
        #expect(error.description == description)
        #expect("\(error)" == description)
        let hasMore = error != .timeout && error != .cancelled && error != .outcomeUnknown
        #expect(error.debugDescription.contains("secret") == hasMore)
    }

    @Test func `the operator sees every field of a fault`() {
        var fault = ServerFault(sqlState: "23505", message: "duplicate")
        fault.detail = "Key (id)=(1)"
        fault.constraint = "x_pkey"
        fault.table = "x"
        fault.statementIndex = 2
        #expect(
            PostgresError.server(fault).debugDescription
                == "The database refused a statement (23505). [ERROR 23505: duplicate; detail: Key (id)=(1); "
                + "constraint: x_pkey; table: x; statement: 2]")
    }

    @Test(arguments: [
        ("plain", #""plain""#), (#"qu"ote"#, #""qu""ote""#), ("", #""""#), ("Mixed Case", #""Mixed Case""#),
    ])
    func `any name can be an identifier`(name: String, quoted: String) {
        #expect(name.quotedAsIdentifier == quoted)
    }
}
