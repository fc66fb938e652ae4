import Foundation
import GraphQLSchema
import SQLText

/// What a `createUser` asks for, read and checked.
struct CreateUserWish: MutationWish {
    typealias Answer = RowAnswer<ChangedUser>

    static let subject: String? = nil

    let name: String
    let email: String
    let role: UserRole
    let memberships: [MembershipWish]
    /// Whether who signs in is invited by mail, and not handed a temporary password.
    let sendsInvitation: Bool

    init(_ input: InputObject, _ errors: inout [UserError]) {
        name = TextRule.userName.read(input, &errors).applied(to: nil) ?? ""
        email = EmailRule.read(input, &errors)
        let role = input.text("role").flatMap(UserRole.init(rawValue:)) ?? .user
        self.role = role
        let items: [InputValue] = if case .list(let items)? = input["memberships"] { items } else { [] }
        sendsInvitation = input.flag("sendsInvitation")
        var seen: Set<RowID> = []
        memberships = items.enumerated().compactMap { place, item in
            guard case .object(let members) = item,
                let wish = MembershipWish(members, at: "memberships.\(place).", &errors)
            else { return nil }
            if let refusal = wish.refusal(for: role) { errors.append(refusal) }
            if !seen.insert(wish.partnership).inserted {
                let message = "A user belongs to a partnership once."
                errors.append(UserError(.badInput, "memberships.\(place).partnershipId", message))
            }
            return wish
        }
    }

    /// Reads an admin, who is invited and needs no place in a partnership.
    init(admin input: InputObject, _ errors: inout [UserError]) {
        name = TextRule.userName.read(input, &errors).applied(to: nil) ?? ""
        email = EmailRule.read(input, &errors)
        role = .admin
        memberships = []
        sendsInvitation = true
    }
}

/// An e-mail address, in the form in which it is stored: trimmed and in small letters.
enum EmailRule {
    static func read(_ input: InputObject, _ errors: inout [UserError]) -> String {
        let text = (input.text("email") ?? "").trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        if text.isEmpty {
            errors.append(UserError(.badInput, "email", "The e-mail can't be empty."))
        } else if text.unicodeScalars.count > 254 || !isAddress(text) {
            errors.append(UserError(.badInput, "email", "This is no e-mail address, such as name@example.com."))
        }
        return text
    }

    /// Something, one @, and a name with a dot: whether there is such an address only a mail can tell.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let host = parts.last, !parts.contains("") else { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && scalar != ","
        }
        return isPlain && labels.count > 1 && !labels.contains("")
    }
}
