import Foundation
import GraphQLSchema
import Postgres
import SQLText

/// A partnership that a company shall have.
struct PartnershipWish {
    let id = RowID.new()
    let type: String
    let name: String
    let currency: String
    /// Where its reporting periods begin and end; nil where that is as at the company.
    let timeZone: String?
    let periodAnchorDay: Int64
    /// What stands before the names of its input fields: `partnerships.0.`, where it is one of several.
    let path: String

    /// Reads it, and gathers what is wrong with it.
    init(_ input: InputObject, at path: String = "", _ errors: inout [UserError]) {
        var faults: [UserError] = []
        self.path = path
        type = input.text("type") ?? ""
        name = TextRule.partnershipName.read(input, &faults).applied(to: nil) ?? ""
        currency = CurrencyRule.read(input, &faults)
        timeZone = TextRule.timeZone.read(input, &faults).applied(to: nil)
        periodAnchorDay = input.int("periodAnchorDay") ?? 1
        if !(1...28).contains(periodAnchorDay) {
            let message = "A reporting period begins on a day that every month has: from 1 to 28."
            faults.append(UserError(.badInput, "periodAnchorDay", message))
        }
        errors += faults.map { $0.below(path) }
    }

    /// What makes it for a company, and what is written down.
    func statements(of organization: RowID, _ context: ChangeContext) -> [BoundStatement] {
        let values: [(String, String?)] = [
            ("kind", type), ("name", name), ("currency", currency), ("time_zone", timeZone),
            ("period_anchor_day", "\(periodAnchorDay)"),
        ]
        let journal = Journal(
            action: "partnership.created", target: "partnership", targetID: id, organizationID: organization,
            targetName: name, changes: values.filter { $0.1 != nil }.map { ($0, nil, $1) })
        let insertion = BoundStatement(
            Self.insertion,
            [
                .uuid(id), .uuid(organization), .text(type), .text(name), .text(currency), .optional(timeZone),
                .int8(periodAnchorDay),
            ])
        return [insertion] + journal.statements(by: context.viewer, context.request)
    }

    private static let insertion = Statement(
        text: """
            INSERT INTO partnership (id, organization_id, type, name, currency, time_zone, period_anchor_day) \
            SELECT $1, g.id, $3, $4, $5, coalesce($6, g.time_zone), $7::integer FROM organization g WHERE g.id = $2
            """,
        parameterTypes: [.uuid, .uuid, .text, .text, .text, .text, .int8])
}

/// A currency as ISO 4217, in whatever case it was typed.
private enum CurrencyRule {
    private static let codes = Set(Locale.Currency.isoCurrencies.map { $0.identifier.uppercased() })

    static func read(_ input: InputObject, _ errors: inout [UserError]) -> String {
        let code = (input.text("currency") ?? "").trimmingCharacters(in: .whitespaces).uppercased()
        let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5a).contains($0) }
        if !isCode || !codes.contains(code) {
            let message = "The currency must be a code of three letters, such as EUR."
            errors.append(UserError(.badInput, "currency", message))
        }
        return code
    }
}

extension ChangeContext {
    /// The refusal of the first of the zones, named by their input fields, that is none; nil where all are.
    ///
    /// Which time zones there are is PostgreSQL's to know, which reckons with them.
    func unknownZone(_ zones: [(field: String, zone: String)]) async throws -> UserError? {
        if zones.isEmpty { return nil }
        let sought = BoundStatement(Self.unknownZones, [.textArray(zones.map(\.zone))])
        guard let rows = try await transaction.run([sought]).first, let place = rows.int8(0, 0),
            zones.indices.contains(Int(place) - 1)
        else { return nil }
        let message = "There is no such time zone. One is called Europe/Oslo."
        return UserError(.badInput, zones[Int(place) - 1].field, message)
    }

    private static let unknownZones = Statement(
        text: """
            SELECT w.place FROM unnest($1) WITH ORDINALITY AS w (zone, place) \
            WHERE w.zone NOT IN (SELECT z.name FROM pg_timezone_names z) ORDER BY w.place LIMIT 1
            """,
        parameterTypes: [.textArray])
}

extension TextRule {
    /// What partner companies are called.
    static let partnerName = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200)
    static let legalName = TextRule(field: "legalName", label: "The legal name", maximum: 200)
    static let vatId = TextRule(field: "vatId", label: "The VAT number", maximum: 40)
    static let timeZone = TextRule(field: "timeZone", label: "The time zone", maximum: 60)
    static let partnershipName = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200)
}
