import Foundation
import GraphQLSchema

/// How what describes a provider has to look.
enum IdentityProviderTexts {
    static func name(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        TextRule(field: "name", label: "The name", isRequired: true, maximum: 80).read(input, &errors)
    }

    static func clientID(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        TextRule(field: "clientId", label: "The client id", isRequired: true, maximum: 500).read(input, &errors)
    }

    /// The client secret: kept as it is left out, none where it is emptied.
    static func clientSecret(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        guard let value = input["clientSecret"] else { return .keep }
        guard case .string(let text) = value, !text.isEmpty else { return .set(nil) }
        if text.utf8.count > ClientSecretSeal.maximumBytes {
            errors.append(
                UserError(
                    .badInput, "clientSecret",
                    "The client secret can have at most \(ClientSecretSeal.maximumBytes) bytes."))
        }
        return .set(text)
    }

    /// The issuer, as it calls itself: an address without a query.
    ///
    /// Whether it may be asked is looked at when it is.
    static func issuer(_ input: InputObject, _ errors: inout [UserError]) -> String {
        let text = (input.text("issuer") ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        let scheme = ["https://", "http://"].first(where: text.hasPrefix) ?? ""
        let rest = text.dropFirst(scheme.count)
        let isPlain = rest.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"?#@\\".utf8.contains($0) }
        if scheme.isEmpty || rest.isEmpty || rest.hasPrefix("/") || !isPlain || text.utf8.count > 500 {
            errors.append(
                UserError(.badInput, "issuer", "The issuer must be an address such as https://login.example.com."))
        }
        return text
    }

    /// The most domains of a provider.
    private static let maximumDomains = 20

    /// What stands behind the @ of the e-mails that the provider vouches for; nil where the field was left out.
    static func domains(_ input: InputObject, _ errors: inout [UserError]) -> [String]? {
        guard case .list(let values)? = input["domains"] else { return nil }
        var domains: [String] = []
        for (place, value) in values.enumerated() {
            guard case .string(let text) = value else { continue }
            let name = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
            if !isDomain(name) {
                errors.append(UserError(.badInput, "domains.\(place)", "This is no domain, such as example.com."))
            }
            if !domains.contains(name) { domains.append(name) }
        }
        if domains.count > maximumDomains {
            errors.append(
                UserError(.badInput, "domains", "There can be at most \(maximumDomains) domains."))
        }
        return domains
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && text.utf8.count <= 253
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                    }
            }
    }
}

/// The provider that a mutation changed or made.
enum ChangedIdentityProvider: AnsweredRow {
    static let field = "identityProvider"
}
