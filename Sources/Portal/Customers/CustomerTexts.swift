import GraphQLSchema

/// What the inputs that make and that change a customer have in common.
struct CustomerTexts {
    let name: Change<String>
    let externalRef: Change<String>
    let phone: Change<String>
    let address: Change<String>
    let country: Change<String>
    let email: Change<String>

    init(_ input: InputObject, _ errors: inout [UserError]) {
        name = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200).read(input, &errors)
        externalRef = TextRule(field: "externalRef", label: "The external reference", maximum: 80).read(input, &errors)
        email = input["email"] == nil ? .keep : .set(EmailRule.read(input, &errors))
        phone = TextRule(field: "phone", label: "The phone number", maximum: 60).read(input, &errors)
        address = TextRule(field: "address", label: "The address", maximum: 500, hasLines: true).read(input, &errors)
        country = CountryRule.read(input, &errors)
    }

    /// The columns as they are wanted.
    func applied(to values: CustomerValues) -> CustomerValues {
        let changes = [name, externalRef, phone, address, country, email]
        return CustomerValues(zip(changes, values.texts).map { $0.applied(to: $1) })
    }

    /// The columns of a customer that there isn't yet.
    var values: CustomerValues { applied(to: CustomerValues(CustomerColumn.allCases.map { _ in nil })) }
}
