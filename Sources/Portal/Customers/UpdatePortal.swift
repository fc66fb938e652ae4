import Foundation
import GraphQLSchema
import Postgres
import SQLText

/// What an `updateCustomerPortal` asks for: how a portal looks, and where it is.
struct UpdatePortalWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    static let subject: String? = "customerId"

    let id: RowID?
    let brandName: Change<String>
    let brandColor: Change<String>
    /// The address wanted; nil where it stays.
    let slug: String?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("customerId", of: "Customer")
        brandName = TextRule(field: "brandName", label: "The name", maximum: 80).read(input, &errors)
        brandColor = ColorRule.read(input, &errors)
        slug = PortalAddress.read("slug", input, &errors)
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func version(of customer: LockedCustomer) -> (of: String, Int64?) { ("portal", customer.portal?.version) }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        guard let portal = customer.portal else {
            return .refusal(UserError(.conflict, "customerId", "This customer has no portal yet. Enable it first."))
        }
        let (name, color) = (brandName.applied(to: portal.brandName), brandColor.applied(to: portal.brandColor))
        let address = slug ?? portal.slug
        let changes: [(String, String?, String?)] = [
            ("brand_name", portal.brandName, name), ("brand_color", portal.brandColor, color),
            ("slug", portal.slug, address),
        ].filter { $0.1 != $0.2 }
        if changes.isEmpty { return .steps([]) }
        let moves = address != portal.slug
        return .steps([
            CustomerStep(
                statements: [
                    BoundStatement(
                        Self.statement, [.uuid(portal.id), .optional(name), .optional(color), .text(address)])
                ],
                journals: [portal.journal("portal.updated", changes, of: customer)],
                consequences: moves ? portal.consequences(ofMovingTo: address) : [],
                addressField: moves ? "slug" : nil)
        ])
    }

    private static let statement = Statement(
        text: "UPDATE customer_portal SET brand_name = $2, brand_color = $3, slug = $4 WHERE id = $1",
        parameterTypes: [.uuid, .text, .text, .text])
}

/// A colour as six hexadecimal digits, in whatever case they were typed.
///
/// How light and how strong it may be is the theme's affair, which keeps text legible on every one.
private enum ColorRule {
    static func read(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        guard let value = input["brandColor"] else { return .keep }
        guard case .string(let text) = value, !text.isEmpty else { return .set(nil) }
        let color = text.trimmingCharacters(in: .whitespaces).lowercased()
        if color.wholeMatch(of: /#[0-9a-f]{6}/) == nil {
            let message = "The colour must be six hexadecimal digits behind #, such as #0b5c7a."
            errors.append(UserError(.badInput, "brandColor", message))
        }
        return .set(color)
    }
}
