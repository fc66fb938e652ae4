import GraphQLLanguage

extension TypeChecker {
    /// A default is a value of its type, and does not come back to itself.
    ///
    /// Spec: 3.6.1 Field Arguments and 3.10 Input Objects, "Type Validation".
    mutating func checkDefault(of definition: InputValueDefinition, _ coordinate: String) {
        guard let literal = definition.defaultLiteral, system.type(of: definition.type)?.isInput == true else { return }
        report(
            "The default of \(coordinate) is no value of type \(definition.type): \(print(literal)).",
            [definition.location])
    }
}

extension Schema {
    /// What directives are given is of the types that they ask for.
    ///
    /// The reference leaves it to whoever reads the directive; here a misspelt role would be a hole.
    /// Spec: 5.6.1 Values of Correct Type.
    static func directiveValueFaults(in document: Document, _ system: TypeSystem) -> [GraphQLError] {
        guard let source = try? SDLSource(document, extending: nil) else { return [] }
        let coercion = LiteralCoercion(types: system)
        return source.directiveSites.flatMap(\.directives).flatMap { node -> [GraphQLError] in
            guard let definition = system.directive(named: node.name.text) else { return [] }
            return node.arguments.compactMap { argument in
                guard let expected = definition.argument(named: argument.name.text),
                    system.type(of: expected.type)?.isInput == true,
                    coercion.value(of: argument.value, as: expected.type) == nil
                else { return nil }
                return source.fault(
                    "Argument \"\(expected.name)\" of \"@\(definition.name)\" expects type \"\(expected.type)\", found"
                        + " \(print(argument.value)).",
                    at: argument.value.offset)
            }
        }
    }
}
