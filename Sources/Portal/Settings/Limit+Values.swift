import Execution
import GraphQLLanguage
import GraphQLValidation
import Planning

/// The usual value of each limit, what may be set, and what happens beyond it.
extension Limit {
    /// The value without a setting.
    public var usual: Int { entry.usual }
    /// What may be set.
    public var range: ClosedRange<Int> { entry.range }
    /// What it counts, and what it is that goes beyond it gets.
    public var meaning: (what: String, beyond: String) { (entry.what, entry.beyond) }

    private typealias Entry = (usual: Int, range: ClosedRange<Int>, what: String, beyond: String)

    private var entry: Entry {
        connectionEntry ?? documentEntry ?? operationEntry ?? databaseEntry
            ?? (0, 0...0, "", "")
    }

    private var connectionEntry: Entry? {
        let (megabyte, hour) = (1 << 20, 3_600)
        return switch self {
        case .connections: (8_192, 1...1_000_000, "open connections", "wait to be accepted")
        case .idleSeconds: (60, 1...hour, "seconds without a word on a connection", "closed")
        case .headerBytes: (16_384, 1_024...megabyte, "bytes of a header block", "431")
        case .headers: (100, 10...10_000, "headers", "431")
        case .headerSeconds: (5, 1...hour, "seconds for a header", "408")
        case .addressBytes: (8_192, 256...megabyte, "bytes of an address", "414")
        case .bodyBytes: (262_144, 1_024...64 * megabyte, "bytes of a body, expanded", "413 `TOO_LARGE`")
        case .bodyRatio: (20, 1...1_000, "bytes that one byte of a compressed body becomes", "413 `TOO_LARGE`")
        case .bodySeconds: (10, 1...hour, "seconds for a body", "408")
        case .bodyRate: (1_024, 1...megabyte, "at least so many bytes a second, after the seconds of a header", "408")
        case .requestSeconds: (20, 1...hour, "seconds for a request with its answer", "504")
        case .readingSeconds: (30, 1...hour, "seconds that an answer is left unread", "closed")
        case .requests: (1_024, 1...1_000_000, "requests at the same time", "503, `Retry-After`")
        case .requestsPerViewer:
            (16, 1...1_000_000, "requests of one viewer at the same time", "429 `RATE_LIMITED`, `Retry-After`")
        case .queue:
            (256, 1...1_000_000, "requests that wait for one lane of the database", "503 `UNAVAILABLE`, `Retry-After`")
        case .jsonDepth: (32, 2...200, "levels of JSON", "400 `BAD_REQUEST`")
        case .jsonMembers: (4_000, 10...1_000_000, "members and elements of JSON", "400 `BAD_REQUEST`")
        default: nil
        }
    }

    private var documentEntry: Entry? {
        let (parser, document, validation) = (ParserLimits.server, DocumentLimits.server, ValidationOptions.server)
        let many = 1...1_000_000
        return switch self {
        case .documentBytes: (65_536, 256...(64 << 20), "bytes of a document", "`TOO_LARGE`")
        case .tokens: (parser.maximumTokens ?? 0, 10...1_000_000, "tokens of a document", "`TOO_LARGE`")
        case .nesting: (parser.maximumDepth, 2...ParserLimits.deepest, "levels of a document", "`SYNTAX`")
        case .operations: (document.maximumOperations, many, "operations of a document", "`TOO_COMPLEX`")
        case .fragments: (document.maximumFragments, many, "fragments of a document", "`TOO_COMPLEX`")
        case .variables: (document.maximumVariables, many, "variables of a document", "`TOO_COMPLEX`")
        case .directives: (document.maximumDirectives, many, "directives of a document", "`TOO_COMPLEX`")
        case .directivesPerElement:
            (document.maximumDirectivesPerPlace, many, "directives on one element", "`TOO_COMPLEX`")
        case .comparisons:
            (validation.maximumComparisons, many, "fields compared with each other", "`TOO_COMPLEX`")
        case .validationMilliseconds:
            (20, 1...60_000, "milliseconds of a processor to check it", "`TOO_COMPLEX`")
        case .validationErrors: (validation.maximumErrors, many, "errors of a document", "one more tells of the rest")
        default: nil
        }
    }

    private var operationEntry: Entry? {
        let (document, many) = (DocumentLimits.server, 1...1_000_000)
        return switch self {
        case .fields: (document.maximumFields, many, "fields, fragments expanded", "`TOO_COMPLEX`")
        case .depth: (document.maximumDepth, many, "levels of fields", "`TOO_COMPLEX`")
        case .aliases: (document.maximumAliases, many, "aliases, fragments expanded", "`TOO_COMPLEX`")
        case .repeats: (document.maximumRepeats, many, "fields of one name in one place", "`TOO_COMPLEX`")
        case .rootFields: (document.maximumRootFields, many, "root fields", "`TOO_COMPLEX`")
        case .schemas: (document.maximumSchemas, many, "`__schema` fields", "`TOO_COMPLEX`")
        case .introspections:
            (document.maximumIntrospections, many, "`__schema` and `__type` fields", "`TOO_COMPLEX`")
        case .introspectionLists:
            (
                ValidationOptions.server.maximumIntrospectionLists, 1...50, "lists of types below each other",
                "`VALIDATION`"
            )
        default: nil
        }
    }

    private var databaseEntry: Entry? {
        let (planning, engine, many, hour) = (PlanningLimits.server, EngineLimits(), 1...1_000_000, 3_600)
        let bytes = 1_024...(1 << 30)
        return switch self {
        case .page: (planning.maximumPage, 100...1_000, "rows of a page (`first`, `last`)", "`BAD_INPUT`")
        case .usualPage: (planning.usualPage, 1...1_000, "rows of a page where none is said", "never more than `PAGE`")
        case .rows: (planning.maximumRows, many, "rows of a list in its lists", "`TOO_COMPLEX`")
        case .conditions: (planning.maximumConditions, many, "conditions of a filter", "`TOO_COMPLEX`")
        case .items: (planning.maximumItems, many, "values of a list in a filter", "`TOO_COMPLEX`")
        case .textBytes: (planning.maximumTextBytes, many, "bytes of a text in a filter", "`TOO_COMPLEX`")
        case .orderTerms: (planning.maximumOrderTerms, 1...20, "fields of an order", "`TOO_COMPLEX`")
        case .ids: (planning.maximumIDs, many, "ids of `nodes`", "`TOO_COMPLEX`")
        case .statements: (planning.maximumStatements, many, "statements of an operation", "`TOO_COMPLEX`")
        case .sqlBytes: (planning.maximumSQLBytes, bytes, "bytes of its statements", "`TOO_COMPLEX`")
        case .planningMilliseconds:
            (50, 1...60_000, "milliseconds of a processor to plan it", "`TOO_COMPLEX`")
        case .deadlineSeconds: (8, 1...hour, "seconds in the database", "504 `TIMEOUT`")
        case .statementSeconds: (5, 1...hour, "seconds of one statement", "504 `TIMEOUT`")
        case .lockSeconds: (2, 1...hour, "seconds that a mutation waits for a row", "504 `TIMEOUT`")
        case .transactionIdleSeconds: (10, 1...hour, "seconds of a transaction without a statement", "504 `TIMEOUT`")
        case .answerBytes: (engine.answerBytes, bytes, "bytes of an answer", "`TOO_LARGE`")
        case .fieldErrors: (engine.fieldErrors, many, "errors of fields", "one more tells of the rest")
        case .plans: (engine.plans, many, "plans that are remembered", "made anew")
        case .planBytes: (engine.planBytes, bytes, "bytes of their texts", "made anew")
        default: nil
        }
    }
}
