public import GraphQLSchema

/// Who may see what, for every element of the schema: the one place where access to fields is decided.
///
/// The rule of a field is its own AND that of its type, of the interface fields it implements and of the type it
/// returns. A filter or order obeys besides every field that shows its column. What no rule names doesn't
/// start.
public struct AccessPolicy: Sendable {
    /// The whole schema, that of nobody in particular.
    public let schema: Schema
    private let rules: [SchemaElement: AccessRule]
    private let rowRules: [String: RowRule]

    /// Reads the rules of a schema.
    ///
    /// - Throws: `AccessFaults` with every element that nobody decided about or whose rules contradict each other.
    public init(schema: Schema) throws(AccessFaults) {
        var reader = AccessRuleReader(schema: schema)
        reader.read()
        if !reader.faults.isEmpty { throw AccessFaults(faults: reader.faults) }
        self.schema = schema
        rules = reader.rules
        rowRules = reader.rowRules
    }

    /// The rule of an element; nil where nothing but the way to the element decides.
    public func rule(of element: SchemaElement) -> AccessRule? {
        rules[element]
    }

    /// What an audience may do with an element.
    public func decision(on element: SchemaElement, for audience: Audience) -> Decision {
        rules[element]?.decision(for: audience) ?? .allowed
    }

    /// Which rows of a type a viewer may see; nil for a type without rows.
    public func rowRule(of type: String) -> RowRule? {
        rowRules[type]
    }

    /// The schema as an audience sees it: what is hidden from it isn't there.
    ///
    /// - Throws: what is wrong with a schema of which so much is hidden that the rest doesn't hold together.
    public func visibleSchema(for audience: Audience) throws(SchemaErrors) -> Schema {
        try schema.restricted { decision(on: $0, for: audience) != .hidden }
    }
}
