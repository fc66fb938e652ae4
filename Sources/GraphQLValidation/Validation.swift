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
    /// Whether checking the document takes more work than is allowed, so that not everything is known.
    public let isTooComplex: Bool
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
    let context = checked(document, against: schema, rules: specifiedRules, options: options)
    guard context.errors.isEmpty else {
        throw ValidationErrors(errors: context.errors, isTooComplex: context.isTooComplex)
    }
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
    return rules.map { checked(document, against: schema, rules: $0, options: options).errors }
}

/// What is known of a document once all rules have seen it.
private func checked(
    _ document: Document, against schema: Schema, rules: [any Rule.Type], options: ValidationOptions
) -> Context {
    var context = Context(document: document, schema: schema, options: options)
    var panel = Panel(rules: rules.map { $0.init() })
    panel.enter(.document(document), &context)
    for definition in document.definitions where !context.isAborted {
        Walker.walk(definition, &panel, &context)
    }
    panel.leave(.document(document), &context)
    return context
}

/// All rules, listening together.
private struct Panel: Listener {
    var rules: [any Rule]

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard context.goesOn() else { return }
        for index in rules.indices {
            rules[index].enter(node, &context)
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {
        guard !context.isAborted else { return }
        for index in rules.indices {
            rules[index].leave(node, &context)
        }
    }
}
