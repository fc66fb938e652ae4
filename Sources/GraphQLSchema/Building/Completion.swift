import GraphQLLanguage

/// Gives the defaults and the directives' arguments of a draft their types.
struct Completion {
    let draft: TypeSystem
    private let drafts = DraftDefaults()
    private let coercion: LiteralCoercion

    init(draft: TypeSystem) {
        self.draft = draft
        coercion = LiteralCoercion(types: draft, drafts: drafts)
    }

    func completed() -> TypeSystem {
        var system = draft
        let copier = TypeCopier(
            directives: { self.applied($0) },
            defaultValue: { self.defaultValue(of: $0) })
        system.types = draft.types.compactMapValues(copier.copy)
        system.directives = draft.directives.map(copier.copy)
        system.appliedDirectives = applied(draft.appliedDirectives)
        return system
    }

    private func defaultValue(of definition: InputValueDefinition) -> InputValue? {
        drafts.value(of: definition, coercion)
    }

    private func applied(_ directives: [AppliedDirective]) -> [AppliedDirective] {
        directives.map { directive in
            guard let definition = draft.directive(named: directive.name) else { return directive }
            var arguments = directive.arguments
            for argument in definition.arguments {
                arguments[argument.name] =
                    arguments[argument.name].map { $0.wrapped(for: argument.type) } ?? defaultValue(of: argument)
            }
            return AppliedDirective(name: directive.name, arguments: arguments, location: directive.location)
        }
    }
}

extension InputValue {
    /// A single value as the list that its type asks for, a whole number as the Float or ID.
    ///
    /// Spec: 3.11 and 3.5, "Input Coercion". Whether it is a value of the type at all is checked apart.
    fileprivate func wrapped(for type: TypeReference) -> InputValue {
        guard let item = type.itemType, !isNull else {
            switch (self, type.namedType) {
            case (.int(let number), ScalarForm.float.rawValue): return .float(Double(number))
            case (.int(let number), ScalarForm.id.rawValue): return .string(String(number))
            default: return self
            }
        }
        if case .list(let values) = self { return .list(values.map { $0.wrapped(for: item) }) }
        return .list([wrapped(for: item)])
    }
}
