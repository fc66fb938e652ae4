import GraphQLLanguage

/// Answers `__schema` and `__type` from memory, as JSON bytes.
///
/// The selection is executed as any other is (spec 6.3.2 CollectFields, 6.4): fragments, aliases, merging and the
/// conditions `@skip` and `@include` count here too. The recursion follows the document's selections, expanded;
/// a document that was validated has no fragment cycles.
public struct IntrospectionWriter {
    private let schema: Schema
    private let resolver: IntrospectionResolver
    private let fragment: (String) -> FragmentDefinition?
    private let variables: [String: InputValue]
    private let maximumBytes: Int
    private var json: [UInt8] = []
    private var depth = 0

    /// Deeper answers are refused; the standard query of tools needs some fifteen levels.
    private static let maximumDepth = 64

    /// - Parameters:
    ///   - schema: What the viewer may see.
    ///   - variables: Coerced.
    ///   - maximumBytes: A longer answer is refused.
    ///   - fragment: The fragments of the document.
    public init(
        schema: Schema, variables: [String: InputValue], maximumBytes: Int = 4 << 20,
        fragment: @escaping (String) -> FragmentDefinition?
    ) {
        self.schema = schema
        self.resolver = IntrospectionResolver(schema: schema)
        self.variables = variables
        self.maximumBytes = maximumBytes
        self.fragment = fragment
    }

    /// The JSON value of `__schema` or `__type`, given by all fields that share its place in the answer.
    ///
    /// Spec: 4.2 Schema Introspection.
    /// - Throws: an argument that is no value of its type, an answer that is too deep or too long.
    public mutating func value(of fields: [FieldNode]) throws(CoercionError) -> [UInt8] {
        json = []
        guard let field = fields.first else { return json }
        if field.name.text == "__schema" {
            try write(.object(.schema), fields)
        } else {
            let arguments = try coerceArguments(of: MetaFields.type, node: field, variables: variables, schema: schema)
            if case .string(let name)? = arguments["name"], schema.type(named: name) != nil {
                try write(.object(.type(.named(name))), fields)
            } else {
                try write(.null, fields)
            }
        }
        return json
    }

    private mutating func write(_ value: IntrospectionValue, _ fields: [FieldNode]) throws(CoercionError) {
        switch value {
        case .null: json += "null".utf8
        case .bool(let value): json += (value ? "true" : "false").utf8
        case .string(let text): json.appendJSON(text)
        case .list(let items):
            json.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                try write(item, fields)
            }
            json.append(UInt8(ascii: "]"))
        case .object(let object): try write(object, fields)
        }
    }

    private mutating func write(_ object: IntrospectionObject, _ fields: [FieldNode]) throws(CoercionError) {
        guard depth < Self.maximumDepth, json.count < maximumBytes else {
            throw CoercionError(message: "The introspection is too large.", offset: fields.first?.offset ?? 0)
        }
        depth += 1
        defer { depth -= 1 }
        var collector = SelectionCollector(
            schema: schema, typeName: object.typeName, variables: variables, fragment: fragment)
        for case let selectionSet? in fields.map(\.selectionSet) {
            try collector.collect(selectionSet)
        }
        let type = schema.type(named: object.typeName)
        json.append(UInt8(ascii: "{"))
        for (index, group) in collector.groups.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            let node = group[0]
            json.appendJSON(node.responseName.text)
            json.append(UInt8(ascii: ":"))
            var arguments = InputObject()
            if let definition = type?.field(named: node.name.text), !definition.arguments.isEmpty {
                arguments = try coerceArguments(of: definition, node: node, variables: variables, schema: schema)
            }
            try write(resolver.value(of: node.name.text, in: object, arguments), group)
        }
        json.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Appends a string with its quotes and the escapes that JSON asks for (RFC 8259, section 7).
    mutating func appendJSON(_ text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): self += "\\\"".utf8
            case UInt8(ascii: "\\"): self += "\\\\".utf8
            case UInt8(ascii: "\n"): self += "\\n".utf8
            case UInt8(ascii: "\r"): self += "\\r".utf8
            case UInt8(ascii: "\t"): self += "\\t".utf8
            case 0..<0x20: self += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
