import Foundation
import GraphQLSchema

/// What an input field wants to become.
enum Change<Value: Hashable & Sendable>: Hashable, Sendable {
    /// It was left out: the value stays.
    case keep
    /// It becomes this; nil empties it.
    case set(Value?)

    func applied(to value: Value?) -> Value? {
        if case .set(let new) = self { new } else { value }
    }
}

/// How a text of an input has to look; the database holds the same rules and would only say so less kindly.
struct TextRule {
    /// The input field.
    let field: String
    /// What the field is called in a message.
    let label: String
    var isRequired = false
    /// The most characters, counted as the database does.
    let maximum: Int
    /// Whether line breaks may stand in it.
    var hasLines = false

    /// Reads the field: trimmed, and empty where nothing is left.
    func read(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        guard let value = input[field] else { return .keep }
        guard case .string(let text) = value else { return emptied(&errors) }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if trimmed.isEmpty { return emptied(&errors) }
        if trimmed.unicodeScalars.count > maximum {
            errors.append(UserError(.badInput, field, "\(label) can have at most \(maximum) characters."))
        } else if trimmed.unicodeScalars.contains(where: isForbidden) {
            errors.append(UserError(.badInput, field, "\(label) has characters that can't be shown."))
        }
        return .set(trimmed)
    }

    private func emptied(_ errors: inout [UserError]) -> Change<String> {
        if isRequired { errors.append(UserError(.badInput, field, "\(label) can't be empty.")) }
        return .set(nil)
    }

    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && !(hasLines && scalar == "\n")
    }
}

/// A country as ISO 3166-1 alpha-2, in whatever case it was typed.
enum CountryRule {
    private static let codes = Set(Locale.Region.isoRegions.map(\.identifier)).subtracting(["ZZ"])

    static func read(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        guard let value = input["country"] else { return .keep }
        guard case .string(let text) = value, !text.isEmpty else { return .set(nil) }
        let code = text.trimmingCharacters(in: .whitespaces).uppercased()
        let isCode = code.utf8.count == 2 && code.utf8.allSatisfy { (0x41...0x5a).contains($0) }
        if !isCode || !codes.contains(code) {
            errors.append(UserError(.badInput, "country", "The country must be a code of two letters, such as DK."))
        }
        return .set(code)
    }
}
