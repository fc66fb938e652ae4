public import Access
public import GraphQLSchema
public import Postgres
public import SQLText

/// A field of the mutation root: the domain function behind it and how it wants to run.
public struct MutationField: Sendable {
    /// The field's name in the schema.
    public let name: String
    /// How it runs.
    public let body: Body

    /// How a mutation runs.
    public enum Body: Sendable {
        /// In one transaction with the viewer entered; what it returns is read back in the same transaction.
        case transactional(@Sendable (MutationContext, Transaction, InputObject) async throws -> Payload)
        /// On its own, for what waits for slow things between its statements.
        case standalone(@Sendable (MutationContext, InputObject) async throws -> Payload)
    }

    /// Puts a domain function behind a field.
    public init(name: String, body: Body) {
        self.name = name
        self.body = body
    }
}

/// What a mutation knows of its request.
public struct MutationContext: Sendable {
    /// Who asks; nil without a sign-in.
    public let viewer: CachedViewer?
    /// Where the request comes from.
    public let request: RequestContext
    /// The fields of the payload that the operation selects.
    public let selectedFields: Set<String>

    /// Describes the request of a mutation.
    public init(viewer: CachedViewer?, request: RequestContext, selectedFields: Set<String>) {
        self.viewer = viewer
        self.request = request
        self.selectedFields = selectedFields
    }
}

/// What a mutation answers, by the fields of its payload type.
///
/// A field left out is null.
public struct Payload: Sendable {
    /// The fields' values.
    public var fields: [String: PayloadValue]
    /// What happens to the client's session.
    public var effects: [SessionEffect]

    /// Makes a payload.
    public init(fields: [String: PayloadValue] = [:], effects: [SessionEffect] = []) {
        self.fields = fields
        self.effects = effects
    }
}

/// The value of one field of a payload.
public indirect enum PayloadValue: Sendable {
    case null
    case string(String)
    case bool(Bool)
    case int(Int64)
    /// A row that the planner reads back, with all the viewer's rules.
    case row(RowID)
    /// Rows that the planner reads back, in this order.
    case rows([RowID])
    /// The viewer that a sign-in made.
    case viewer(CachedViewer)
    case list([PayloadValue])
    case object([String: PayloadValue])

    /// The rows to read back; nil for everything else.
    var rows: [RowID]? {
        switch self {
        case .row(let row): [row]
        case .rows(let rows): rows
        case .null, .string, .bool, .int, .viewer, .list, .object: nil
        }
    }
}
