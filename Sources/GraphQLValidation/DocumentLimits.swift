import GraphQLLanguage
import GraphQLSchema

/// How much one operation may ask for, counted after its fragments are expanded.
///
/// Limits that count what is written are bypassed by fragments (CVE-2026-47707 and others); these count what would be
/// executed, each fragment measured once, so measuring takes time in proportion to the document.
public struct DocumentLimits: Sendable, Hashable {
    /// Fields of the expanded operation.
    public var maximumFields = 2000
    /// Fields below each other, introspection aside.
    public var maximumDepth = 12
    /// Fields under another name than their own, in the expanded operation.
    public var maximumAliases = 50
    /// Fields of the root, as written and expanded.
    public var maximumRootFields = 20
    /// Directives on one element.
    public var maximumDirectivesPerPlace = 5
    /// Directives in the whole document.
    public var maximumDirectives = 50
    /// Operations in the document.
    public var maximumOperations = 50
    /// Fragments in the document.
    public var maximumFragments = 200
    /// Variables of one operation.
    public var maximumVariables = 100
    /// `__schema` and `__type` fields of the expanded operation.
    public var maximumIntrospections = 2

    /// The limits of requests.
    public init() {}

    /// For requests.
    public static let server = DocumentLimits()
}

extension DocumentLimits {
    /// Whether an operation stays within the limits; every limit that it breaks is named.
    ///
    /// - Returns: empty where it may be planned.
    public func faults(of operation: ValidOperation) -> [GraphQLError] {
        let measuring = Measuring(operation: operation)
        let size = measuring.size(of: operation.operation.selectionSet)
        let counts = DocumentCounts(operation.document)
        let measured = [
            (size.fields, maximumFields, "selected fields, fragments expanded"),
            (size.depth, maximumDepth, "levels of fields"),
            (size.aliases, maximumAliases, "aliases, fragments expanded"),
            (measuring.rootFields(of: operation.operation.selectionSet), maximumRootFields, "root fields"),
            (size.introspections, maximumIntrospections, "introspection fields"),
            (counts.mostDirectives, maximumDirectivesPerPlace, "directives on one element"),
            (counts.directives, maximumDirectives, "directives"),
            (counts.operations, maximumOperations, "operations"),
            (counts.fragments, maximumFragments, "fragments"),
            (counts.mostVariables, maximumVariables, "variables"),
        ]
        let location = operation.location(of: operation.operation.offset)
        return measured.filter { $0.0 > $0.1 }.map { _, limit, what in
            GraphQLError(message: "The document has more than \(limit) \(what).", locations: [location])
        }
    }
}

/// What a selection set comes to.
private struct Size {
    var fields = 0
    var depth = 0
    var aliases = 0
    var introspections = 0

    /// Side by side: numbers add up and stop at the greatest that fits, depth is the greater one.
    static func + (left: Size, right: Size) -> Size {
        Size(
            fields: left.fields.saturatingAdd(right.fields), depth: max(left.depth, right.depth),
            aliases: left.aliases.saturatingAdd(right.aliases),
            introspections: left.introspections.saturatingAdd(right.introspections))
    }
}

extension Int {
    fileprivate func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

/// Measures a document's fragments, each once.
///
/// Fragments are measured in an order in which those that a fragment spreads come first, so the recursion follows
/// the braces of one definition only, whose depth the parser has counted.
private struct Measuring {
    let operation: ValidOperation
    private var sizes: [String: Size] = [:]

    init(operation: ValidOperation) {
        self.operation = operation
        for name in fragmentsInnermostFirst() {
            guard let fragment = operation.fragment(named: name) else { continue }
            sizes[name] = size(of: fragment.selectionSet)
        }
    }

    func size(of selectionSet: SelectionSet) -> Size {
        selectionSet.selections.reduce(Size()) { $0 + size(of: $1) }
    }

    /// The fields of the root, those of fragments and inline fragments among them.
    func rootFields(of selectionSet: SelectionSet) -> Int {
        var count = 0
        var seen: Set<String> = []
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field: count += 1
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node):
                    guard seen.insert(node.name.text).inserted, let fragment = operation.fragment(named: node.name.text)
                    else { continue }
                    waiting.append(fragment.selectionSet)
                }
            }
        }
        return count
    }

    private func size(of selection: Selection) -> Size {
        switch selection {
        case .fragmentSpread(let node): return sizes[node.name.text] ?? Size()
        case .inlineFragment(let node): return size(of: node.selectionSet)
        case .field(let node):
            var size = node.selectionSet.map { self.size(of: $0) } ?? Size()
            size.fields = size.fields.saturatingAdd(1)
            size.depth += 1
            if node.alias != nil { size.aliases = size.aliases.saturatingAdd(1) }
            if ["__schema", "__type"].contains(node.name.text) {
                // The standard query of tools is deep; the rule MaxIntrospectionDepth counts what multiplies.
                size.depth = 1
                size.introspections = 1
            }
            return size
        }
    }

    /// The fragments that the operation needs, each after those that it spreads; validation has excluded cycles.
    private func fragmentsInnermostFirst() -> [String] {
        var order: [String] = []
        var entered: Set<String> = []
        var stack: [(name: String?, inner: [String])] = [(nil, spreads(in: operation.operation.selectionSet))]
        while var top = stack.popLast() {
            if let next = top.inner.popLast() {
                stack.append(top)
                guard entered.insert(next).inserted, let fragment = operation.fragment(named: next) else { continue }
                stack.append((next, spreads(in: fragment.selectionSet)))
            } else if let name = top.name {
                order.append(name)
            }
        }
        return order
    }

    private func spreads(in selectionSet: SelectionSet) -> [String] {
        var found: [String] = []
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field(let node): if let inner = node.selectionSet { waiting.append(inner) }
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node): found.append(node.name.text)
                }
            }
        }
        return found
    }
}
