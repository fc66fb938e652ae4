import GraphQLLanguage
import GraphQLSchema

/// What rules look at, and where they report.
struct Context {
    let document: Document
    let schema: Schema
    let options: ValidationOptions
    /// By name; of two with one name the later.
    let fragments: [String: FragmentDefinition]
    let operations: [OperationDefinition]
    var surroundings = Surroundings()
    private(set) var errors: [GraphQLError] = []
    /// Whether there were more errors than are wanted: no more are looked for.
    private(set) var isAborted = false
    /// Whether checking the document takes more work than is allowed.
    var isTooComplex = false
    private let budget: WorkBudget
    private var visited = 0
    private var spreads: [SelectionSet: [FragmentSpread]] = [:]
    private var usages: [Int: [VariableUsage]] = [:]
    private var operationUsages: [Int: [VariableUsage]] = [:]

    init(document: Document, schema: Schema, options: ValidationOptions) {
        self.document = document
        self.schema = schema
        self.options = options
        budget = WorkBudget(options.maximumTime)
        var fragments: [String: FragmentDefinition] = [:]
        var operations: [OperationDefinition] = []
        for definition in document.definitions {
            switch definition {
            case .operation(let node): operations.append(node)
            case .fragment(let node): fragments[node.name.text] = node
            case .typeSystem: break
            }
        }
        self.fragments = fragments
        self.operations = operations
    }

    mutating func report(_ message: String, at offsets: Int...) {
        report(message, at: offsets)
    }

    mutating func report(_ message: String, at offsets: [Int]) {
        guard !isAborted else { return }
        guard errors.count < options.maximumErrors else {
            isAborted = true
            let notice = "Too many validation errors, error limit reached. Validation aborted."
            return errors.append(GraphQLError(message: notice, locations: []))
        }
        errors.append(GraphQLError(message: message, locations: offsets.map(document.source.location)))
    }

    /// Whether rules should look at one more node; the clock is read at each 64th.
    mutating func goesOn() -> Bool {
        if isAborted { return false }
        defer { visited += 1 }
        guard visited.isMultiple(of: 64), budget.isSpent else { return true }
        isTooComplex = true
        report("Checking the document takes too long. Ask for less at once.", at: [])
        isAborted = true
        return false
    }

    /// A name of the document as messages show it.
    func shown(_ text: String) -> String {
        text.shortened(to: options.echoLimit)
    }

    /// " Did you mean …?", where the settings want it.
    func suggestion(for written: String, among options: @autoclosure () -> [String]) -> String {
        self.options.suggestions ? didYouMean(written, among: options()) : ""
    }

    /// A type written in the document, if the schema knows it.
    func known(_ node: TypeNode) -> TypeReference? {
        schema.type(named: node.innermostName.text) == nil ? nil : TypeReference(node)
    }
}

extension Context {
    /// The fragments spread in a selection set, at any depth, in the order of the reference.
    mutating func spreads(in selectionSet: SelectionSet) -> [FragmentSpread] {
        if let known = spreads[selectionSet] { return known }
        var found: [FragmentSpread] = []
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field(let node): if let inner = node.selectionSet { waiting.append(inner) }
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node): found.append(node)
                }
            }
        }
        spreads[selectionSet] = found
        return found
    }

    /// The fragments that an operation needs, each once; cycles do no harm.
    mutating func fragments(reachedFrom operation: OperationDefinition) -> [FragmentDefinition] {
        var found: [FragmentDefinition] = []
        var seen: Set<String> = []
        var waiting = [operation.selectionSet]
        while let next = waiting.popLast() {
            for spread in spreads(in: next) where seen.insert(spread.name.text).inserted {
                guard let fragment = fragments[spread.name.text] else { continue }
                found.append(fragment)
                waiting.append(fragment.selectionSet)
            }
        }
        return found
    }

    /// Where an operation uses variables, in the fragments that it needs too.
    mutating func variableUsages(of operation: OperationDefinition) -> [VariableUsage] {
        if let known = operationUsages[operation.offset] { return known }
        var found = usages(in: .operation(operation), at: operation.offset)
        for fragment in fragments(reachedFrom: operation) {
            found += usages(in: .fragment(fragment), at: fragment.offset)
        }
        operationUsages[operation.offset] = found
        return found
    }

    private mutating func usages(in definition: Definition, at offset: Int) -> [VariableUsage] {
        if let known = usages[offset] { return known }
        var collector = VariableUsageCollector()
        let outer = surroundings
        surroundings = Surroundings()
        Walker.walk(definition, &collector, &self)
        surroundings = outer
        usages[offset] = collector.usages
        return collector.usages
    }
}

/// A place where a value is a variable.
struct VariableUsage {
    let name: String
    /// The byte offset of the dollar sign.
    let offset: Int
    let surroundings: Surroundings
}

/// Listens for variables; those of variable definitions are no uses.
private struct VariableUsageCollector: Listener {
    var usages: [VariableUsage] = []

    mutating func enter(_ node: Node, _ context: inout Context) {
        if case .value(let value) = node, case .variable(let name) = value.kind {
            usages.append(
                VariableUsage(name: name.text, offset: value.offset, surroundings: context.surroundings))
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {}
}
