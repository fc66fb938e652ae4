import GraphQLLanguage

extension TypeChecker {
    /// Input objects have fields of input types.
    ///
    /// Spec: 3.10 Input Objects, "Type Validation".
    mutating func checkFields(of type: InputObjectType) {
        if type.fields.isEmpty {
            report("Input Object type \(type.name) must define one or more fields.", type.locations)
        }
        for field in type.fields {
            let coordinate = "\(type.name).\(field.name)"
            checkName(field.name, [field.location])
            if system.type(of: field.type)?.isInput != true {
                report("The type of \(coordinate) must be Input Type but got: \(field.type).", [field.typeLocation])
            }
            checkDefault(of: field, coordinate)
            if field.isRequired, let directive = field.appliedDirectives.first(named: "deprecated") {
                report(
                    "Required input field \(coordinate) cannot be deprecated.",
                    [directive.location, field.typeLocation])
            }
            if type.isOneOf { checkOneOf(field, coordinate) }
        }
    }

    /// Spec: 3.10.1 OneOf Input Objects.
    private mutating func checkOneOf(_ field: InputValueDefinition, _ coordinate: String) {
        if field.type.isNonNull {
            report("OneOf input field \(coordinate) must be nullable.", [field.typeLocation])
        }
        if field.defaultValue != nil {
            report("OneOf input field \(coordinate) cannot have a default value.", [field.location])
        }
    }

    /// No input object needs a value of itself.
    ///
    /// Spec: 3.10 Input Objects, "Circular References".
    mutating func checkInputCycles() {
        var search = InputCycleSearch(system: system)
        for case .inputObject(let type)? in system.typeNames.map({ system.types[$0] }) {
            search.visit(type)
        }
        for cycle in search.cycles {
            let path = cycle.fields.map(\.name).joined(separator: ".")
            report(
                "Cannot reference Input Object \"\(cycle.type)\" within itself through a series of non-null fields:"
                    + " \"\(path)\".",
                cycle.fields.map(\.location))
        }
    }
}

/// A depth-first walk along the fields that can't be left out; each type is entered once.
private struct InputCycleSearch {
    let system: TypeSystem
    private(set) var cycles: [(type: String, fields: [InputValueDefinition])] = []
    private var visited: Set<String> = []
    private var path: [InputValueDefinition] = []
    private var positions: [String: Int] = [:]

    init(system: TypeSystem) {
        self.system = system
    }

    mutating func visit(_ type: InputObjectType) {
        guard visited.insert(type.name).inserted else { return }
        positions[type.name] = path.count
        for field in type.fields {
            guard case .nonNull(.named(let name)) = field.type, case .inputObject(let next)? = system.types[name] else {
                continue
            }
            path.append(field)
            if let start = positions[name] {
                cycles.append((name, Array(path[start...])))
            } else {
                visit(next)
            }
            path.removeLast()
        }
        positions[type.name] = nil
    }
}
