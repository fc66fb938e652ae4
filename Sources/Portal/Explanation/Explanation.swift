public import Access
import Execution
public import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning
import SQLText

/// Why an operation gets what it gets: the rule that decides each field, the rows that each type shows, and the
/// statements that would read them.
///
/// It is made of the schema alone, so it says nothing of anybody's data.
public struct Explanation: Sendable {
    /// One field that the operation selects.
    public struct Field: Hashable, Sendable {
        /// The schema coordinate, such as `Customer.name`.
        public let coordinate: String
        /// What the viewer may do.
        public let decision: Decision
        /// What decides, as the schema writes it: the rules that refuse; where none does, those that say the most.
        public let rules: [String]
    }

    /// The rows that a type shows.
    public struct Rows: Hashable, Sendable {
        /// The type's name.
        public let type: String
        /// The rule as the schema writes it.
        public let rule: String
        /// The condition in the words of the database; nil where no row is shown.
        public let condition: String?
    }

    /// The fields, each once, in the order of the document.
    public let fields: [Field]
    /// The types with rows, each once.
    public let rows: [Rows]
    /// The statements of the one round trip, with what stands for their parameters; none where a field is hidden.
    public let statements: [String]

    /// Explains an operation of a document.
    ///
    /// - Parameters:
    ///   - document: what would be asked; its variables stay empty.
    ///   - name: the operation's name, where there are several.
    ///   - viewer: who would ask: the kind of viewer and the shape of its reach; ids don't matter.
    /// - Throws: `ValidationErrors` where the document isn't valid in the whole schema; `GraphQLError` where the
    ///   operation can't be chosen; `PlanningError` where it asks for too much.
    public init(_ document: Document, operation name: String?, as viewer: Viewer, in schema: LoadedSchema) throws {
        let whole = try validate(document, against: schema.policy.schema).operation(named: name)
        (fields, rows) = Self.rules(of: whole, for: viewer, in: schema.policy)
        let isWhole = fields.allSatisfy { $0.decision != .hidden }
        statements = isWhole ? try Self.statements(document, name, viewer, schema) : []
    }

    /// Explains a request to whoever would send it.
    init(_ request: PlannedRequest, in policy: AccessPolicy) {
        (fields, rows) = Self.rules(of: request.operation, for: request.viewer, in: policy)
        statements = request.statements.map { $0.spelled { "\($0.spelling)" } }
    }

    private static func rules(
        of operation: ValidOperation, for viewer: Viewer, in policy: AccessPolicy
    ) -> ([Field], [Rows]) {
        var walk = SelectionWalk(operation: operation)
        walk.visit()
        let fields = walk.fields.map { element in
            Field(
                coordinate: element.description, decision: policy.decision(on: element, for: viewer.audience),
                rules: policy.rule(of: element)?.deciding(for: viewer.audience).map(\.description) ?? [])
        }
        let rows = walk.types.compactMap { type in
            policy.rowRule(of: type).map { Rows(type: type, rule: $0.spelling, condition: condition($0, viewer)) }
        }
        return (fields, rows)
    }

    private static func condition(_ rule: RowRule, _ viewer: Viewer) -> String? {
        let predicate = RowPredicates().predicate(
            of: rule, for: viewer.audience.role, reach: viewer.reach, on: Alias(.table, 0), inner: Alias(.predicate, 0))
        switch predicate {
        case .none: return nil
        case .all: return "true"
        case .matching(let sql): return sql.compiled().spelled { "\($0)" }
        }
    }

    private static func statements(
        _ document: Document, _ name: String?, _ viewer: Viewer, _ schema: LoadedSchema
    ) throws -> [String] {
        let visible = try schema.visible.schema(for: viewer.audience)
        let operation = try validate(document, against: visible.schema).operation(named: name)
        let planner = Planner(policy: schema.policy, mapping: schema.mapping)
        let plan = try planner.plan(operation, variables: [:], viewer: viewer)
        return plan.statements.map { $0.spelled { "\($0.spelling)" } }
    }
}

/// Everything that an operation selects, whatever its conditions say.
private struct SelectionWalk {
    let operation: ValidOperation
    private(set) var fields: [SchemaElement] = []
    private(set) var types: [String] = []
    private var known: Set<SchemaElement> = []
    private var visited: Set<Visit> = []

    private struct Visit: Hashable {
        let fragment: String
        let type: String
    }

    init(operation: ValidOperation) {
        self.operation = operation
    }

    mutating func visit() {
        visit(operation.operation.selectionSet, of: operation.rootType.name)
    }

    private mutating func visit(_ set: SelectionSet, of type: String) {
        for selection in set.selections {
            switch selection {
            case .field(let node): visit(node, of: type)
            case .inlineFragment(let fragment):
                visit(fragment.selectionSet, of: fragment.typeCondition?.text ?? type)
            case .fragmentSpread(let spread):
                guard let fragment = operation.fragment(named: spread.name.text),
                    visited.insert(Visit(fragment: spread.name.text, type: type)).inserted
                else { continue }
                visit(fragment.selectionSet, of: fragment.typeCondition.text)
            }
        }
    }

    private mutating func meet(_ type: String) {
        if !types.contains(type) { types.append(type) }
    }

    private mutating func visit(_ node: FieldNode, of type: String) {
        let element = SchemaElement.field(type, node.name.text)
        guard let field = operation.schema.type(named: type)?.field(named: node.name.text) else { return }
        if known.insert(element).inserted { fields.append(element) }
        let target = field.type.namedType
        meet(target)
        // Whatever is asked of a list, its rows decide: how many there are, too.
        if let rows = operation.schema.type(named: target)?.field(named: "nodes") { meet(rows.type.namedType) }
        if let set = node.selectionSet { visit(set, of: target) }
    }
}

extension NamedType {
    fileprivate func field(named name: String) -> FieldDefinition? {
        switch self {
        case .object(let type): type.field(named: name)
        case .interface(let type): type.field(named: name)
        case .scalar, .union, .enumeration, .inputObject: nil
        }
    }
}
