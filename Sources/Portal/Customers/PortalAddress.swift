import Foundation
import GraphQLSchema
import Postgres

/// The address of a customer's portal: what stands behind `/portal/`.
///
/// It's chosen or made of the customer's name, once: another name later leaves it, and the links to it, alone.
enum PortalAddress {
    /// Words that would pass for something of ours.
    static let reserved: Set<String> = [
        "account", "admin", "api", "app", "assets", "explorer", "files", "graphql", "healthz", "help", "kit", "login",
        "logout", "me", "metrics", "new", "operator", "partner", "portal", "portals", "portico", "readyz", "reset",
        "root", "settings", "sign-in", "signin", "status", "support", "system", "test", "welcome", "www",
    ]
    private static let lengths = 3...60

    /// Reads an address that somebody chose; nil where nobody did.
    static func read(_ field: String, _ input: InputObject, _ errors: inout [UserError]) -> String? {
        guard let text = input.text(field) else {
            if input[field] == .null { errors.append(UserError(.badInput, field, "The address can't be empty.")) }
            return nil
        }
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        if !lengths.contains(address.utf8.count) || !isWellFormed(address) {
            let message = "The address has 3 to 60 letters from a to z, digits and single hyphens between them."
            errors.append(UserError(.badInput, field, message))
        } else if reserved.contains(address) {
            errors.append(UserError(.badInput, field, "This address is reserved. Choose another one."))
        }
        return address
    }

    /// An address made of a name in whatever script; whether it's free only the database knows.
    static func made(of name: String) -> String {
        let latin = name.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false) ?? name
        let words = latin.unicodeScalars.filter { $0 != "'" && $0 != "’" }
            .split { !isPlain($0) }.map { String(String.UnicodeScalarView($0)) }
        var address = ""
        for word in words {
            let longer = address.isEmpty ? String(word.prefix(lengths.upperBound)) : "\(address)-\(word)"
            if longer.utf8.count > lengths.upperBound { break }
            address = longer
        }
        if address.isEmpty { return "customer" }
        return address.utf8.count < lengths.lowerBound || reserved.contains(address) ? "\(address)-portal" : address
    }

    private static func isWellFormed(_ address: String) -> Bool {
        let words = address.unicodeScalars.split(separator: "-", omittingEmptySubsequences: false)
        return words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isPlain) }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}

extension UserError {
    /// Somebody of any company has this address; nil where it's something else.
    static func takenAddress(_ fault: ServerFault, _ field: String) -> UserError? {
        guard fault.constraint == "customer_portal_slug_key" else { return nil }
        return UserError(.conflict, field, "This address is taken. Choose another one.")
    }
}
