import Execution
import GraphQLSchema
import Portal

/// Takes the GraphQL request out of JSON or out of a query string.
struct RequestReader {
    /// The status of well-formed JSON that isn't a well-formed request.
    let malformed: Int
    /// The longest document, in bytes.
    private let maximumDocument: Int
    private let json: JSONReader

    init(profile: StatusProfile, limits: HTTPLimits) {
        malformed = profile.malformed
        maximumDocument = limits.documentBytes
        json = JSONReader(maximumDepth: limits.jsonDepth, maximumMembers: limits.jsonMembers)
    }

    /// Reads the body of a POST.
    func read(body: UnsafeRawBufferPointer) throws(Refusal) -> GraphQLRequest {
        let value: JSONValue
        do { value = try json.read(body) } catch { throw Refusal(400, .badRequest, error.description) }
        guard case .object(let members) = value else {
            throw Refusal(malformed, .badRequest, "The body must be one JSON object with the member \"query\".")
        }
        guard case .string(let query)? = members["query"] else {
            throw Refusal(malformed, .badRequest, "The member \"query\" must be a string with the GraphQL document.")
        }
        _ = try object(members["extensions"], named: "extensions")
        return GraphQLRequest(
            query: try document(query), operationName: try operationName(members["operationName"]),
            variables: try object(members["variables"], named: "variables"))
    }

    /// Reads the query string of a GET.
    func read(parameters: QueryString) throws(Refusal) -> GraphQLRequest {
        guard let query = parameters["query"] else {
            throw Refusal(malformed, .badRequest, "The parameter \"query\" is missing.")
        }
        _ = try object(try parameter("extensions", of: parameters), named: "extensions")
        return GraphQLRequest(
            query: try document(query), operationName: parameters["operationName"],
            variables: try object(try parameter("variables", of: parameters), named: "variables"), queriesOnly: true)
    }

    private func parameter(_ name: String, of parameters: QueryString) throws(Refusal) -> JSONValue? {
        guard let text = parameters[name], !text.isEmpty else { return nil }
        do { return try json.read(Array(text.utf8)) } catch {
            throw Refusal(400, .badRequest, "In \"\(name)\": \(error)")
        }
    }

    private func document(_ text: String) throws(Refusal) -> [UInt8] {
        let document = Array(text.utf8)
        if document.count > maximumDocument {
            throw Refusal(malformed, .tooLarge, "The document is longer than \(maximumDocument) bytes.")
        }
        return document
    }

    private func operationName(_ value: JSONValue?) throws(Refusal) -> String? {
        switch value {
        case nil, .null: return nil
        case .string(let name): return name
        default: throw Refusal(malformed, .badRequest, "The member \"operationName\" must be a string.")
        }
    }

    private func object(_ value: JSONValue?, named name: String) throws(Refusal) -> JSONObject {
        switch value {
        case nil, .null: return JSONObject()
        case .object(let object): return object
        default: throw Refusal(malformed, .badRequest, "The member \"\(name)\" must be an object.")
        }
    }
}
