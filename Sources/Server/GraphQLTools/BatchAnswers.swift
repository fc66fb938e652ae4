import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Portal

/// What the batch commands answer to one question.
enum BatchAnswers {
    /// `{"source", "options"?}` gives `printed` or `error`.
    static func parse(_ question: JSONObject) -> JSONObject {
        var limits = ParserLimits.reference
        if case .object(let options)? = question["options"], case .int(let count)? = options["maxTokens"] {
            limits = ParserLimits(maximumTokens: Int(clamping: count), maximumDepth: limits.maximumDepth)
        }
        let source = Source(question.string("source") ?? "")
        do {
            return ["printed": .string(GraphQLLanguage.print(try Document.parse(source, limits: limits)))]
        } catch {
            return ["error": error.located(in: source).json]
        }
    }

    /// `{"schema", "sdl", "rule"?}` gives `errors`.
    static func validateSDL(_ question: JSONObject) -> JSONObject {
        let source = Source(question.string("sdl") ?? "")
        do {
            let existing = try question.string("schema").map { try TypeSystem(declaredIn: Document.parse(Source($0))) }
            let document = try Document.parse(source)
            return errors(Schema.sdlFaults(of: document, extending: existing, rule: question.string("rule")))
        } catch let error as SyntaxError {
            return errors([error.located(in: source)])
        } catch {
            return errors([GraphQLError(message: "\(error)", locations: [])])
        }
    }

    /// `{"sdl"}` gives `errors`, and where there are none `printed` and `introspection`.
    static func schema(_ question: JSONObject) -> JSONObject {
        let source = Source(question.string("sdl") ?? "")
        do {
            let schema = try Schema.build(from: Document.parse(source))
            var answer = errors([])
            answer["printed"] = .string(schema.printed())
            answer["introspection"] = try FullIntrospection.result(of: schema)
            return answer
        } catch let error as SyntaxError {
            return errors([error.located(in: source)])
        } catch let faults as SchemaErrors {
            return errors(faults.errors)
        } catch {
            return errors([GraphQLError(message: "\(error)", locations: [])])
        }
    }

    static func errors(_ errors: [GraphQLError]) -> JSONObject {
        ["errors": .array(errors.map(\.json))]
    }
}
