import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Portal

/// What the server would say of a document before it plans it, with the limits of an installation without settings.
enum ServerVerdict {
    /// Why it would be refused; empty where it would be planned.
    static func errors(in source: Source, against schema: Schema) throws -> [GraphQLError] {
        let limits = Limits()
        guard source.bytes.count <= limits[.documentBytes] else {
            let message = "The document is longer than \(limits[.documentBytes]) bytes."
            return [GraphQLError(message: message, locations: [])]
        }
        let document = try Failure.parse(source, limits: .server)
        let written = DocumentLimits.server.faults(of: document)
        guard written.isEmpty else { return written }
        do throws(ValidationErrors) {
            let valid = try validate(document, against: schema)
            return operations(of: valid).flatMap { DocumentLimits.server.faults(of: $0) }
        } catch {
            return error.errors
        }
    }

    private static func operations(of valid: ValidDocument) -> [ValidOperation] {
        let names = valid.document.definitions.compactMap { definition -> String?? in
            if case .operation(let operation) = definition { .some(operation.name?.text) } else { nil }
        }
        return names.compactMap { try? valid.operation(named: $0) }
    }
}
