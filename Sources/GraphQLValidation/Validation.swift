import GraphQLLanguage
import GraphQLSchema

/// A document that keeps every rule, for one schema.
///
/// It can only be made by `validate`.
public struct ValidDocument: Sendable {
    /// What the client sent.
    public let document: Document
    /// What the document was checked against.
    public let schema: Schema

    init(document: Document, schema: Schema) {
        self.document = document
        self.schema = schema
    }
}

/// Everything that makes a document invalid.
public struct ValidationErrors: Error, Sendable, Equatable {
    /// Never empty; in the order of the reference.
    public let errors: [GraphQLError]
}

/// Checks a document against a schema by every rule of the specification, in one pass.
///
/// Spec: 5 Validation.
/// - Parameters:
///   - document: What the client sent.
///   - schema: What this client may see of the schema.
///   - options: How messages speak and how many there are.
/// - Returns: The document, with the proof that it is valid.
/// - Throws: all errors, as many as the options ask for.
public func validate(
    _ document: Document, against schema: Schema, options: ValidationOptions = .server
) throws(ValidationErrors) -> ValidDocument {
    let errors = validationErrors(in: document, against: schema, rules: specifiedRules, options: options)
    guard errors.isEmpty else { throw ValidationErrors(errors: errors) }
    return ValidDocument(document: document, schema: schema)
}

/// The errors that one rule finds, for tools.
///
/// - Parameters:
///   - document: What is checked.
///   - schema: What it is checked against.
///   - rule: The reference's name: `ScalarLeafsRule`; nil for all rules of the specification.
///   - options: How messages speak and how many there are.
/// - Returns: nil if there is no rule of that name.
public func validationErrors(
    in document: Document, against schema: Schema, rule: String? = nil, options: ValidationOptions = .reference
) -> [GraphQLError]? {
    let rules = rule.map { name in rulesByName[name].map { [$0] } } ?? specifiedRules
    return rules.map { validationErrors(in: document, against: schema, rules: $0, options: options) }
}

private func validationErrors(
    in document: Document, against schema: Schema, rules: [any Rule.Type], options: ValidationOptions
) -> [GraphQLError] {
    var context = Context(document: document, schema: schema, options: options)
    var panel = Panel(rules: rules.map { $0.init() })
    panel.enter(.document(document), &context)
    for definition in document.definitions where !context.isFull {
        Walker.walk(definition, &panel, &context)
    }
    panel.leave(.document(document), &context)
    return context.errors
}

/// All rules, listening together.
private struct Panel: Listener {
    var rules: [any Rule]

    mutating func enter(_ node: Node, _ context: inout Context) {
        for index in rules.indices {
            rules[index].enter(node, &context)
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {
        for index in rules.indices {
            rules[index].leave(node, &context)
        }
    }
}
