import Access
import Foundation

/// The name of whoever is to be erased, as it was typed: what can't be undone wants more than one click.
struct TypedName {
    private let text: String?

    init(_ text: String?) {
        self.text = text
    }

    /// What is wrong with it; nil where it's the name.
    func fault(for name: String) -> UserError? {
        if text?.trimmingCharacters(in: .whitespacesAndNewlines) == name { return nil }
        return UserError(.badInput, "name", "Type the name exactly as it is written: \(name)")
    }
}
