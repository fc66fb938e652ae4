/// The rules of the specification and one that the reference recommends, in the order of the reference.
let specifiedRules: [any Rule.Type] = [
    ExecutableDefinitions.self,
    KnownOperationTypes.self,
    UniqueOperationNames.self,
    LoneAnonymousOperation.self,
    SingleFieldSubscriptions.self,
    KnownTypeNames.self,
    FragmentsOnCompositeTypes.self,
    VariablesAreInputTypes.self,
    ScalarLeafs.self,
    FieldsOnCorrectType.self,
    UniqueFragmentNames.self,
    KnownFragmentNames.self,
    NoUnusedFragments.self,
    PossibleFragmentSpreads.self,
    NoFragmentCycles.self,
    UniqueVariableNames.self,
    NoUndefinedVariables.self,
    NoUnusedVariables.self,
    KnownDirectives.self,
    UniqueDirectivesPerLocation.self,
    KnownArgumentNames.self,
    UniqueArgumentNames.self,
    ValuesOfCorrectType.self,
    ProvidedRequiredArguments.self,
    VariablesInAllowedPosition.self,
    OverlappingFieldsCanBeMerged.self,
    UniqueInputFieldNames.self,
    MaxIntrospectionDepth.self,
]

/// Every rule by the reference's name for it.
let rulesByName: [String: any Rule.Type] = {
    var rules: [String: any Rule.Type] = [
        "NoDeprecatedCustomRule": NoDeprecated.self,
        "NoSchemaIntrospectionCustomRule": NoSchemaIntrospection.self,
    ]
    for rule in specifiedRules {
        rules["\(rule)Rule"] = rule
    }
    return rules
}()
