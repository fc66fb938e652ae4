/// The tables and functions that the database has, as far as a mapping needs them.
public struct Catalogue: Hashable, Sendable {
    /// The columns of each table by name.
    public var tables: [String: [String: Column]]
    /// The functions over one row, as `function(table)`.
    public var functions: Set<String>

    /// One column.
    public struct Column: Hashable, Sendable {
        /// The number of its type.
        public var typeOID: UInt32
        /// Whether it holds no nulls.
        public var isNotNull: Bool

        /// Describes a column.
        public init(typeOID: UInt32, isNotNull: Bool) {
            self.typeOID = typeOID
            self.isNotNull = isNotNull
        }
    }

    /// Describes a database.
    public init(tables: [String: [String: Column]], functions: Set<String>) {
        self.tables = tables
        self.functions = functions
    }
}
