import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Portal

/// Answers `{"schema", "query", "rule"?}` with `errors`; keeps the schemas that it has built.
final class ValidationAnswers {
    private let sources: [String: String]
    private var built: [String: Result<Schema, SchemaErrors>] = [:]

    /// Takes the schemas that questions may name.
    init(schemas: [String: String]) {
        sources = schemas
    }

    func answer(_ question: JSONObject) -> JSONObject {
        let source = Source(question.string("query") ?? "")
        do {
            let schema = try schema(question.string("schema") ?? "")
            let document = try Document.parse(source)
            guard let errors = validationErrors(in: document, against: schema, rule: question.string("rule")) else {
                return BatchAnswers.errors([GraphQLError(message: "There is no such rule.", locations: [])])
            }
            return BatchAnswers.errors(errors)
        } catch let error as SyntaxError {
            return BatchAnswers.errors([error.located(in: source)])
        } catch let faults as SchemaErrors {
            return BatchAnswers.errors(faults.errors)
        } catch {
            return BatchAnswers.errors([GraphQLError(message: "\(error)", locations: [])])
        }
    }

    private func schema(_ nameOrText: String) throws -> Schema {
        if let known = built[nameOrText] { return try known.get() }
        let document = try Document.parse(Source(sources[nameOrText] ?? nameOrText))
        let result = Result { () throws(SchemaErrors) in try Schema.build(from: document) }
        built[nameOrText] = result
        return try result.get()
    }
}

/// A file of schemas: a JSON object of sources by name.
enum SchemaFile {
    static func read(_ path: String) throws -> [String: String] {
        let reader = JSONReader(maximumDepth: 32, maximumMembers: .max)
        guard case .object(let members) = try reader.read(Array(try Data(contentsOf: URL(filePath: path)))) else {
            return [:]
        }
        return Dictionary(
            uniqueKeysWithValues: members.compactMap { member in
                if case .string(let text) = member.value { (member.name, text) } else { nil }
            })
    }
}
