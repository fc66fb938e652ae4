import GraphQLSchema
import Postgres
import SQLText

/// What a user sees after a change and didn't before, and the other way round.
struct AssignmentDifference: Equatable {
    let gained: Share
    let lost: Share

    var isEmpty: Bool { gained.count == 0 && lost.count == 0 }

    /// Some of a partnership's customers.
    struct Share: Equatable {
        /// The most that are named.
        static let most = 100

        /// How many they are.
        let count: Int64
        /// The first of them by name.
        let first: [RowID]
    }
}

extension ResultRows {
    /// The customers of which a statement tells the number and the first.
    var share: AssignmentDifference.Share {
        AssignmentDifference.Share(count: int8(0, 0) ?? 0, first: rowIDArray(0, 1) ?? [])
    }
}

/// The form in which an answer is kept for its idempotency key.
extension AssignmentAnswer {
    var json: JSONValue {
        switch self {
        case .refused(let error): ["error": error.json]
        case .assigned(let membership, let difference):
            [
                "membership": .string(membership.description), "gained": difference.gained.json,
                "lost": difference.lost.json,
            ]
        }
    }

    init(json: JSONValue) {
        guard case .object(let members) = json else {
            self = .refused(.notFound("membershipId"))
            return
        }
        if case .string(let text)? = members["membership"], let row = RowID(text),
            let gained = members["gained"].flatMap(AssignmentDifference.Share.init(json:)),
            let lost = members["lost"].flatMap(AssignmentDifference.Share.init(json:))
        {
            self = .assigned(row, AssignmentDifference(gained: gained, lost: lost))
        } else {
            self = .refused(members["error"].flatMap(UserError.init(json:)) ?? .notFound("membershipId"))
        }
    }
}

extension AssignmentDifference.Share {
    var json: JSONValue {
        ["count": .int(count), "first": .array(first.map { .string($0.description) })]
    }

    init?(json: JSONValue) {
        guard case .object(let members) = json, case .int(let count)? = members["count"],
            case .array(let items)? = members["first"]
        else { return nil }
        self.count = count
        first = items.compactMap { if case .string(let text) = $0 { RowID(text) } else { nil } }
    }
}
