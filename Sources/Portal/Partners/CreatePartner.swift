import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `createPartner`: makes a partner company with its partnerships and its first admin, who is invited, in one step.
///
/// Statements: D4-05, D4-06 and G-27 of the product's specification.
struct CreatePartner: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("createPartner") { (wish: CreatePartnerWish, context) in
            let zones = [("timeZone", wish.timeZone)] + wish.partnerships.map { ("\($0.path)timeZone", $0.timeZone) }
            let named = zones.compactMap { field, zone in zone.map { (field, $0) } }
            if let refusal = try await context.unknownZone(named) { return .refused(refusal) }
            let partner = NewPartner(id: .new(), wish: wish)
            let refusal = try await context.attempt(partner.statements(context)) { fault in
                UserError.takenEmail(fault)?.below("admin.")
            }
            return refusal.map { .refused($0) } ?? .changed(partner.id)
        }
    }
}

/// What a `createPartner` asks for, read and checked.
struct CreatePartnerWish: MutationWish {
    typealias Answer = RowAnswer<ChangedOrganization>

    static let subject: String? = nil

    let name: String
    let legalName: String?
    let vatId: String?
    let locale: String?
    let timeZone: String?
    let partnerships: [PartnershipWish]
    let admin: CreateUserWish

    /// The most partnerships that a company is made with.
    static let maximumPartnerships = 10

    init(_ input: InputObject, _ errors: inout [UserError]) {
        name = TextRule.partnerName.read(input, &errors).applied(to: nil) ?? ""
        legalName = TextRule.legalName.read(input, &errors).applied(to: nil)
        vatId = TextRule.vatId.read(input, &errors).applied(to: nil)
        locale = input["locale"] == nil ? nil : LocaleRule.read(input, &errors).applied(to: nil)
        timeZone = TextRule.timeZone.read(input, &errors).applied(to: nil)
        let items: [InputValue] = if case .list(let items)? = input["partnerships"] { items } else { [] }
        partnerships = items.enumerated().compactMap { place, item in
            guard case .object(let members) = item else { return nil }
            return PartnershipWish(members, at: "partnerships.\(place).", &errors)
        }
        if !(1...Self.maximumPartnerships).contains(items.count) {
            let message = "A partner begins with 1 to \(Self.maximumPartnerships) partnerships."
            errors.append(UserError(.badInput, "partnerships", message))
        }
        let member: InputObject = if case .object(let member)? = input["admin"] { member } else { InputObject() }
        var faults: [UserError] = []
        admin = CreateUserWish(admin: member, &faults)
        errors += faults.map { $0.below("admin.") }
    }
}

/// A partner company that is about to be.
private struct NewPartner {
    let id: RowID
    let wish: CreatePartnerWish

    /// What makes it, and what is written down, each behind what it names.
    func statements(_ context: ChangeContext) -> [BoundStatement] {
        let admin = NewUser(id: .new(), organizationID: id, wish: wish.admin)
        let company: [BoundStatement] = [insertion] + journal.statements(by: context.viewer, context.request)
        let partnerships = wish.partnerships.flatMap { $0.statements(of: id, context) }
        return company + partnerships + admin.statements([], context)
    }

    private var insertion: BoundStatement {
        BoundStatement(
            Self.insertion,
            [
                .uuid(id), .text(wish.name), .optional(wish.legalName), .optional(wish.vatId), .optional(wish.locale),
                .optional(wish.timeZone),
            ])
    }

    private var journal: Journal {
        let values: [(String, String?)] = [
            ("name", wish.name), ("legal_name", wish.legalName), ("vat_id", wish.vatId), ("locale", wish.locale),
            ("time_zone", wish.timeZone),
        ]
        return Journal(
            action: "organization.created", target: "organization", targetID: id, organizationID: id,
            targetName: wish.name, changes: values.filter { $0.1 != nil }.map { ($0, nil, $1) })
    }

    private static let insertion = Statement(
        text: """
            INSERT INTO organization (id, name, legal_name, vat_id, locale, time_zone) \
            VALUES ($1, $2, $3, $4, coalesce($5, 'en'), coalesce($6, 'UTC'))
            """,
        parameterTypes: [.uuid, .text, .text, .text, .text, .text])
}
