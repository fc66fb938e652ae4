import GraphQLLanguage

extension TypeChecker {
    /// A type keeps what the interfaces that it implements promise.
    ///
    /// Spec: 3.6 Objects, IsValidImplementation.
    mutating func checkInterfaces(of type: any FieldsType) {
        var seen: Set<String> = []
        for reference in type.interfaces {
            let places = type.places(of: reference.name)
            guard case .interface(let interface)? = system.types[reference.name] else {
                report(
                    "Type \(type.name) must only implement Interface types, it cannot implement \(reference.name).",
                    places)
                continue
            }
            if interface.name == type.name {
                report(
                    "Type \(type.name) cannot implement itself because it would create a circular reference.", places)
            } else if !seen.insert(interface.name).inserted {
                report("Type \(type.name) can only implement \(interface.name) once.", places)
            } else {
                checkAncestors(of: interface, in: type)
                checkImplementation(of: interface, in: type)
            }
        }
    }

    private mutating func checkAncestors(of interface: InterfaceType, in type: any FieldsType) {
        for ancestor in interface.interfaces where !type.interfaces.contains(where: { $0.name == ancestor.name }) {
            let places = interface.places(of: ancestor.name) + type.places(of: interface.name)
            if ancestor.name == type.name {
                report(
                    "Type \(type.name) cannot implement \(interface.name) because it would create a circular"
                        + " reference.",
                    places)
            } else {
                report(
                    "Type \(type.name) must implement \(ancestor.name) because it is implemented by \(interface.name).",
                    places)
            }
        }
    }

    private mutating func checkImplementation(of interface: InterfaceType, in type: any FieldsType) {
        for promised in interface.fields {
            let promise = "\(interface.name).\(promised.name)"
            guard let field = type.field(named: promised.name) else {
                report(
                    "Interface field \(promise) expected but \(type.name) does not provide it.",
                    [promised.location] + type.locations)
                continue
            }
            let coordinate = "\(type.name).\(field.name)"
            if !system.isSubtype(field.type, of: promised.type) {
                report(
                    "Interface field \(promise) expects type \(promised.type) but \(coordinate) is type \(field.type).",
                    [promised.typeLocation, field.typeLocation])
            }
            checkArguments(of: promised, promise, in: field, coordinate)
            if promised.deprecationReason == nil, field.deprecationReason != nil {
                report(
                    "Interface field \(promise) is not deprecated, so implementation field \(coordinate) must not be"
                        + " deprecated.",
                    [field.location])
            }
        }
    }

    private mutating func checkArguments(
        of promised: FieldDefinition, _ promise: String, in field: FieldDefinition, _ coordinate: String
    ) {
        for expected in promised.arguments {
            guard let argument = field.argument(named: expected.name) else {
                report(
                    "Interface field argument \(promise)(\(expected.name):) expected but \(coordinate) does not"
                        + " provide it.",
                    [expected.location, field.location])
                continue
            }
            if expected.type != argument.type {
                report(
                    "Interface field argument \(promise)(\(expected.name):) expects type \(expected.type) but"
                        + " \(coordinate)(\(argument.name):) is type \(argument.type).",
                    [expected.typeLocation, argument.typeLocation])
            }
        }
        for argument in field.arguments where promised.argument(named: argument.name) == nil && argument.isRequired {
            report(
                "Object field \(coordinate) includes required argument \(argument.name) that is missing from the"
                    + " Interface field \(promise).",
                [argument.location, promised.location])
        }
    }
}

extension FieldsType {
    fileprivate func places(of interface: String) -> [SourceLocation] {
        interfaces.filter { $0.name == interface }.map(\.location)
    }
}

extension TypeSystem {
    /// Whether every value of the first type is one of the second (spec 3.6, IsSubType).
    package func isSubtype(_ type: TypeReference, of wider: TypeReference) -> Bool {
        switch (type, wider) {
        case (.nonNull(let type), .nonNull(let wider)): isSubtype(type, of: wider)
        case (.nonNull(let type), _): isSubtype(type, of: wider)
        case (_, .nonNull): false
        case (.list(let type), .list(let wider)): isSubtype(type, of: wider)
        case (.list, _), (_, .list): false
        case (.named(let type), .named(let wider)): type == wider || isMember(type, of: wider)
        }
    }

    private func isMember(_ name: String, of wider: String) -> Bool {
        switch types[wider] {
        case .union(let union): union.members.contains { $0.name == name }
        case .interface: types[name]?.fieldsType?.interfaces.contains { $0.name == wider } ?? false
        case .scalar, .object, .enumeration, .inputObject, nil: false
        }
    }
}
