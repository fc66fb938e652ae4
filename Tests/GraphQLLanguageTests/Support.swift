import Testing

@testable import GraphQLLanguage

/// A text with a mark where something is expected, so that no test counts columns.
struct Marked {
    /// The text without the mark.
    let text: String
    /// The byte offset of the mark.
    let offset: Int

    init(_ marked: String) {
        let parts = marked.split(separator: "▸", maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined()
        offset = parts[0].utf8.count
    }
}

/// Parses a text that must be a document.
func parse(_ text: String, _ limits: ParserLimits = .reference) throws -> Document {
    try Document.parse(Source(text), limits: limits)
}

/// Parses a text that must not be a document, and returns why.
func refusal(_ text: String, _ limits: ParserLimits = .reference) -> SyntaxError? {
    do {
        _ = try Document.parse(Source(text), limits: limits)
        return nil
    } catch {
        return error
    }
}

/// Expects a refusal with a message (without its "Syntax Error: ") at the mark.
func expectRefusal(_ marked: String, _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    let marked = Marked(marked)
    let error = refusal(marked.text)
    #expect(error?.message == "Syntax Error: " + message, sourceLocation: sourceLocation)
    #expect(error?.offset == marked.offset, sourceLocation: sourceLocation)
    #expect(error?.kind == .syntax, sourceLocation: sourceLocation)
}

/// The only operation of a text.
func operation(_ text: String) throws -> OperationDefinition {
    for case .operation(let operation) in try parse(text).definitions { return operation }
    throw NotThere()
}

/// The first fragment of a text.
func fragment(_ text: String) throws -> FragmentDefinition {
    for case .fragment(let fragment) in try parse(text).definitions { return fragment }
    throw NotThere()
}

/// The first type that a text defines or extends.
func typeDefinition(_ text: String) throws -> TypeDefinitionNode {
    for case .typeSystem(.type(let type)) in try parse(text).definitions { return type }
    throw NotThere()
}

/// The value of the first argument of the first field of `{ f(a: …) }`.
func value(_ text: String) throws -> ValueNode {
    guard case .field(let field)? = try operation("{ f(a: \(text)) }").selectionSet.selections.first,
        let argument = field.arguments.first
    else { throw NotThere() }
    return argument.value
}

/// What a string literal says.
func stringValue(_ literal: String) throws -> String {
    guard case .string(let string) = try value(literal).kind else { throw NotThere() }
    return string.value
}

/// The type of the first variable of `query ($v: …)`.
func type(_ text: String) throws -> TypeNode {
    guard let variable = try operation("query ($v: \(text)) { f }").variableDefinitions.first else { throw NotThere() }
    return variable.type
}

/// A test looked for a node that the document has not.
struct NotThere: Error {}

/// All strings of at most so many of the pieces.
func everyText(of pieces: [String], upTo length: Int) -> [String] {
    var all = [""]
    var longest = [""]
    for _ in 0..<length {
        longest = longest.flatMap { text in pieces.map { text + $0 } }
        all += longest
    }
    return all
}

/// Numbers that are the same at every run.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
