import GraphQLSchema

/// How much a filter may ask for, its variables included: what it costs grows with every row.
struct FilterLimits {
    private let limits: PlanningLimits
    private let coordinate: String
    private var conditions = 0

    /// Checks the filter of a list.
    ///
    /// - Throws: `TOO_COMPLEX` with the first limit that it breaks.
    static func check(
        _ filter: InputValue, of coordinate: String, _ limits: PlanningLimits
    ) throws(PlanningError) {
        var limits = FilterLimits(limits: limits, coordinate: coordinate)
        try limits.visit(filter)
    }

    private init(limits: PlanningLimits, coordinate: String) {
        self.limits = limits
        self.coordinate = coordinate
    }

    /// The nesting is the document's or the variables', which are limited.
    private mutating func visit(_ value: InputValue) throws(PlanningError) {
        switch value {
        case .object(let object):
            conditions += object.count
            if conditions > limits.maximumConditions { throw fault("\(limits.maximumConditions) conditions") }
            for (_, member) in object { try visit(member) }
        case .list(let items):
            if items.count > limits.maximumItems { throw fault("\(limits.maximumItems) values in a list") }
            for item in items { try visit(item) }
        case .string(let text):
            if text.utf8.count > limits.maximumTextBytes {
                throw fault("\(limits.maximumTextBytes) bytes in a text")
            }
        case .null, .bool, .int, .float, .enumeration: break
        }
    }

    private func fault(_ limit: String) -> PlanningError {
        PlanningError(.tooComplex, "A filter of \"\(coordinate)\" has at most \(limit).")
    }
}
