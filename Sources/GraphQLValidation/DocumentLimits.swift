import GraphQLLanguage
import GraphQLSchema

/// How much one document may hold, and one operation ask for.
///
/// What is written is counted before validation, whose work it bounds; what would be executed after it, with fragments
/// expanded, since limits that count what is written are bypassed by fragments (CVE-2026-47707 and others). Each
/// fragment is measured once, so measuring takes time in proportion to the document.
public struct DocumentLimits: Sendable, Hashable {
    /// Operations in the document.
    public var maximumOperations = 50
    /// Fragments in the document.
    public var maximumFragments = 200
    /// Variables in the document.
    public var maximumVariables = 100
    /// Directives in the document.
    public var maximumDirectives = 50
    /// Directives on one element.
    public var maximumDirectivesPerPlace = 5
    /// Fields of the expanded operation.
    public var maximumFields = 2000
    /// Fields below each other, introspection aside.
    public var maximumDepth = 12
    /// Fields under another name than their own, in the expanded operation.
    public var maximumAliases = 50
    /// Fields under the same name in the same place of the answer.
    public var maximumRepeats = 100
    /// Fields of the root, as written and expanded.
    public var maximumRootFields = 20
    /// `__schema` fields of the expanded operation.
    public var maximumSchemas = 1
    /// `__schema` and `__type` fields of the expanded operation.
    public var maximumIntrospections = 2

    /// The limits of requests.
    public init() {}

    /// For requests.
    public static let server = DocumentLimits()
}

extension DocumentLimits {
    /// Whether a document as it is written stays within the limits; every limit that it breaks is named.
    public func faults(of document: Document) -> [GraphQLError] {
        let counts = DocumentCounts(document)
        return faults(
            [
                (counts.operations, maximumOperations, "operations"),
                (counts.fragments, maximumFragments, "fragments"),
                (counts.variables, maximumVariables, "variables"),
                (counts.directives, maximumDirectives, "directives"),
                (counts.mostDirectives, maximumDirectivesPerPlace, "directives on one element"),
            ], [])
    }

    /// Whether an operation stays within the limits; every limit that it breaks is named.
    ///
    /// - Returns: empty where it may be planned.
    public func faults(of operation: ValidOperation) -> [GraphQLError] {
        let root = operation.operation.selectionSet
        let measuring = OperationMeasure(operation: operation)
        let size = measuring.size(of: root)
        let locations = [operation.location(of: operation.operation.offset)]
        let found = faults(
            [
                (size.fields, maximumFields, "selected fields, fragments expanded"),
                (size.depth, maximumDepth, "levels of fields"),
                (size.aliases, maximumAliases, "aliases, fragments expanded"),
                (measuring.rootFields(of: root), maximumRootFields, "root fields"),
                (size.schemas, maximumSchemas, "__schema fields"),
                (size.introspections, maximumIntrospections, "introspection fields"),
            ], locations)
        // Expanding it is no more work than it has fields.
        guard found.isEmpty else { return found }
        let repeats = measuring.mostRepeats(in: root, stoppingAbove: maximumRepeats)
        return faults([(repeats, maximumRepeats, "fields with the same name in the same place")], locations)
    }

    private func faults(_ measured: [(Int, Int, String)], _ locations: [SourceLocation]) -> [GraphQLError] {
        measured.filter { $0.0 > $0.1 }.map { _, limit, what in
            GraphQLError(message: "The document has more than \(limit) \(what).", locations: locations)
        }
    }
}
