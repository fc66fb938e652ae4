import GraphQLLanguage

extension Schema {
    /// The directives that tell the server where things live and who may see them; clients never learn of them.
    public static let serverDirectives: Set<String> = [
        "auth", "public", "signedIn", "inPerson", "assigned", "scope", "table", "column", "relation", "connection",
        "computed", "sum", "count",
    ]

    /// The schema that one kind of viewer sees.
    ///
    /// What is hidden is gone, as if it had never been written: from validation, introspection and suggestions. With
    /// it goes what can no longer be used (fields of a hidden type, unions and interfaces without a visible object)
    /// and what can no longer be reached from the root types. What is applied to the elements that stay, stays with
    /// them, for the planner.
    ///
    /// - Parameters:
    ///   - directives: Definitions to leave out, and so the types that only they mention.
    ///   - isVisible: Called with the coordinate of every type, field, argument, input field and enum value.
    /// - Returns: A schema of its own.
    /// - Throws: what is no valid schema any more: a type left without fields, an interface's field that a visible
    ///   implementation hides.
    public func restricted(
        hiding directives: Set<String> = Schema.serverDirectives, to isVisible: (SchemaElement) -> Bool
    ) throws(SchemaErrors) -> Schema {
        let restriction = Restriction(system: system, isVisible: isVisible)
        return try Schema.validated(restriction.restricted(hiding: directives), source: "visible schema")
    }
}

/// Takes elements out of a type system.
private struct Restriction {
    let system: TypeSystem
    private let visible: Set<SchemaElement>
    private var hiddenTypes: Set<String> = []

    init(system: TypeSystem, isVisible: (SchemaElement) -> Bool) {
        self.system = system
        visible = Set(system.elements.filter { $0.isIntrospection || isVisible($0) })
        hiddenTypes = Set(system.typeNames.filter { !visible.contains(.type($0)) })
        hideEmptyAbstractTypes()
    }

    func restricted(hiding directives: Set<String>) -> TypeSystem {
        var copier = TypeCopier()
        copier.keeps = keeps
        copier.keepsReference = { !self.hiddenTypes.contains($0) }
        copier.defaultValue = { definition in
            definition.defaultValue.flatMap { self.visiblePart(of: $0, as: definition.type) }
        }
        var result = system
        result.directives = system.directives.filter { !directives.contains($0.name) }.map(copier.copy)
        result.types = system.types.filter { !hiddenTypes.contains($0.key) }.mapValues(copier.copy)
        result.roots = system.roots.filter { !hiddenTypes.contains($0.value.name) }
        let reached = result.reachableTypes()
        result.types = result.types.filter { reached.contains($0.key) }
        result.typeNames = system.typeNames.filter(reached.contains)
        return result
    }

    /// A union or interface that no visible object stands behind is hidden; that can empty the next one.
    private mutating func hideEmptyAbstractTypes() {
        let objects = system.objectsByAbstractType()
        for case let type? in system.typeNames.map({ system.types[$0] }) where type.isAbstract {
            if (objects[type.name] ?? []).allSatisfy({ hiddenTypes.contains($0.name) }) {
                hiddenTypes.insert(type.name)
            }
        }
    }

    private func keeps(_ element: SchemaElement) -> Bool {
        visible.contains(element) && !isUnusable(element)
    }

    /// Whether what an element is of is hidden.
    private func isUnusable(_ element: SchemaElement) -> Bool {
        switch element {
        case .type, .enumValue: return false
        case .field(let type, let field):
            return system.types[type]?.field(named: field).map { isHidden($0.type) } ?? true
        case .argument(let type, let field, let argument):
            let definition = system.types[type]?.field(named: field)?.argument(named: argument)
            return definition.map { isHidden($0.type) } ?? true
        case .inputField(let type, let field):
            guard case .inputObject(let object)? = system.types[type] else { return true }
            return object.field(named: field).map { isHidden($0.type) } ?? true
        }
    }

    private func isHidden(_ type: TypeReference) -> Bool {
        hiddenTypes.contains(type.namedType)
    }

    /// A default without what the viewer may not know of; nil where nothing of it is left to say.
    private func visiblePart(of value: InputValue, as type: TypeReference) -> InputValue? {
        switch value {
        case .list(let items):
            guard let itemType = type.itemType else { return value }
            let visible = items.compactMap { visiblePart(of: $0, as: itemType) }
            return visible.count == items.count ? .list(visible) : nil
        case .enumeration(let name):
            return visible.contains(.enumValue(type.namedType, name)) ? value : nil
        case .object(let members):
            guard case .inputObject(let object)? = system.type(of: type) else { return value }
            var part = InputObject()
            for (name, member) in members where keeps(.inputField(object.name, name)) {
                guard let field = object.field(named: name) else { continue }
                part[name] = visiblePart(of: member, as: field.type)
            }
            return .object(part)
        case .null, .bool, .int, .float, .string: return value
        }
    }
}
