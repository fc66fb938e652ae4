public import Execution
import GraphQLLanguage
import GraphQLValidation
public import Planning
public import Postgres

/// The limits as each layer takes them.
extension Limits {
    /// Those of the planner.
    public var planning: PlanningLimits {
        var limits = PlanningLimits()
        limits.maximumPage = self[.page]
        limits.usualPage = min(self[.usualPage], self[.page])
        limits.maximumRows = self[.rows]
        limits.maximumConditions = self[.conditions]
        limits.maximumItems = self[.items]
        limits.maximumTextBytes = self[.textBytes]
        limits.maximumOrderTerms = self[.orderTerms]
        limits.maximumIDs = self[.ids]
        limits.maximumStatements = self[.statements]
        limits.maximumSQLBytes = self[.sqlBytes]
        limits.maximumTime = .milliseconds(self[.planningMilliseconds])
        return limits
    }

    /// Those of the engine.
    public var engine: EngineLimits {
        var limits = EngineLimits()
        limits.parser = ParserLimits(
            maximumTokens: self[.tokens], maximumDepth: self[.nesting], echoLimit: limits.parser.echoLimit)
        limits.document = document
        limits.validation.maximumErrors = self[.validationErrors]
        limits.validation.maximumComparisons = self[.comparisons]
        limits.validation.maximumIntrospectionLists = self[.introspectionLists]
        limits.validation.maximumTime = .milliseconds(self[.validationMilliseconds])
        limits.answerBytes = self[.answerBytes]
        limits.fieldErrors = self[.fieldErrors]
        limits.requestsPerViewer = self[.requestsPerViewer]
        limits.plans = self[.plans]
        limits.planBytes = self[.planBytes]
        limits.deadline = .seconds(self[.deadlineSeconds])
        limits.statement = .seconds(self[.statementSeconds])
        return limits
    }

    private var document: DocumentLimits {
        var limits = DocumentLimits()
        limits.maximumOperations = self[.operations]
        limits.maximumFragments = self[.fragments]
        limits.maximumVariables = self[.variables]
        limits.maximumDirectives = self[.directives]
        limits.maximumDirectivesPerPlace = self[.directivesPerElement]
        limits.maximumFields = self[.fields]
        limits.maximumDepth = self[.depth]
        limits.maximumAliases = self[.aliases]
        limits.maximumRepeats = self[.repeats]
        limits.maximumRootFields = self[.rootFields]
        limits.maximumSchemas = self[.schemas]
        limits.maximumIntrospections = self[.introspections]
        return limits
    }

    /// Those of the connections to the database.
    public func apply(to configuration: inout DatabaseConfiguration) {
        configuration.queueLimit = self[.queue]
        configuration.lockTimeout = .seconds(self[.lockSeconds])
        configuration.transactionIdleTimeout = .seconds(self[.transactionIdleSeconds])
    }
}
