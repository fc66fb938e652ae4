public import GraphQLLanguage
public import GraphQLSchema
public import SQLText

/// How an operation is answered: what to write, and the statements that read it.
///
/// It is made by the planner alone, which is where access is decided; whoever runs it decides nothing. It holds
/// nobody's values, so it serves every viewer of the same kind with every variable of the same shape.
public struct OperationPlan: Sendable {
    /// What kind of operation it is.
    public let kind: OperationKind
    /// What to write, from the root down.
    ///
    /// For a mutation, one field a mutation in the order of the document.
    public let root: ObjectPlan
    /// Where rows come from, by number.
    public let sources: [SourcePlan]
    /// The lists with their pages, by number.
    public let lists: [ListPlan]
    /// The statements, by number, each with what stands for its parameters.
    public let statements: [CompiledSQL<Slot>]
    /// What is checked of the values when the slots are filled.
    let limits: PlanningLimits
}

/// Where the rows of one edge of the document come from.
public struct SourcePlan: Sendable {
    /// The statement that reads them.
    public let statement: Int
    /// Whether the first column is the key of the parent's row; otherwise all rows belong to the root.
    public let isKeyed: Bool
    /// The list, where the rows are one; nil for at most one row a parent.
    public let list: Int?
    /// The column that names the customer whose row it is, where that is written down (`customer_read`); nil where it
    /// isn't, or follows from the row that these belong to.
    public let customerColumn: Int?
}

/// A list that is read a page at a time.
public struct ListPlan: Sendable {
    /// The schema coordinate, which a cursor is bound to.
    public let coordinate: String
    /// The order, which a cursor is bound to.
    public let order: String
    /// The filter, which a cursor is bound to.
    public let filter: Term?
    /// How many rows were asked for; nil for the default.
    public let size: Slot?
    /// Whether the page is taken from the end of the list.
    public let isBackward: Bool
    /// Whether one row more is read, to know whether there are more.
    public let readsOneMore: Bool
    /// The cursors that bound the list.
    public let after: Slot?
    public let before: Slot?
    /// The columns of the order keys in the source, where cursors are written.
    public internal(set) var cursorColumns: [Int]
    /// The list that holds this one; nil at the root.
    public let parent: Int?
    /// The ids whose rows hold this list, where no list does.
    public let ids: Slot?
    /// How many rows are given at most, where the document has no say in it; nil where it has.
    public let fixedSize: Int?

    /// Whether cursors are read or written.
    public var usesCursors: Bool { after != nil || before != nil || !cursorColumns.isEmpty }
}

/// The fields to write for one object.
public struct ObjectPlan: Sendable {
    /// The fields in the order of the answer.
    public let fields: [FieldPlan]

    /// Makes a plan of fields.
    public init(fields: [FieldPlan]) {
        self.fields = fields
    }
}

/// How one field of an answer is written.
///
/// An object, because it is lent for every value of every answer: to pass it on is to pass one address.
public final class FieldPlan: Sendable {
    /// The name in the answer.
    public let responseName: String
    /// The name in the answer as JSON writes it, with the colon.
    public let label: [UInt8]
    /// Whether null may not stand here, so that it takes the object with it.
    public let isNonNull: Bool
    /// Whether null may not stand in the list that this is, so that an item without a value takes the list with it.
    public let isItemNonNull: Bool
    /// Where the document says it, for errors.
    public let offset: Int
    /// Where the value comes from.
    public let value: FieldValue

    init(
        responseName: String, label: [UInt8], isNonNull: Bool, isItemNonNull: Bool, offset: Int, value: FieldValue
    ) {
        self.responseName = responseName
        self.label = label
        self.isNonNull = isNonNull
        self.isItemNonNull = isItemNonNull
        self.offset = offset
        self.value = value
    }
}

/// Where the value of a field comes from.
///
/// Cases stand in the plan itself, where they are read without counting who holds them; only the large ones have a place
/// of their own.
public enum FieldValue: Sendable {
    /// JSON that the plan already holds: `__typename`, introspection.
    case json([UInt8])
    /// A column of the current row.
    case column(Int, LeafForm)
    /// Several columns of the current row; null where the one that tells whether there is a value is null.
    case values(ObjectPlan, told: Int?)
    /// The one row that belongs to the current one.
    case row(source: Int, ObjectPlan)
    /// A row of one of several types, by which source has one.
    case node([NodeBranch])
    /// A list with a place for each id, each filled by whichever source has the row.
    indirect case nodes([NodeBranch], ids: Slot)
    /// A list a page at a time.
    case connection(source: Int?, ObjectPlan)
    /// Within a connection: its rows, its edges, its page and its length.
    case nodeList(ObjectPlan)
    case edgeList(ObjectPlan)
    case pageInfo(ObjectPlan)
    case totalCount(source: Int)
    case totalList(source: Int, ObjectPlan)
    /// Within an edge: its row and its cursor.
    case edgeNode(ObjectPlan)
    case edgeCursor
    /// Within a page.
    case hasNextPage
    case hasPreviousPage
    case startCursor
    case endCursor
    /// The viewer, and a fact about the viewer.
    case viewer(ObjectPlan)
    case viewerFact(ViewerFact)
    /// Who looks as the viewer.
    case impersonator(ObjectPlan)
    /// A mutation, with its arguments and what to write of its payload.
    indirect case mutation(MutationPlan)
    /// By which rule somebody sees a thing, which is asked as that person.
    indirect case accessExplanation(AccessExplanationPlan)
    /// Within a payload: a value, a list of objects, a row or rows read back, the viewer that signed in.
    case payloadLeaf(String)
    case payloadObjects(String, ObjectPlan)
    case payloadRow(String, source: Int, ObjectPlan)
    case payloadRows(String, NodeBranch)
    case payloadViewer(String, ObjectPlan)
    /// Null with an error FORBIDDEN (`onDeny: NULL`).
    case forbidden
}

/// What is written when a node is of one type.
public struct NodeBranch: Sendable {
    /// Where a row of the type comes from.
    public let source: Int
    /// What to write of it.
    public let object: ObjectPlan
}

/// A fact about the viewer that the API tells.
public enum ViewerFact: String, Sendable, CaseIterable {
    case realm
    case role
    case name
    case email
    case organizationName
    case hasSecondFactor
    case recoveryCodesLeft
    case scopes
    case expiresAt
}

/// One field of a mutation operation.
public struct MutationPlan: Sendable {
    /// The field's name in the schema.
    public let name: String
    /// The field's definition, which coerces the arguments.
    public let field: FieldDefinition
    /// The arguments in the document.
    public let node: FieldNode
    /// The fields of the payload that are selected.
    public let selectedFields: Set<String>
    /// What to write of the payload.
    public let payload: ObjectPlan
    /// The statements that read the payload's rows back.
    public let statements: [Int]
}

/// One field that explains somebody's access.
public struct AccessExplanationPlan: Sendable {
    /// The field's definition, which coerces the arguments.
    public let field: FieldDefinition
    /// The arguments in the document.
    public let node: FieldNode
    /// What to write of the explanation.
    public let object: ObjectPlan
}
