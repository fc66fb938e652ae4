import GraphQLLanguage
import GraphQLSchema

/// A variable is used where every value that it can have is one that is taken.
///
/// Spec: 5.8.5 All Variable Usages Are Allowed.
struct VariablesInAllowedPosition: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {}

    mutating func leave(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node else { return }
        let definitions = Dictionary(
            operation.variableDefinitions.map { ($0.name.text, $0) }, uniquingKeysWith: { _, later in later })
        for usage in context.variableUsages(of: operation) {
            guard let definition = definitions[usage.name], let expected = usage.surroundings.inputType,
                let type = context.known(definition.type)
            else { continue }
            let name = context.shown(usage.name)
            if !isAllowed(type, definition, at: expected, usage, context.schema) {
                context.report(
                    "Variable \"$\(name)\" of type \"\(type)\" used in position expecting type \"\(expected)\".",
                    at: definition.offset, usage.offset)
            }
            if let oneOf = usage.oneOfType(context.schema), !type.isNonNull {
                context.report(
                    "Variable \"$\(name)\" is of type \"\(type)\" but must be non-nullable to be used for OneOf"
                        + " Input Object \"\(oneOf.name)\".",
                    at: definition.offset, usage.offset)
            }
        }
    }

    /// Spec: 5.8.5, IsVariableUsageAllowed.
    private func isAllowed(
        _ type: TypeReference, _ definition: VariableDefinition, at expected: TypeReference, _ usage: VariableUsage,
        _ schema: Schema
    ) -> Bool {
        guard case .nonNull(let nullable) = expected, !type.isNonNull else {
            return schema.system.isSubtype(type, of: expected)
        }
        let hasDefault = definition.defaultValue.map { !$0.isNullLiteral } ?? false
        return (hasDefault || usage.surroundings.hasDefault) && schema.system.isSubtype(type, of: nullable)
    }
}

extension VariableUsage {
    fileprivate func oneOfType(_ schema: Schema) -> InputObjectType? {
        guard case .inputObject(let type)? = surroundings.parentInputType.flatMap(schema.type(of:)), type.isOneOf,
            case .named? = surroundings.parentInputType?.nullable
        else { return nil }
        return type
    }
}

extension ValueNode {
    /// Whether it is written as `null`.
    var isNullLiteral: Bool {
        if case .null = kind { true } else { false }
    }
}
