import GraphQLLanguage

extension TypeChecker {
    /// Objects and interfaces have fields, of output types, with arguments of input types.
    ///
    /// Spec: 3.6 Objects, 3.7 Interfaces, "Type Validation".
    mutating func checkFields(of type: any FieldsType) {
        if type.fields.isEmpty {
            report("Type \(type.name) must define one or more fields.", type.locations)
        }
        for field in type.fields {
            let coordinate = "\(type.name).\(field.name)"
            checkName(field.name, [field.location])
            if system.type(of: field.type)?.isOutput != true {
                report("The type of \(coordinate) must be Output Type but got: \(field.type).", [field.typeLocation])
            }
            for argument in field.arguments {
                check(argument, "\(coordinate)(\(argument.name):)")
            }
        }
    }

    /// Spec: 3.13 Directives, "Type Validation".
    mutating func check(_ directive: DirectiveDefinition) {
        checkName(directive.name, [directive.location])
        for argument in directive.arguments {
            check(argument, "@\(directive.name)(\(argument.name):)")
        }
    }

    private mutating func check(_ argument: InputValueDefinition, _ coordinate: String) {
        checkName(argument.name, [argument.location])
        if system.type(of: argument.type)?.isInput != true {
            report(
                "The type of \(coordinate) must be Input Type but got: \(argument.type).",
                [coordinate.utf8.first == UInt8(ascii: "@") ? argument.location : argument.typeLocation])
        }
        checkDefault(of: argument, coordinate)
        if argument.isRequired, let directive = argument.appliedDirectives.first(named: "deprecated") {
            report(
                "Required argument \(coordinate) cannot be deprecated.", [directive.location, argument.typeLocation])
        }
    }
}
