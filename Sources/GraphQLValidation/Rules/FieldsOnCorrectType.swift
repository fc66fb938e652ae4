import GraphQLLanguage
import GraphQLSchema

/// Every field that is asked for is one of its type.
///
/// Spec: 5.3.1 Field Selections.
struct FieldsOnCorrectType: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .field(let field) = node, let parent = context.surroundings.parentType,
            context.surroundings.field == nil
        else { return }
        let suggestion = context.options.suggestions ? suggestion(field.name.text, parent, context.schema) : ""
        context.report(
            "Cannot query field \"\(context.shown(field.name.text))\" on type \"\(parent.name)\"." + suggestion,
            at: field.offset)
    }

    private func suggestion(_ name: String, _ parent: NamedType, _ schema: Schema) -> String {
        let onTypes = didYouMean(typesWithField(name, below: parent, schema), hint: "to use an inline fragment on")
        if !onTypes.isEmpty { return onTypes }
        return didYouMean(name, among: parent.fields?.map(\.name) ?? [])
    }

    /// The objects behind an abstract type that have such a field, and their interfaces that have it, the most
    /// common first.
    private func typesWithField(_ name: String, below parent: NamedType, _ schema: Schema) -> [String] {
        guard parent.isAbstract else { return [] }
        var counts: [String: Int] = [:]
        for object in schema.possibleTypes(of: parent.name) where object.field(named: name) != nil {
            counts[object.name] = 1
            for interface in object.interfaces
            where schema.type(named: interface.name)?.field(named: name) != nil {
                counts[interface.name, default: 0] += 1
            }
        }
        return counts.keys.sorted { left, right in
            if counts[left] != counts[right] { return counts[left, default: 0] > counts[right, default: 0] }
            if isInterface(left, of: right, schema) { return true }
            if isInterface(right, of: left, schema) { return false }
            return NaturalOrder(left) < NaturalOrder(right)
        }
    }

    private func isInterface(_ name: String, of type: String, _ schema: Schema) -> Bool {
        schema.type(named: type)?.fieldsType?.interfaces.contains { $0.name == name } ?? false
    }
}
