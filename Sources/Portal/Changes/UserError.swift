import Access
import Execution
import GraphQLSchema
import Planning
import SQLText

/// Why a change was refused that was asked for in the right way: an element of `userErrors`.
struct UserError: Hashable, Sendable {
    let code: ErrorCode
    /// The input field, with dots before the parts of a part: `memberships.0.customerIds`; nil where no single one is
    /// at fault.
    var field: String?
    let message: String

    init(_ code: ErrorCode, _ field: String? = nil, _ message: String) {
        self.code = code
        self.field = field
        self.message = message
    }

    /// There is no such object for the viewer, for whichever reason.
    static func notFound(_ field: String?) -> UserError {
        UserError(.notFound, field, "There is nothing with this id.")
    }

    /// The same, of a field that stands in another one: `admin.email`, below `admin.`.
    func below(_ path: String) -> UserError {
        var error = self
        error.field = field.map { path + $0 }
        return error
    }

    private var path: [String]? { field.map { ["input"] + $0.split(separator: ".").map(String.init) } }

    var payload: PayloadValue {
        .object([
            "code": .string(code.rawValue), "message": .string(message),
            "field": path.map { .list($0.map(PayloadValue.string)) } ?? .null,
        ])
    }

    /// The form in which an answer is kept for its idempotency key.
    var json: JSONValue {
        ["code": .string(code.rawValue), "message": .string(message), "field": field.map(JSONValue.string) ?? .null]
    }

    init?(json: JSONValue) {
        guard case .object(let members) = json, case .string(let text)? = members["code"],
            let code = ErrorCode(rawValue: text), case .string(let message)? = members["message"]
        else { return nil }
        self.init(code, nil, message)
        if case .string(let field)? = members["field"] { self.field = field }
    }
}

extension Payload {
    /// A payload that refuses.
    static func refused(_ errors: [UserError], _ input: InputObject) -> Payload {
        Payload(fields: [
            "userErrors": .list(errors.map(\.payload)), "clientMutationId": input.clientMutationID,
        ])
    }
}

extension InputObject {
    /// The argument `input` of a mutation, or what stands for it where it was left out.
    var input: InputObject {
        if case .object(let input)? = self["input"] { input } else { InputObject() }
    }

    func text(_ name: String) -> String? {
        switch self[name] {
        case .string(let text)?, .enumeration(let text)?: text
        default: nil
        }
    }

    func int(_ name: String) -> Int64? {
        if case .int(let number)? = self[name] { number } else { nil }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(let flag)? = self[name] { flag } else { false }
    }

    /// The row that an id names; nil where it is none of that type, which is told like an unknown one.
    func rowID(_ name: String, of type: String) -> RowID? {
        self[name]?.rowID(of: type)
    }

    /// What goes back as it came.
    var clientMutationID: PayloadValue { text("clientMutationId").map(PayloadValue.string) ?? .null }
}

extension InputValue {
    /// The row that an id names; nil where it is none of that type.
    func rowID(of type: String) -> RowID? {
        guard case .string(let text) = self, let id = GlobalID(text), id.typeCode == GlobalID.typeCodes[type] else {
            return nil
        }
        return id.row
    }
}
