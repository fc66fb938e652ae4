import GraphQLSchema
import SQLText

/// What an `updateCustomer` asks for, read and checked.
struct CustomerWish {
    /// The customer; nil where the id is none of a customer, which is told like an unknown one.
    let id: RowID?
    let name: Change<String>
    let externalRef: Change<String>
    let phone: Change<String>
    let address: Change<String>
    let country: Change<String>
    let expectedVersion: Int64?

    /// Reads the input and gathers everything that is wrong with it.
    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Customer")
        name = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200).read(input, &errors)
        externalRef = TextRule(field: "externalRef", label: "The external reference", maximum: 80).read(input, &errors)
        phone = TextRule(field: "phone", label: "The phone number", maximum: 60).read(input, &errors)
        address = TextRule(field: "address", label: "The address", maximum: 500, hasLines: true).read(input, &errors)
        country = CountryRule.read(input, &errors)
        expectedVersion = input.int("expectedVersion")
    }

    /// The columns that would change, given what they hold.
    func changes(from row: CustomerRow) -> [(column: String, before: String?, after: String?)] {
        let wanted = applied(to: row)
        let all = zip(CustomerRow.columns, zip(row.values, wanted.values))
        return all.filter { $1.0 != $1.1 }.map { ($0, $1.0, $1.1) }
    }

    /// The row as it is wanted.
    func applied(to row: CustomerRow) -> CustomerRow {
        let changes = [name, externalRef, phone, address, country]
        return CustomerRow(
            version: row.version, organizationID: row.organizationID,
            values: zip(changes, row.values).map { $0.applied(to: $1) })
    }
}

/// What `updateCustomer` needs of a customer's row.
struct CustomerRow: Equatable {
    /// The columns that can be changed, in the order of `values`.
    static let columns = ["name", "external_ref", "phone", "address", "country"]

    let version: Int64
    let organizationID: RowID?
    let values: [String?]
}
