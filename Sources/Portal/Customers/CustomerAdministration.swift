import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What somebody wants of a customer that there is, or of its portal.
protocol CustomerChangeWish: MutationWish where Answer == RowAnswer<ChangedCustomer> {
    var id: RowID? { get }
    var isConfirmed: Bool { get }
    var expectedVersion: Int64? { get }

    /// The version that the expected one is compared with.
    func version(of customer: LockedCustomer) -> (of: String, Int64?)

    /// What is to be done, once it is known which customer that is.
    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision
}

extension CustomerChangeWish {
    func version(of customer: LockedCustomer) -> (of: String, Int64?) { ("customer", customer.version) }
}

/// What becomes of a wish about a customer.
enum CustomerDecision {
    case refusal(UserError)
    /// What is done, one after the other; nothing where all is as wanted.
    case steps([CustomerStep])
}

/// A change of a customer, or of its portal.
struct CustomerStep {
    let statements: [BoundStatement]
    /// What is written down.
    let journals: [Journal]
    /// What comes of it, where that has to be confirmed before.
    var consequences: [String?] = []
    /// Which input field chose the portal's address; nil where it was made, so that a free one may take its place.
    var addressField: String?
}

/// The customer that was changed.
enum ChangedCustomer: AnsweredRow {
    static let field = "customer"
}

extension MutationField {
    /// A mutation that changes one customer within what the viewer reaches.
    ///
    /// Where something has to be confirmed first, it's tried all the same and taken back, so that nobody is asked about
    /// what would be refused.
    static func changingCustomer<Wish: CustomerChangeWish>(
        _ name: String, _ reach: WriteReach, _: Wish.Type
    ) -> MutationField {
        .repeatable(name) { (wish: Wish, context) in
            let subject = Wish.subject ?? "id"
            guard let id = wish.id, let rows = reach.condition(for: context.viewer, on: LockedCustomer.table),
                let customer = try await LockedCustomer(id, rows, context.transaction)
            else { return .refused(.notFound(subject)) }
            let (kind, version) = wish.version(of: customer)
            if let expected = wish.expectedVersion, expected != version {
                let now = version.map { "it has version \($0) now" } ?? "there is none"
                let message = "Somebody else has changed this \(kind): \(now)."
                return .refused(UserError(.conflict, "expectedVersion", message))
            }
            let refusal = try await context.take(isConfirmed: wish.isConfirmed, subject) {
                try await wish.decision(about: customer, context)
            }
            return refusal.map { .refused($0) } ?? .changed(id)
        }
    }
}

extension ChangeContext {
    /// How often an address is made anew that others took meanwhile.
    private static let attempts = 20

    /// Takes the steps of a decision and writes them down; tells why not, where they aren't taken.
    func take(
        isConfirmed: Bool = true, _ subject: String, _ decide: () async throws -> CustomerDecision
    ) async throws -> UserError? {
        var refusal: UserError?
        for _ in 0..<Self.attempts {
            let steps: [CustomerStep]
            switch try await decide() {
            case .refusal(let error): return error
            case .steps(let found): steps = found
            }
            if steps.isEmpty { return nil }
            let journals = steps.flatMap(\.journals).flatMap { $0.statements(by: viewer, request) }
            let field = steps.compactMap(\.addressField).first
            refusal = try await attempt(steps.flatMap(\.statements) + journals) {
                UserError.customer($0, subject, addressField: field)
            }
            if refusal == .movedAddress { continue }
            let consequences = isConfirmed ? [] : steps.flatMap(\.consequences).compactMap(\.self)
            if refusal != nil || consequences.isEmpty { return refusal }
            try await takeBack()
            return .confirm(consequences)
        }
        return refusal
    }
}

extension UserError {
    /// What was free a moment ago is taken now.
    fileprivate static let movedAddress = UserError(
        .conflict, nil, "Many portals are being made at once. Please try again.")

    /// What the database's own rules mean for whoever asked; nil where it's none of them.
    fileprivate static func customer(
        _ fault: ServerFault, _ subject: String, addressField: String?
    ) -> UserError? {
        switch (fault.sqlState, fault.constraint) {
        case ("PO010", _):
            UserError(.rateLimited, "email", "Three invitations were sent within the hour. Try again later.")
        case ("PO011", _): .disabledCustomer(subject)
        case ("PO012", _): .disabledAdmin
        case (_, "customer_name_in_partnership"?):
            UserError(.conflict, "name", "Another customer of this partnership has this name.")
        case (_, "customer_partnership_id_external_ref_key"?):
            UserError(.conflict, "externalRef", "Another customer of this partnership has this external reference.")
        case (_, "portal_user_portal_id_email_key"?):
            UserError(.conflict, "email", "Somebody with this e-mail was invited meanwhile. Please try again.")
        default:
            takenAddress(fault, addressField ?? "").map { addressField == nil ? movedAddress : $0 }
        }
    }

    /// The portal of a disabled customer stays disabled (G-07).
    static func disabledCustomer(_ field: String) -> UserError {
        UserError(.conflict, field, "This customer is disabled, and so is its portal. Enable the customer first.")
    }

    /// Whoever can't sign in there can't be a portal's admin (G-08).
    static let disabledAdmin = UserError(
        .conflict, "email", "Somebody with this e-mail is disabled in the portal. Enable that user first.")
}
