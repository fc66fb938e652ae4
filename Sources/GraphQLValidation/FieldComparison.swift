import GraphQLLanguage
import GraphQLSchema

/// Compares the fields of selection sets pair by pair, as the reference does, and remembers what it has compared.
///
/// The letters in the comments are those of the reference's explanation (`OverlappingFieldsCanBeMergedRule.ts`).
struct FieldComparison {
    /// Whether there was more to compare than is allowed.
    private(set) var isExhausted = false
    private var comparisons = 0
    private var depth = 0
    private var cache: [SelectionSet: CollectedFields] = [:]
    private var comparedFragments: [Pair: Bool] = [:]
    private var comparedWithFragment: [Pair: Bool] = [:]

    /// The recursion follows fields below fields, through fragments too.
    private static let maximumDepth = 128

    mutating func conflicts(within selectionSet: SelectionSet, of type: String?, _ context: Context) -> [FieldConflict]
    {
        let collected = fields(of: selectionSet, type, context)
        var found: [FieldConflict] = []
        compareWithin(collected, &found, context)  // (A)
        for (index, name) in collected.fragments.enumerated() {
            compare(collected, withFragment: name, exclusive: false, &found, context)  // (B)
            for other in collected.fragments[(index + 1)...] {
                compareFragments(name, other, exclusive: false, &found, context)  // (C)
            }
        }
        return found
    }

    private mutating func compareWithin(
        _ collected: CollectedFields, _ found: inout [FieldConflict], _ context: Context
    ) {
        for name in collected.names {
            guard let fields = collected.byName[name], fields.count > 1 else { continue }
            for (index, field) in fields.enumerated() {
                for other in fields[(index + 1)...] {
                    guard !isExhausted else { return }
                    if let conflict = compare(field, other, named: name, exclusive: false, context) {
                        found.append(conflict)
                    }
                }
            }
        }
    }

    private mutating func compareBetween(
        _ left: CollectedFields, _ right: CollectedFields, exclusive: Bool, _ found: inout [FieldConflict],
        _ context: Context
    ) {
        for name in left.names {
            guard let ours = left.byName[name], let theirs = right.byName[name] else { continue }
            for field in ours {
                for other in theirs {
                    guard !isExhausted else { return }
                    if let conflict = compare(field, other, named: name, exclusive: exclusive, context) {
                        found.append(conflict)
                    }
                }
            }
        }
    }

    /// (D) and (E): fields against a fragment and what it spreads, with a stack of its own.
    private mutating func compare(
        _ collected: CollectedFields, withFragment name: String, exclusive: Bool, _ found: inout [FieldConflict],
        _ context: Context
    ) {
        guard !collected.names.isEmpty else { return }
        var waiting = [name]
        while let name = waiting.popLast() {
            let pair = Pair(collected.key, name)
            guard !isExhausted, isNew(pair, exclusive, in: \.comparedWithFragment), count(context),
                let fragment = context.fragments[name]
            else { continue }
            let other = fields(of: fragment, context)
            guard collected.selectionSet != other.selectionSet else { continue }
            compareBetween(collected, other, exclusive: exclusive, &found, context)
            waiting += other.fragments.reversed()
        }
    }

    /// (F) and (G): two fragments and what they spread, with a stack of its own.
    private mutating func compareFragments(
        _ left: String, _ right: String, exclusive: Bool, _ found: inout [FieldConflict], _ context: Context
    ) {
        var waiting = [(left, right)]
        while let (left, right) = waiting.popLast() {
            guard !isExhausted, left != right, isNew(Pair(sorted: left, right), exclusive, in: \.comparedFragments),
                count(context), let first = context.fragments[left], let second = context.fragments[right]
            else { continue }
            let ours = fields(of: first, context)
            let theirs = fields(of: second, context)
            compareBetween(ours, theirs, exclusive: exclusive, &found, context)
            waiting += ours.fragments.reversed().map { ($0, right) }
            waiting += theirs.fragments.reversed().map { (left, $0) }
        }
    }

    /// (H) to (J): what is selected below two fields.
    private mutating func conflicts(
        between left: CollectedFields, and right: CollectedFields, exclusive: Bool, _ context: Context
    ) -> [FieldConflict] {
        var found: [FieldConflict] = []
        compareBetween(left, right, exclusive: exclusive, &found, context)
        for name in right.fragments {
            compare(left, withFragment: name, exclusive: exclusive, &found, context)
        }
        for name in left.fragments {
            compare(right, withFragment: name, exclusive: exclusive, &found, context)
        }
        for name in left.fragments {
            for other in right.fragments {
                compareFragments(name, other, exclusive: exclusive, &found, context)
            }
        }
        return found
    }

    private mutating func compare(
        _ left: CollectedField, _ right: CollectedField, named name: String, exclusive: Bool, _ context: Context
    ) -> FieldConflict? {
        guard count(context) else { return nil }
        let exclusive = exclusive || left.isNeverTogether(with: right, context.schema)
        func conflict(_ reason: String) -> FieldConflict {
            FieldConflict(name: name, reason: .said(reason), left: [left.node], right: [right.node])
        }
        if !exclusive {
            if left.node.name != right.node.name {
                return conflict(
                    "\"\(context.shown(left.node.name.text))\" and \"\(context.shown(right.node.name.text))\""
                        + " are different fields")
            }
            if !haveEqualArguments(left.node, right.node) { return conflict("they have differing arguments") }
        }
        if let first = left.type, let second = right.type, context.schema.valuesDiffer(first, second) {
            return conflict("they return conflicting types \"\(first)\" and \"\(second)\"")
        }
        return subfieldConflict(left, right, named: name, exclusive: exclusive, context)
    }

    private mutating func subfieldConflict(
        _ left: CollectedField, _ right: CollectedField, named name: String, exclusive: Bool, _ context: Context
    ) -> FieldConflict? {
        guard let ours = left.node.selectionSet, let theirs = right.node.selectionSet else { return nil }
        guard depth < Self.maximumDepth else {
            isExhausted = true
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        let conflicts = conflicts(
            between: fields(of: ours, left.type?.namedType, context),
            and: fields(of: theirs, right.type?.namedType, context), exclusive: exclusive, context)
        guard !conflicts.isEmpty else { return nil }
        return FieldConflict(
            name: name, reason: .subfields(conflicts),
            left: [left.node] + conflicts.flatMap(\.left), right: [right.node] + conflicts.flatMap(\.right))
    }
}

extension FieldComparison {
    /// Counts one comparison against the budget.
    private mutating func count(_ context: Context) -> Bool {
        comparisons += 1
        if comparisons > context.options.maximumComparisons { isExhausted = true }
        return !isExhausted
    }

    /// Whether a pair has not been compared so far; compared as possibly together covers compared as exclusive.
    private mutating func isNew(
        _ pair: Pair, _ exclusive: Bool, in memory: WritableKeyPath<FieldComparison, [Pair: Bool]>
    ) -> Bool {
        if let known = self[keyPath: memory][pair], exclusive || !known { return false }
        self[keyPath: memory][pair] = exclusive
        return true
    }

    private mutating func fields(of fragment: FragmentDefinition, _ context: Context) -> CollectedFields {
        fields(of: fragment.selectionSet, fragment.typeCondition.text, context)
    }

    private mutating func fields(of selectionSet: SelectionSet, _ type: String?, _ context: Context) -> CollectedFields
    {
        if let known = cache[selectionSet] { return known }
        var collected = CollectedFields(selectionSet: selectionSet)
        collected.add(selectionSet, of: type, context)
        cache[selectionSet] = collected
        return collected
    }

    private struct Pair: Hashable {
        let first: String
        let second: String

        init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }

        init(sorted first: String, _ second: String) {
            self.init(min(first, second), max(first, second))
        }
    }
}
