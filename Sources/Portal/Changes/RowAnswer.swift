import Execution
import GraphQLSchema
import SQLText

/// Which field of a payload names the row that a mutation changed.
protocol AnsweredRow: SendableMetatype {
    static var field: String { get }

    /// The row as the payload tells it; read back, unless it is gone.
    static func value(_ row: RowID) -> PayloadValue
}

extension AnsweredRow {
    static func value(_ row: RowID) -> PayloadValue { .row(row) }
}

/// What became of a mutation that changes one row.
enum RowAnswer<Row: AnsweredRow>: Equatable, KeptAnswer {
    case changed(RowID)
    case refused(UserError)

    var json: JSONValue {
        switch self {
        case .changed(let row): [Row.field: .string(row.description)]
        case .refused(let error): ["error": error.json]
        }
    }

    init(json: JSONValue) {
        guard case .object(let members) = json else {
            self = .refused(.notFound("id"))
            return
        }
        if case .string(let text)? = members[Row.field], let row = RowID(text) {
            self = .changed(row)
        } else {
            self = .refused(members["error"].flatMap(UserError.init(json:)) ?? .notFound("id"))
        }
    }

    func payload(_ input: InputObject) -> Payload {
        switch self {
        case .refused(let error): .refused([error], input)
        case .changed(let row):
            Payload(fields: [
                Row.field: Row.value(row), "userErrors": .list([]), "clientMutationId": input.clientMutationID,
            ])
        }
    }
}
