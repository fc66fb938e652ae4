import Planning
import SQLText
import Testing

@Suite("The schema is held against the database") struct MappingCheckTests {
    @Test(
        "K5 a list is sorted only by a column that is there, without nulls, and a rank is a whole number",
        arguments: [
            (Catalogue.Column(typeOID: SQLType.int4.oid, isNotNull: true), nil),
            (
                Catalogue.Column(typeOID: SQLType.int8.oid, isNotNull: true),
                "the column task.severity_rank isn't of type \(SQLType.int4.name)"
            ),
            (
                Catalogue.Column(typeOID: SQLType.int4.oid, isNotNull: false),
                "a list can be sorted only by a column without nulls, not by task.severity_rank"
            ),
            (nil, "a list can be sorted only by a column without nulls, not by task.severity_rank"),
        ] as [(Catalogue.Column?, String?)])
    func ranks(column: Catalogue.Column?, reason: String?) throws {
        let policy = try TestPlanning.policy.get()
        let tables = ["task": column.map { ["severity_rank": $0] } ?? [:]]
        let faults = try Mapping(policy: policy).faults(
            against: Catalogue(tables: tables, functions: []), policy: policy)
        #expect(faults.first { $0.coordinate == "TaskOrderField.SEVERITY" }?.reason == reason)
    }

    @Test(
        "D0-50 what users see by the customers assigned to them has those customers' numbers",
        arguments: [
            ("Customer", "customer", "ordinal"), ("Contact", "contact", "customer_ordinal"),
            ("CustomerRead", "customer_read", nil),
        ] as [(String, String, String?)])
    func numbers(type: String, table: String, column: String?) throws {
        let policy = try TestPlanning.policy.get()
        func reasons(_ columns: [String]) throws -> [String] {
            let found = columns.map { ($0, Catalogue.Column(typeOID: SQLType.int4.oid, isNotNull: false)) }
            let tables = [table: Dictionary(uniqueKeysWithValues: found)]
            return try Mapping(policy: policy).faults(
                against: Catalogue(tables: tables, functions: []), policy: policy
            ).filter { $0.coordinate == type }.map(\.reason)
        }
        #expect(try reasons([]) == (column.map { ["the table \(table) has no column \($0)"] } ?? []))
        #expect(try reasons(column.map { [$0] } ?? []).isEmpty)
    }
}
