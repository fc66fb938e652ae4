import Access
import Cryptography
import Foundation
import GraphQLSchema
import SQLText

/// What a `signIn` was sent with.
struct SignInRequest {
    let realm: Realm
    /// The address of the customer's portal, in realm PORTAL.
    let portal: String?
    /// Normalised as it is stored; empty where it can't be anybody's.
    let email: String
    /// Empty where it is longer than any password.
    let password: String
    /// The client's address, as text that PostgreSQL reads.
    let address: String

    private static let maximumEmail = 254
    private static let maximumPassword = 1_024

    init(_ input: InputObject, address: String) {
        let named = input.text("realm").flatMap(Realm.init(rawValue:)) ?? .partner
        portal = input.text("portal")
        realm = portal == nil ? named : .portal
        let email = (input.text("email") ?? "").trimmingCharacters(in: .whitespaces).lowercased()
        self.email = email.unicodeScalars.count <= Self.maximumEmail ? email : ""
        let password = input.text("password") ?? ""
        self.password = password.utf8.count <= Self.maximumPassword ? password : ""
        self.address = Self.address(address)
    }

    /// A partner's user, whose password was shown already.
    init(of email: String, address: String) {
        (realm, portal, self.email, password) = (.partner, nil, email, "")
        self.address = Self.address(address)
    }

    var door: Door { Door(realm: realm, portal: portal) }

    /// A client's address as text that PostgreSQL surely reads.
    static func address(_ text: String) -> String { IPAddress(text) == nil ? unknownAddress : text }
    /// What stands for an address that isn't known.
    static let unknownAddress = "0.0.0.0"
}

/// Who has the e-mail of a sign-in.
struct SignInUser {
    let id: RowID
    let passwordHash: PasswordHash?
    let maySignIn: Bool
    let isDemonstration: Bool

    /// Whether the user may sign in, and from here: a demonstration's password is known to everybody.
    func maySignIn(from address: String) -> Bool { maySignIn && isWelcome(from: address) }

    /// Whether it is from here that the user would sign in, if nothing else kept the user out.
    func isWelcome(from address: String) -> Bool { !isDemonstration || IPAddress(address)?.isLoopback == true }
}
