import GraphQLLanguage

extension Schema {
    /// The schema in its own language, in the reference's form; built-in types and directives are left out.
    ///
    /// Of the directives that are applied only the specification's are shown.
    public func printed() -> String {
        let own = types.filter { !$0.isBuiltIn }.map { TypePrinter(system: system).text(of: $0) }
        let directives = directives.filter { !builtInDirectiveNames.contains($0.name) }
            .map { TypePrinter(system: system).text(of: $0) }
        return ([definition] + directives + own).compactMap { $0 }.joined(separator: "\n\n")
    }

    /// The schema definition; nil where the names of the root types say it all.
    private var definition: String? {
        let roots = OperationKind.allCases.compactMap { kind in rootType(of: kind).map { (kind, $0.name) } }
        if description == nil, roots.allSatisfy({ $0.defaultTypeName == $1 }) { return nil }
        let lines = roots.map { "  \($0.rawValue): \($1)" }
        return TypePrinter.description(description) + "schema {\n" + lines.joined(separator: "\n") + "\n}"
    }
}

/// The directives of the specification (3.13).
private let builtInDirectiveNames: Set = ["skip", "include", "deprecated", "specifiedBy", "oneOf"]

extension Schema {
    /// One element in the schema's language, as it stands in the whole.
    public func printed(_ element: ResolvedElement) -> String {
        let printer = TypePrinter(system: system)
        return switch element {
        case .type(let type): printer.text(of: type)
        case .field(let field): TypePrinter.description(field.description) + printer.line(field, "")
        case .argument(let value), .inputField(let value), .directiveArgument(let value):
            TypePrinter.description(value.description) + printer.inputValue(value)
        case .enumValue(let value): TypePrinter.description(value.description) + printer.line(value)
        case .directive(let directive): printer.text(of: directive)
        }
    }
}

extension NamedType {
    fileprivate var isBuiltIn: Bool {
        isIntrospection || ScalarForm.builtIn.contains { $0.rawValue == name }
    }
}

/// Writes types as `printSchema` of the reference does.
private struct TypePrinter {
    let system: TypeSystem

    func text(of type: NamedType) -> String {
        Self.description(type.description) + declaration(of: type)
    }

    func text(of directive: DirectiveDefinition) -> String {
        Self.description(directive.description) + "directive @\(directive.name)" + arguments(directive.arguments, "")
            + (directive.isRepeatable ? " repeatable" : "") + " on " + directive.places.joined(separator: " | ")
    }

    private func declaration(of type: NamedType) -> String {
        switch type {
        case .scalar(let type):
            let url = type.specifiedByURL.map { " @specifiedBy(url: \(printString($0)))" }
            return "scalar \(type.name)" + (url ?? "")
        case .object(let type): return "type \(type.name)" + interfaces(of: type) + fields(of: type)
        case .interface(let type): return "interface \(type.name)" + interfaces(of: type) + fields(of: type)
        case .union(let type):
            let members = type.members.map(\.name).joined(separator: " | ")
            return "union \(type.name)" + (members.isEmpty ? "" : " = " + members)
        case .enumeration(let type):
            let values = type.values.map { ($0.description, line($0)) }
            return "enum \(type.name)" + block(values)
        case .inputObject(let type):
            return "input \(type.name)" + (type.isOneOf ? " @oneOf" : "")
                + block(type.fields.map { ($0.description, inputValue($0)) })
        }
    }

    private func interfaces(of type: any FieldsType) -> String {
        type.interfaces.isEmpty ? "" : " implements " + type.interfaces.map(\.name).joined(separator: " & ")
    }

    private func fields(of type: any FieldsType) -> String {
        block(type.fields.map { ($0.description, line($0, "  ")) })
    }

    func line(_ field: FieldDefinition, _ indentation: String) -> String {
        let head = field.name + arguments(field.arguments, indentation)
        return "\(head): \(field.type)" + deprecation(field.deprecationReason)
    }

    func line(_ value: EnumValueDefinition) -> String {
        value.name + deprecation(value.deprecationReason)
    }

    private func block(_ items: [(description: String?, text: String)]) -> String {
        guard !items.isEmpty else { return "" }
        return " {\n" + lines(items, "  ") + "\n}"
    }

    private func lines(_ items: [(description: String?, text: String)], _ indentation: String) -> String {
        items.enumerated().map { index, item in
            Self.description(item.description, indentation, isFirst: index == 0) + indentation + item.text
        }.joined(separator: "\n")
    }

    private func arguments(_ arguments: [InputValueDefinition], _ indentation: String) -> String {
        guard !arguments.isEmpty else { return "" }
        if arguments.allSatisfy({ ($0.description ?? "").isEmpty }) {
            return "(" + arguments.map(inputValue).joined(separator: ", ") + ")"
        }
        return "(\n" + lines(arguments.map { ($0.description, inputValue($0)) }, indentation + "  ")
            + "\n\(indentation))"
    }

    func inputValue(_ definition: InputValueDefinition) -> String {
        let value = definition.defaultValue.map { " = " + $0.literal(as: definition.type, in: system) }
        return "\(definition.name): \(definition.type)" + (value ?? "") + deprecation(definition.deprecationReason)
    }

    private func deprecation(_ reason: String?) -> String {
        guard let reason else { return "" }
        return reason == "No longer supported" ? " @deprecated" : " @deprecated(reason: \(printString(reason)))"
    }

    static func description(_ text: String?, _ indentation: String = "", isFirst: Bool = true) -> String {
        guard let text else { return "" }
        let literal = isPrintableAsBlockString(text) ? printBlockString(text) : printString(text)
        let indented = literal.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\n" + indentation)
        return (!indentation.isEmpty && !isFirst ? "\n" : "") + indentation + indented + "\n"
    }
}
