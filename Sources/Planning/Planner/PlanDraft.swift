import Access
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import SQLText

/// A plan while it is being made.
struct PlanDraft {
    let planner: Planner
    let operation: ValidOperation
    let variables: [String: InputValue]
    let viewer: Viewer
    let collection: FieldCollection
    let reader: TermReader

    var sources: [SourceDraft] = []
    var lists: [ListPlan] = []
    /// The statement of each source, in their order; a source that counts has its own.
    var counts: Set<Int> = []
    /// How many statements are kept for what is planned later.
    private var reserved = 0

    /// What the viewer may not ask for: gathered, so that all of it is told at once.
    private var rejections: [PlanningError] = []
    private let budget: WorkBudget

    init(planner: Planner, operation: ValidOperation, variables: [String: InputValue], viewer: Viewer) {
        self.planner = planner
        budget = WorkBudget(planner.limits.maximumTime)
        self.operation = operation
        self.variables = variables
        self.viewer = viewer
        collection = FieldCollection(operation: operation, variables: variables)
        reader = TermReader(
            schema: operation.schema, policy: planner.policy, audience: viewer.audience, variables: variables)
    }

    mutating func plan() throws(PlanningError) -> OperationPlan {
        let kind = operation.operation.kind
        guard let type = kind == .mutation ? operation.schema.mutationType : operation.schema.queryType else {
            throw PlanningError(.validation, "The schema has no \(kind.rawValue) type.")
        }
        let root = ObjectPlan(fields: try rootFields(of: type, kind))
        if let first = rejections.first {
            let others = Array(rejections.dropFirst())
            throw PlanningError(first.code, first.message, at: first.offset, others: others)
        }
        readCustomers()
        let statements = sources.map { source in
            (counts.contains(source.number) ? source.countStatement() : source.rowsStatement()).compiled()
        }
        let bytes = statements.reduce(0) { $0 + $1.text.utf8.count }
        if bytes > planner.limits.maximumSQLBytes {
            throw PlanningError(.tooComplex, "The operation's statements are too long. Ask for less at once.")
        }
        return OperationPlan(
            kind: kind, root: root,
            sources: sources.map { source in
                SourcePlan(
                    statement: source.number, isKeyed: source.isKeyed, list: source.list?.number,
                    customerColumn: source.customerColumn)
            },
            lists: lists,
            statements: statements, limits: planner.limits)
    }

    /// Has the rows tell whose they are, where somebody of a partner asks: who looked is shown to the customer.
    private func readCustomers() {
        guard let role = viewer.audience.role, [.admin, .user, .integration].contains(role) else { return }
        for source in sources where !counts.contains(source.number) { source.readCustomer() }
    }

    private mutating func rootFields(
        of type: ObjectType, _ kind: OperationKind
    ) throws(PlanningError) -> [FieldPlan] {
        var fields: [FieldPlan] = []
        for collected in try collection.fields(of: type, in: [operation.operation.selectionSet]) {
            fields.append(
                try plan(collected, of: type) { draft, field throws(PlanningError) in
                    kind == .mutation
                        ? try draft.mutation(collected, field) : try draft.rootField(collected, field, of: type)
                })
        }
        return fields
    }

    // MARK: What every field has in common

    /// Plans one field: its name in the answer, whether the viewer may see it, and its value.
    mutating func plan(
        _ collected: CollectedField, of type: ObjectType,
        value: (inout PlanDraft, FieldDefinition) throws(PlanningError) -> FieldValue
    ) throws(PlanningError) -> FieldPlan {
        let node = collected.node
        if budget.isSpent {
            throw PlanningError(.tooComplex, "Planning the operation takes too long. Ask for less at once.")
        }
        if node.name.text == "__typename" {
            return field(collected, .nonNull(.named("String")), .json(JSONText.quoted(type.name)))
        }
        guard let definition = type.field(named: node.name.text) else {
            return try introspection(collected)
        }
        switch planner.policy.decision(on: .field(type.name, definition.name), for: viewer.audience) {
        case .allowed:
            try checkArguments(definition, node)
            do {
                for argument in definition.arguments {
                    _ = try reader.argument(argument.name, of: definition, on: type.name, in: node)
                }
            } catch {
                return rejected(collected, definition, error)
            }
            return field(collected, definition.type, try value(&self, definition))
        case .null: return field(collected, definition.type, .forbidden)
        case .rejected, .hidden:
            let message = "You may not see \"\(type.name).\(definition.name)\"."
            return rejected(collected, definition, PlanningError(.forbidden, message, at: node.offset))
        }
    }

    private mutating func rejected(
        _ collected: CollectedField, _ definition: FieldDefinition, _ error: PlanningError
    ) -> FieldPlan {
        if !rejections.contains(error) { rejections.append(error) }
        return field(collected, definition.type, .forbidden)
    }

    private func field(_ collected: CollectedField, _ type: TypeReference, _ value: FieldValue) -> FieldPlan {
        FieldPlan(
            responseName: collected.responseName, label: JSONText.quoted(collected.responseName) + [UInt8(ascii: ":")],
            isNonNull: type.isNonNull, isItemNonNull: type.itemType?.isNonNull ?? false,
            offset: collected.node.offset, value: value)
    }

    /// Arguments can still be wrong where variables stand in them (6.4.1 CoerceArgumentValues).
    private func checkArguments(_ field: FieldDefinition, _ node: FieldNode) throws(PlanningError) {
        if field.arguments.isEmpty { return }
        do {
            _ = try coerceArguments(of: field, node: node, variables: variables, schema: operation.schema)
        } catch {
            throw PlanningError(.badInput, error.message, at: error.offset)
        }
    }

    private func introspection(_ collected: CollectedField) throws(PlanningError) -> FieldPlan {
        let node = collected.node
        guard planner.introspection.allows(viewer.audience) else {
            throw PlanningError(.validation, "The schema can't be asked for here.", at: node.offset)
        }
        let json: [UInt8]
        do {
            json = try operation.introspect(fields: collected.nodes, variables: variables)
        } catch {
            throw PlanningError(.badInput, error.message, at: error.offset)
        }
        let type = TypeReference.named(node.name.text == "__schema" ? "__Schema" : "__Type")
        return field(collected, node.name.text == "__schema" ? .nonNull(type) : type, .json(json))
    }

    // MARK: Sources

    /// Adds the rows of a type that hang on a parent or on the root.
    mutating func addSource(
        of mapping: TypeMapping, link: SourceDraft.Link, list: ListDraft? = nil, isGrouped: Bool = false,
        at offset: Int
    ) throws(PlanningError) -> SourceDraft {
        try reserve(0, at: offset)
        let source = SourceDraft(
            number: sources.count, mapping: mapping, link: link, list: list, scope: scope(of: mapping, link),
            isGrouped: isGrouped)
        sources.append(source)
        return source
    }

    /// Keeps room for statements that are planned later; with 0, for one that is planned now.
    mutating func reserve(_ number: Int, at offset: Int) throws(PlanningError) {
        let limit = planner.limits.maximumStatements
        guard sources.count + reserved + max(number, 1) <= limit else {
            throw PlanningError(
                .tooComplex, "The operation needs more than \(limit) statements. Ask for less at once.", at: offset)
        }
        reserved += number
    }

    private func scope(of mapping: TypeMapping, _ link: SourceDraft.Link) -> PlanSQL? {
        scope.condition(
            of: mapping, on: Alias(.table, sources.count), inner: Alias(.predicate, sources.count),
            isOwnedInScope: link.isOwner(by: mapping.rowRule))
    }

    var scope: RowScope {
        RowScope(predicates: planner.predicates, viewer: viewer, types: planner.mapping.types)
    }
}

extension SourceDraft.Link {
    /// Whether the rows are joined to the customer that they belong to by the very column that their rule names, and
    /// that customer is in scope itself.
    fileprivate func isOwner(by rule: RowRule) -> Bool {
        guard case .toMany(let parent, let foreignKey) = self else { return false }
        return rule == .assigned(column: foreignKey) && parent.mapping.rowRule == .assigned(column: "id")
    }
}
