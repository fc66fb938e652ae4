import GraphQLSchema

/// How much a filter may ask for, its variables included: what it costs grows with every row.
struct FilterLimits {
    /// Comparisons and combinations of them.
    static let conditions = 50
    /// Values of one list.
    static let items = 500
    /// The length of one text, in bytes.
    static let textBytes = 256

    private let coordinate: String
    private var conditions = 0

    /// Checks the filter of a list.
    ///
    /// - Throws: `TOO_COMPLEX` with the first limit that it breaks.
    static func check(_ filter: InputValue, of coordinate: String) throws(PlanningError) {
        var limits = FilterLimits(coordinate: coordinate)
        try limits.visit(filter)
    }

    private init(coordinate: String) {
        self.coordinate = coordinate
    }

    /// The nesting is the document's or the variables', which are limited.
    private mutating func visit(_ value: InputValue) throws(PlanningError) {
        switch value {
        case .object(let object):
            conditions += object.count
            if conditions > Self.conditions { throw fault("\(Self.conditions) conditions") }
            for (_, member) in object { try visit(member) }
        case .list(let items):
            if items.count > Self.items { throw fault("\(Self.items) values in a list") }
            for item in items { try visit(item) }
        case .string(let text):
            if text.utf8.count > Self.textBytes { throw fault("\(Self.textBytes) bytes in a text") }
        case .null, .bool, .int, .float, .enumeration: break
        }
    }

    private func fault(_ limit: String) -> PlanningError {
        PlanningError(.tooComplex, "A filter of \"\(coordinate)\" has at most \(limit).")
    }
}
