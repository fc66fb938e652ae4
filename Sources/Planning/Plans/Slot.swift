public import Access
import GraphQLSchema
public import SQLText

/// What stands for a parameter in a plan.
///
/// The plan is made once for a document; the slots are filled for each request, so that a plan can never carry one
/// person's rights or values to another.
public enum Slot: Hashable, Sendable {
    /// A fact about the viewer.
    case viewer(ViewerParameter)
    /// A value that the document itself gives.
    case constant(SQLValue)
    /// A leaf of a variable's value.
    case variable(VariablePath, Conversion)
    /// Several leaves as one array, for `in`.
    case array([Slot], SQLType)
    /// The number of rows of a page: what the list was asked for, and so many more.
    case limit(list: Int, extra: Int)
    /// An order key out of the cursor that a list was given.
    case cursor(list: Int, bound: CursorBound, key: Int, SQLType)
    /// The key of the row that a mutation answered with.
    case payloadRow(field: String)
    /// The keys of the rows that a mutation answered with, as texts, each at its place.
    case payloadRows(field: String)
}

/// Which end of a list a cursor bounds.
public enum CursorBound: Hashable, Sendable {
    case after
    case before
}

/// A place within a variable's value.
public struct VariablePath: Hashable, Sendable {
    /// The variable, without `$`.
    public let variable: String
    /// The way into its value.
    public let steps: [Step]

    /// One step into a value.
    public enum Step: Hashable, Sendable {
        case member(String)
        case item(Int)
    }

    func appending(_ step: Step) -> VariablePath {
        VariablePath(variable: variable, steps: steps + [step])
    }

    /// The value at the place; nil where there is none.
    func value(in variables: [String: InputValue]) -> InputValue? {
        var value = variables[variable]
        for step in steps {
            switch (step, value) {
            case (.member(let name), .object(let object)?): value = object[name]
            case (.item(let index), .list(let items)?): value = items.indices.contains(index) ? items[index] : nil
            default: return nil
            }
        }
        return value
    }
}

/// How an input value becomes a value of the database.
public enum Conversion: Hashable, Sendable {
    /// As the column of that form holds it.
    case leaf(LeafForm)
    /// The elements of a list, each as the column of that form holds it, as an array.
    case list(LeafForm)
    /// The key in an id of the type with this code, as text; empty for another id.
    case row(typeCode: UInt8)
    /// The keys of a list of ids, each at its place.
    case rows(typeCode: UInt8)

    var sqlType: SQLType {
        switch self {
        case .leaf(let form): form.sqlType
        case .list(let form): form.sqlType.array ?? .textArray
        case .row: .text
        case .rows: .textArray
        }
    }
}

/// The SQL of a plan.
typealias PlanSQL = SQLText<Slot>
