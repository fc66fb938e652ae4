import GraphQLSchema
import SQLText

/// A place in a partnership that a user shall have.
struct MembershipWish {
    let id = RowID.new()
    let partnership: RowID
    let isAssigned: Bool
    /// The customers, each once.
    let customers: [RowID]
    /// What stands before the names of its input fields: `memberships.0.`, where it is one of several.
    let path: String

    /// Reads it; nil where the id is none of a partnership, which is told like an unknown one.
    init?(_ input: InputObject, at path: String = "", _ errors: inout [UserError]) {
        guard let partnership = input.rowID("partnershipId", of: "Partnership") else {
            errors.append(.unknownPartnership("\(path)partnershipId"))
            return nil
        }
        self.partnership = partnership
        self.path = path
        isAssigned = input.text("customerAccess") == "ASSIGNED"
        let ids: [InputValue] = if case .list(let items)? = input["customerIds"] { items } else { [] }
        var seen: Set<RowID> = []
        let rows = ids.map { $0.rowID(of: "Customer") }
        customers = rows.compactMap(\.self).filter { seen.insert($0).inserted }
        let field = "\(path)customerIds"
        if isAssigned && ids.isEmpty {
            errors.append(UserError(.badInput, field, "Choose at least one customer, or give access to all."))
        } else if !isAssigned && !ids.isEmpty {
            errors.append(UserError(.badInput, field, "Customers are chosen only with access ASSIGNED."))
        } else if let place = rows.firstIndex(of: nil) {
            errors.append(.unknownCustomer(at: place + 1, field))
        }
    }

    /// Why a user of a role can't have it, if so.
    func refusal(for role: UserRole) -> UserError? {
        if !isAssigned || role == .user { return nil }
        return UserError(.badInput, "\(path)customerAccess", "Customers are assigned to users of role User.")
    }
}

extension UserError {
    /// There is no such partnership for the viewer, for whichever reason.
    static func unknownPartnership(_ field: String) -> UserError {
        UserError(.notFound, field, "There is no partnership with this id.")
    }
}
