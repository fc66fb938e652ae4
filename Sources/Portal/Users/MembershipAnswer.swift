import Execution
import GraphQLSchema
import Planning
import SQLText

/// What became of a place that was given or taken away: the place, and the user, who sees something else now.
enum MembershipAnswer<Row: AnsweredRow>: Equatable, KeptAnswer {
    case changed(RowID, user: RowID)
    case refused(UserError)

    var json: JSONValue {
        switch self {
        case .changed(let row, let user): [Row.field: .string(row.description), "user": .string(user.description)]
        case .refused(let error): ["error": error.json]
        }
    }

    init(json: JSONValue) {
        guard case .object(let members) = json else {
            self = .refused(.notFound("id"))
            return
        }
        if case .string(let text)? = members[Row.field], case .string(let owner)? = members["user"],
            let row = RowID(text), let user = RowID(owner)
        {
            self = .changed(row, user: user)
        } else {
            self = .refused(members["error"].flatMap(UserError.init(json:)) ?? .notFound("id"))
        }
    }

    func payload(_ input: InputObject) -> Payload {
        switch self {
        case .refused(let error): .refused([error], input)
        case .changed(let row, let user):
            Payload(fields: [
                Row.field: Row.value(row), "user": .row(user), "userErrors": .list([]),
                "clientMutationId": input.clientMutationID,
            ])
        }
    }
}

/// The place that was given.
enum MadeMembership: AnsweredRow {
    static let field = "membership"
}

/// The place that is gone.
enum RemovedMembership: AnsweredRow {
    static let field = "removedMembershipId"

    static func value(_ row: RowID) -> PayloadValue {
        .string(GlobalID(typeCode: GlobalID.typeCodes["Membership"] ?? 0, row: row).text)
    }
}
