import GraphQLLanguage

/// Whether a field or fragment that bears some directives is selected.
///
/// Both conditions are asked for their argument as any directive is: a variable that may be null, and was made good by
/// its default for validation, can still come as null. Spec: 3.13.1 @skip, which wins, 3.13.2 @include, 6.3.2 Field
/// Collection, 5.8.5 All Variable Usages Are Allowed.
/// - Throws: a condition that is neither true nor false.
public func isSelected(
    _ directives: NodeList<Directive>, variables: [String: InputValue], schema: Schema
) throws(CoercionError) -> Bool {
    if directives.isEmpty { return true }
    if try condition(of: "skip", directives, variables, schema) == true { return false }
    return try condition(of: "include", directives, variables, schema) != false
}

/// The condition of a directive; nil where the directive isn't there.
private func condition(
    of name: String, _ directives: NodeList<Directive>, _ variables: [String: InputValue], _ schema: Schema
) throws(CoercionError) -> Bool? {
    guard let node = directives.first(where: { $0.name.text == name }),
        let definition = schema.directive(named: name)
    else { return nil }
    let arguments = try coerceArguments(of: definition, node: node, variables: variables, schema: schema)
    return arguments["if"] == .bool(true)
}
