import GraphQLLanguage

extension Schema {
    /// Builds a schema from its source.
    ///
    /// Spec: 3 Type System, with every "Type Validation" section.
    /// - Throws: all faults of the source at once, each with its place.
    public static func build(from document: Document) throws(SchemaErrors) -> Schema {
        let faults = sdlFaults(of: document)
        guard faults.isEmpty else { throw SchemaErrors(source: document.source.name, errors: faults) }
        let system = try declaredSystem(of: document)
        let valueFaults = directiveValueFaults(in: document, system)
        guard valueFaults.isEmpty else {
            throw SchemaErrors(source: document.source.name, errors: system.faults() + valueFaults)
        }
        return try validated(system, source: document.source.name)
    }

    /// Makes a schema of a type system, if it is valid.
    static func validated(_ system: TypeSystem, source: String) throws(SchemaErrors) -> Schema {
        let faults = system.faults()
        guard faults.isEmpty, case .object(let query)? = system.roots[.query].flatMap({ system.types[$0.name] }) else {
            throw SchemaErrors(source: source, errors: faults)
        }
        return Schema(valid: system, queryType: query)
    }

    private static func declaredSystem(of document: Document) throws(SchemaErrors) -> TypeSystem {
        do {
            return try TypeSystem(declaredIn: document)
        } catch {
            let fault = GraphQLError(message: error.message, locations: [])
            throw SchemaErrors(source: "built-in types", errors: [fault])
        }
    }
}
