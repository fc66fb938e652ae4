import GraphQLSchema
import Planning
import SQLText

/// What an `assignCustomers` asks for, read and checked.
struct AssignmentWish: MutationWish {
    typealias Answer = AssignmentAnswer

    static let subject: String? = "membershipId"

    /// The membership; nil where the id is none of a membership, which is told like an unknown one.
    let membership: RowID?
    /// The customers, each once; none stands for all of the partnership's.
    let customers: [RowID]
    /// Whether somebody who sees chosen customers shall see all of them again.
    let confirmsWidening: Bool
    /// Whether to tell only what would change.
    let isDryRun: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        membership = input.rowID("membershipId", of: "Membership")
        confirmsWidening = input.flag("confirmWidening")
        isDryRun = input.flag("dryRun")
        expectedVersion = input.int("expectedVersion")
        let ids: [InputValue] = if case .list(let items)? = input["customerIds"] { items } else { [] }
        var seen: Set<RowID> = []
        var customers: [RowID] = []
        for (place, id) in ids.enumerated() {
            guard let row = id.rowID(of: "Customer") else {
                errors.append(.unknownCustomer(at: place + 1))
                break
            }
            if seen.insert(row).inserted { customers.append(row) }
        }
        self.customers = customers
    }
}

extension UserError {
    /// There is no such customer in the partnership, for whichever reason; places count from one.
    static func unknownCustomer(at place: Int, _ field: String = "customerIds") -> UserError {
        UserError(.notFound, field, "There is no customer of this partnership with the id in place \(place).")
    }
}
