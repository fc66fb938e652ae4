import Foundation
import GraphQLLanguage
import GraphQLSchema
import Portal

/// Reads one JSON object a line, and answers each with one line, in order.
enum Batch {
    static func run(_ answer: (JSONObject) -> JSONObject) {
        let reader = JSONReader(maximumDepth: 200, maximumMembers: .max)
        for line in InputLines() where !line.isEmpty {
            let result: JSONObject
            do {
                guard case .object(let question) = try reader.read(line) else {
                    throw JSONFault(message: "The line is no object", line: 1, column: 1)
                }
                result = named(answer(question), like: question)
            } catch {
                result = ["error": ["message": .string("\(error)")]]
            }
            Console.say(String(decoding: JSONValue.object(result).json, as: UTF8.self))
        }
    }

    private static func named(_ answer: JSONObject, like question: JSONObject) -> JSONObject {
        var result: JSONObject = ["id": question["id"] ?? .null]
        for (name, value) in answer { result[name] = value }
        return result
    }
}

extension JSONObject {
    /// A member that is a text.
    func string(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }
}

extension GraphQLError {
    /// The error as the cases write it.
    var json: JSONValue {
        ["message": .string(message), "locations": .array(locations.map(\.json))]
    }
}

extension SourceLocation {
    fileprivate var json: JSONValue { ["line": .int(Int64(line)), "column": .int(Int64(column))] }
}

extension SyntaxError {
    /// The error with its place, like every other.
    func located(in source: Source) -> GraphQLError {
        GraphQLError(message: message, locations: [source.location(of: offset)])
    }
}
