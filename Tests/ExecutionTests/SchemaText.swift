import Foundation
import Portal
import TestSupport

/// The product's schema with changes of its text, for rules that it has no use for itself.
struct SchemaText {
    var text: String

    init() throws {
        text = try String(contentsOf: SourceTree.schema, encoding: .utf8)
    }

    /// The product's schema with a text replaced within one type: `("type Customer ", "phone: String", "…")`.
    init(_ edits: (type: String, old: String, new: String)...) throws {
        try self.init()
        for edit in edits { try replace(edit.old, with: edit.new, within: edit.type) }
    }

    /// Replaces a text where it first stands behind the head of a definition, and before its end.
    mutating func replace(_ old: String, with new: String, within head: String) throws {
        guard let start = text.range(of: head),
            let end = text.range(of: "\n}", range: start.upperBound..<text.endIndex),
            let found = text.range(of: old, range: start.lowerBound..<end.upperBound)
        else { throw TestFault(description: "\(head) has no \(old)") }
        text.replaceSubrange(found, with: new)
    }

    /// Adds definitions.
    func adding(_ definitions: String) -> SchemaText {
        var copy = self
        copy.text += definitions
        return copy
    }

    func loaded() throws -> LoadedSchema {
        try LoadedSchema(text: Array(text.utf8))
    }
}
