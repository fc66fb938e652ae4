import GraphQLLanguage

/// A rule that a schema's source keeps, seen without the types' values.
protocol SDLRule: SendableMetatype {
    /// What breaks the rule, in the order of the source.
    static func faults(of source: SDLSource) -> [GraphQLError]
}

/// All of them, in the order of the reference; the first and the last are the specification's alone.
private let rules: [any SDLRule.Type] = [
    TypeSystemDefinitionsOnly.self,
    LoneSchemaDefinition.self,
    UniqueOperationTypes.self,
    UniqueTypeNames.self,
    UniqueEnumValueNames.self,
    UniqueFieldDefinitionNames.self,
    UniqueArgumentDefinitionNames.self,
    UniqueDirectiveNames.self,
    KnownTypeNamesInSchema.self,
    KnownDirectivesInSchema.self,
    UniqueDirectivesPerElement.self,
    PossibleTypeExtensions.self,
    KnownArgumentNamesOnDirectives.self,
    UniqueArgumentNamesInSchema.self,
    UniqueInputFieldNamesInSchema.self,
    ProvidedRequiredArgumentsOnDirectives.self,
    NoDirectiveCycles.self,
]

/// The reference's names of the rules, for tools that ask for one rule alone.
private let rulesByName: [String: any SDLRule.Type] = [
    "LoneSchemaDefinitionRule": LoneSchemaDefinition.self,
    "UniqueOperationTypesRule": UniqueOperationTypes.self,
    "UniqueTypeNamesRule": UniqueTypeNames.self,
    "UniqueEnumValueNamesRule": UniqueEnumValueNames.self,
    "UniqueFieldDefinitionNamesRule": UniqueFieldDefinitionNames.self,
    "UniqueArgumentDefinitionNamesRule": UniqueArgumentDefinitionNames.self,
    "UniqueDirectiveNamesRule": UniqueDirectiveNames.self,
    "KnownTypeNamesRule": KnownTypeNamesInSchema.self,
    "KnownDirectivesRule": KnownDirectivesInSchema.self,
    "UniqueDirectivesPerLocationRule": UniqueDirectivesPerElement.self,
    "PossibleTypeExtensionsRule": PossibleTypeExtensions.self,
    "KnownArgumentNamesOnDirectivesRule": KnownArgumentNamesOnDirectives.self,
    "UniqueArgumentNamesRule": UniqueArgumentNamesInSchema.self,
    "UniqueInputFieldNamesRule": UniqueInputFieldNamesInSchema.self,
    "ProvidedRequiredArgumentsOnDirectivesRule": ProvidedRequiredArgumentsOnDirectives.self,
]

extension Schema {
    /// Every fault of a schema's source by itself, before its types are looked at.
    ///
    /// - Parameters:
    ///   - document: The source.
    ///   - existing: The schema that it extends; nil where it is one of its own.
    ///   - rule: The reference's name of the only rule to ask; nil for all. An unknown one finds nothing.
    /// - Returns: The faults, those of one rule after those of another.
    public static func sdlFaults(
        of document: Document, extending existing: TypeSystem? = nil, rule: String? = nil
    ) -> [GraphQLError] {
        let source: SDLSource
        do {
            source = try SDLSource(document, extending: existing)
        } catch {
            return [GraphQLError(message: error.message, locations: [])]
        }
        let asked = rule.map { name in rulesByName[name].map { [$0] } ?? [] } ?? rules
        return asked.flatMap { $0.faults(of: source) }
    }
}
