public import Access
import GraphQLSchema

/// Where each type of the schema lives: its table, and for each field its column, foreign key or function.
///
/// All of it follows from names (`createdAt` is the column `created_at`), with a directive only for the exception.
public struct Mapping: Sendable {
    /// The mapped types by name.
    public let types: [String: TypeMapping]
    /// The types of totals by name, each with the table and the rows of the type that it sums up.
    public let totals: [String: TypeMapping]

    /// Reads the mapping of a schema whose access rules are in order.
    ///
    /// - Throws: `MappingFaults` with every field that has no place.
    public init(policy: AccessPolicy) throws(MappingFaults) {
        var reader = MappingReader(policy: policy)
        types = reader.read()
        totals = reader.readTotals(of: types)
        if !reader.faults.isEmpty { throw MappingFaults(faults: reader.faults) }
    }
}

/// Where the rows of a type live.
public struct TypeMapping: Hashable, Sendable {
    /// The type's name.
    public let name: String
    /// The code that its ids carry.
    public let typeCode: UInt8
    /// The table.
    public let table: String
    /// Which rows a viewer may see.
    public let rowRule: RowRule
    /// The fields by name.
    public let fields: [String: FieldMapping]

    /// How values stand in a column that lists are sorted by.
    ///
    /// One that no field shows is a rank: a whole number that says where a word stands among others.
    func form(ofOrder column: String) -> LeafForm {
        for case .column(let name, let form) in fields.values where name == column { return form }
        return .int
    }
}

/// Where the value of a field comes from.
public enum FieldMapping: Hashable, Sendable {
    /// A column of the row.
    case column(name: String, LeafForm)
    /// Several columns of the row, by the fields of a type of values.
    case values([String: ValueColumn])
    /// The row that a foreign key of this row names.
    case toOne(type: String, foreignKey: String)
    /// The one row of another table whose foreign key names this row.
    case toOneBack(type: String, foreignKey: String)
    /// The rows of another table whose foreign key names this row.
    case toMany(type: String, foreignKey: String)
    /// A function of the database over the row.
    case computed(function: String, LeafForm)
    /// The sum of a column over many rows.
    case sum(column: String)
    /// How many different values a column has in many rows.
    case count(column: String)
}

/// One column of a value that several columns make.
public struct ValueColumn: Hashable, Sendable {
    /// The column.
    public let name: String
    /// How the value stands in it.
    public let form: LeafForm
    /// Whether it holds this value alone: the number of an amount, not the currency, which several may share.
    public let isOwn: Bool
    /// Whether its sum over many rows is meant.
    public let isSum: Bool
}

/// A field or type that has no place in the database.
public struct MappingFault: Hashable, Sendable, CustomStringConvertible {
    /// The schema coordinate.
    public let coordinate: String
    /// Where the schema says it: line and column.
    public let line: Int
    public let column: Int
    /// What is wrong, and what to do.
    public let reason: String

    /// The fault in one line.
    public var description: String { "schema.graphql:\(line):\(column): \(coordinate): \(reason)" }
}

/// All faults of a mapping.
public struct MappingFaults: Error, Sendable, CustomStringConvertible {
    /// The faults in the schema's order.
    public let faults: [MappingFault]

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
