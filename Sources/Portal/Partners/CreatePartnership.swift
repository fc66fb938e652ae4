import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What a `createPartnership` asks for: another partnership of a company.
///
/// Statements: D4-08 and G-27 of the product's specification.
struct CreatePartnershipWish: MutationWish {
    typealias Answer = RowAnswer<ChangedPartnership>

    static let subject: String? = "organizationId"

    let organization: RowID?
    let partnership: PartnershipWish

    init(_ input: InputObject, _ errors: inout [UserError]) {
        organization = input.rowID("organizationId", of: "Organization")
        partnership = PartnershipWish(input, &errors)
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("createPartnership") { (wish: CreatePartnershipWish, context) in
            guard let id = wish.organization, try await context.seesPartner(id) else {
                return .refused(.notFound("organizationId"))
            }
            let partnership = wish.partnership
            if let refusal = try await context.unknownZone(partnership.timeZone.map { [("timeZone", $0)] } ?? []) {
                return .refused(refusal)
            }
            _ = try await context.transaction.run(partnership.statements(of: id, context))
            return .changed(partnership.id)
        }
    }
}

extension ChangeContext {
    /// Whether there is such a partner for the viewer.
    func seesPartner(_ id: RowID) async throws -> Bool {
        let found = try await transaction.run([BoundStatement(Self.partner, [.uuid(id)])]).first
        return found?.rowCount == 1
    }

    private static let partner = Statement(
        text: "SELECT FROM organization WHERE id = $1", parameterTypes: [.uuid])
}

/// The partnership that has changed.
enum ChangedPartnership: AnsweredRow {
    static let field = "partnership"
}
