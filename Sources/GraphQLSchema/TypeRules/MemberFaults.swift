import GraphQLLanguage

extension TypeChecker {
    /// A union lists object types, each once.
    ///
    /// Spec: 3.8 Unions, "Type Validation".
    mutating func checkMembers(of union: UnionType) {
        if union.members.isEmpty {
            report("Union type \(union.name) must define one or more member types.", union.locations)
        }
        var seen: Set<String> = []
        for member in union.members {
            let places = union.members.filter { $0.name == member.name }.map(\.location)
            guard seen.insert(member.name).inserted else {
                report("Union type \(union.name) can only include type \(member.name) once.", places)
                continue
            }
            if case .object? = system.types[member.name] { continue }
            report("Union type \(union.name) can only include Object types, it cannot include \(member.name).", places)
        }
    }

    /// An enum lists values.
    ///
    /// Spec: 3.9 Enums, "Type Validation".
    mutating func checkValues(of type: EnumType) {
        if type.values.isEmpty {
            report("Enum type \(type.name) must define one or more values.", type.locations)
        }
        for value in type.values {
            checkName(value.name, [value.location])
        }
    }
}
