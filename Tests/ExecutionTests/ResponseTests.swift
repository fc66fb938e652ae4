import Access
import Execution
import Foundation
import GraphQLSchema
import Testing

@Suite("An answer has the form that the specification gives it")
struct ResponseTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let query: String
        var variables: JSONObject = [:]
        let hasData: Bool
        let code: String?

        var testDescription: String { name }
    }

    private static let rows: [Row] = [
        Row(name: "data", query: "{ viewer { role } }", hasData: true, code: nil),
        Row(name: "nothing that is there", query: #"{ node(id: "x") { id } }"#, hasData: true, code: nil),
        Row(name: "a syntax error", query: "{ viewer { role }", hasData: false, code: "SYNTAX"),
        Row(name: "an invalid document", query: "{ nothing }", hasData: false, code: "VALIDATION"),
        Row(
            name: "no operation", query: "query A { viewer { role } } query B { viewer { role } }", hasData: false,
            code: "BAD_REQUEST"),
        Row(
            name: "E2 a variable that doesn't fit", query: "query ($id: ID!) { node(id: $id) { id } }",
            variables: ["id": 1.5], hasData: false, code: "BAD_INPUT"),
        Row(
            name: "E2 a variable that is missing", query: "query ($id: ID!) { node(id: $id) { id } }", hasData: false,
            code: "BAD_INPUT"),
        Row(
            name: "E2 a variable that is null", query: "query ($id: ID!) { node(id: $id) { id } }",
            variables: ["id": .null], hasData: false, code: "BAD_INPUT"),
        Row(
            name: "E2 more variables than declared", query: "query ($id: ID!) { node(id: $id) { id } }",
            variables: ["id": "x", "more": [1, ["a": .null]]], hasData: true, code: nil),
        Row(
            name: "a page that is too long", query: "{ customers(first: 101) { totalCount nodes { id } } }",
            hasData: false, code: "BAD_INPUT"),
        Row(
            name: "a cursor that is none", query: #"{ customers(after: "x") { nodes { id } } }"#, hasData: false,
            code: "BAD_CURSOR"),
    ]

    @Test("R1 R2 data or errors, and no other members", arguments: rows)
    func members(row: Row) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            row.query, row.variables, as: portal.credential("user@nordlys.test"))
        #expect(answer.json.keys.contains("data") == row.hasData, "\(answer)")
        #expect(answer.json.keys.contains("errors") == (row.code != nil))
        #expect(Set(answer.json.keys).isSubset(of: ["data", "errors", "extensions"]))
        #expect(Set(answer.codes) == Set([row.code].compactMap(\.self)))
        try checkErrors(of: answer)
        if !row.hasData { #expect(answer.answer.statementCount == 0) }
    }

    @Test("R2 R3 errors stand before the data, with the place in the document and the path in the answer")
    func fieldErrors() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("type Customer ", "  phone: String", "  phone: String @auth(roles: [ADMIN], onDeny: NULL)"))
        let answer = try await portal.engine(schema: schema.loaded()).ask(
            "query {\n  all: customers(first: 2) {\n    edges { node { é: name\n      tel: phone } } } }".replacing(
                "é", with: "e"),
            as: portal.credential("user@nordlys.test"))
        try checkErrors(of: answer)
        let told = #"{"message":"You may not see this field.","locations":[{"line":4,"column":7}],"path":"#
        let rest = #","extensions":{"code":"FORBIDDEN","requestId":"test"}}"#
        let errors = (0...1).map { told + #"["all","edges",\#($0),"node","tel"]"# + rest }
        #expect(
            answer.text.hasPrefix(#"{"errors":[\#(errors.joined(separator: ","))],"data":{"all":{"edges":[{"#),
            "\(answer)")
    }

    private func checkErrors(of answer: Response) throws {
        guard let errors = answer.json["errors"] as? [[String: Any]] else { return }
        #expect(!errors.isEmpty)
        for error in errors {
            #expect(Set(error.keys).isSubset(of: ["message", "locations", "path", "extensions"]), "\(error)")
            #expect((error["message"] as? String)?.isEmpty == false)
            for location in error["locations"] as? [[String: Int]] ?? [] {
                #expect(Set(location.keys) == ["line", "column"])
                #expect(location.values.allSatisfy { $0 >= 1 })
            }
            let code = (error["extensions"] as? [String: Any])?["code"] as? String
            #expect(code.flatMap(ErrorCode.init(rawValue:)) != nil)
        }
    }
}
