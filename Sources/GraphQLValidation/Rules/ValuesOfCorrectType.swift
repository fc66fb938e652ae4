import GraphQLLanguage
import GraphQLSchema

/// A value that is written in the document is one of the type that its place asks for.
///
/// Spec: 5.6.1 Values of Correct Type, 5.6.2 Input Object Field Names, 5.6.4 Input Object Required Fields.
struct ValuesOfCorrectType: Rule {
    /// A list or object that was refused as a whole: what is inside is not looked at.
    private var refused: ValueNode?
    private var variables: [String: VariableDefinition] = [:]

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard refused == nil else { return }
        switch node {
        case .operation: variables = [:]
        case .variableDefinition(let definition): variables[definition.name.text] = definition
        case .objectField(let field): check(field, &context)
        case .value(let value): check(value, &context)
        default: return
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {
        if case .value(let value) = node, value == refused { refused = nil }
    }

    private mutating func check(_ value: ValueNode, _ context: inout Context) {
        switch value.kind {
        case .variable: return
        case .null:
            if let type = context.surroundings.inputType, type.isNonNull { refuse(value, type, &context) }
        case .list:
            guard context.surroundings.parentInputType?.itemType == nil else { return }
            refused = value
            checkLeaf(value, &context)
        case .object(let fields):
            if case .inputObject(let type)? = context.surroundings.inputType.flatMap(context.schema.type(of:)) {
                check(fields, of: type, in: value, &context)
            } else {
                refused = value
                checkLeaf(value, &context)
            }
        case .int, .float, .string, .boolean, .enumeration: checkLeaf(value, &context)
        }
    }

    /// A value of a scalar or enum, or one that stands where there should be no such value.
    private func checkLeaf(_ value: ValueNode, _ context: inout Context) {
        guard let expected = context.surroundings.inputType else { return }
        switch context.schema.type(of: expected) {
        case .scalar(let type) where type.form == .any: return
        case .scalar(let type):
            do throws(LeafFault) {
                _ = try type.form.coerce(value, typeName: type.name)
            } catch {
                context.report(context.shownMessage(error.message), at: value.offset)
            }
        case .enumeration(let type): check(value, of: type, &context)
        case .object, .interface, .union, .inputObject, nil: refuse(value, expected, &context)
        }
    }

    private func check(_ value: ValueNode, of type: EnumType, _ context: inout Context) {
        let written: String
        let complaint: String
        if case .enumeration(let name) = value.kind {
            if type.value(named: name) != nil { return }
            written = name
            complaint = "Value \"\(context.shown(name))\" does not exist in \"\(type.name)\" enum."
        } else {
            written = print(value)
            complaint = "Enum \"\(type.name)\" cannot represent non-enum value: \(context.shown(written))."
        }
        let suggestion =
            context.options.suggestions
            ? didYouMean(written, among: type.values.map(\.name), hint: "the enum value") : ""
        context.report(complaint + suggestion, at: value.offset)
    }

    private func refuse(_ value: ValueNode, _ expected: TypeReference, _ context: inout Context) {
        context.report(
            "Expected value of type \"\(expected)\", found \(context.shown(print(value))).", at: value.offset)
    }

    private func check(_ field: ObjectFieldNode, _ context: inout Context) {
        guard context.surroundings.inputType == nil,
            case .inputObject(let type)? = context.surroundings.parentInputType.flatMap(context.schema.type(of:))
        else { return }
        let name = field.name.text
        context.report(
            "Field \"\(context.shown(name))\" is not defined by type \"\(type.name)\"."
                + context.suggestion(for: name, among: type.fields.map(\.name)),
            at: field.offset)
    }

    private func check(
        _ fields: NodeList<ObjectFieldNode>, of type: InputObjectType, in value: ValueNode, _ context: inout Context
    ) {
        let given = Set(fields.map(\.name.text))
        for field in type.fields where field.isRequired && !given.contains(field.name) {
            context.report(
                "Field \"\(type.name).\(field.name)\" of required type \"\(field.type)\" was not provided.",
                at: value.offset)
        }
        if type.isOneOf { checkOneOf(fields, count: given.count, of: type, in: value, &context) }
    }

    /// Spec: 3.10.1 OneOf Input Objects, and 5.6.4 for their literals.
    private func checkOneOf(
        _ fields: NodeList<ObjectFieldNode>, count: Int, of type: InputObjectType, in value: ValueNode,
        _ context: inout Context
    ) {
        guard count == 1, let field = fields.last else {
            context.report("OneOf Input Object \"\(type.name)\" must specify exactly one key.", at: value.offset)
            return
        }
        if field.value.isNullLiteral {
            context.report(
                "Field \"\(type.name).\(context.shown(field.name.text))\" must be non-null.", at: value.offset)
        }
        if case .variable(let name) = field.value.kind, let definition = variables[name.text],
            !TypeReference(definition.type).isNonNull
        {
            context.report(
                "Variable \"\(context.shown(name.text))\" must be non-nullable to be used for OneOf Input Object"
                    + " \"\(type.name)\".",
                at: value.offset)
        }
    }
}

extension Context {
    /// A message that ends in a value behind a colon, cut where that is long.
    fileprivate func shownMessage(_ message: String) -> String {
        guard let colon = message.firstRange(of: ": ") else { return shown(message) }
        return message[..<colon.upperBound] + shown(String(message[colon.upperBound...]))
    }
}
