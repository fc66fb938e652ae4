import ArgumentParser
import Cryptography
import Foundation
import Portal

/// `portico user`: what the owner of an installation does about users at its machine.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make operators, set passwords, remove second factors.",
        subcommands: [AddOperator.self, SetPassword.self, RemoveSecondFactor.self, ListOperators.self])
}

/// `portico user add-operator`.
struct AddOperator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-operator", abstract: "Make an operator who can sign in.",
        discussion: "The password is read from standard input, and made and printed where that is empty.")

    @Option(help: "The e-mail to sign in with.")
    var email: String
    @Option(help: "The person's name.")
    var name: String

    func run() async throws {
        let password = try Password.read()
        let hash = try await PasswordHasher().hash(password.text)
        try await Installation.with { installation in
            try installation.prepare()
            try UserAdministration(installation.session()).addOperator(email: email, name: name, password: hash)
        }
        Console.say("\(email) can sign in at /admin/login.")
        password.tell()
    }
}

/// `portico user set-password`.
struct SetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-password", abstract: "Set the password of an operator or of a partner's user.",
        discussion: "The password is read from standard input, and made and printed where that is empty.")

    @Option(help: "The e-mail of the user.")
    var email: String
    @Flag(name: .customLong("operator"), help: "The user is an operator.")
    var isOperator = false

    func run() async throws {
        let password = try Password.read()
        let hash = try await PasswordHasher().hash(password.text)
        try await Installation.with { installation in
            try installation.prepare()
            try UserAdministration(installation.session())
                .setPassword(email: email, isOperator: isOperator, to: hash)
        }
        Console.say("The password of \(email) was set.")
        password.tell()
    }
}

/// `portico user remove-second-factor`.
struct RemoveSecondFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-second-factor",
        abstract: "Turn off the second factor of an operator or of a partner's user who lost it.",
        discussion: "The user's sessions end, and the password is enough to sign in.")

    @Option(help: "The e-mail of the user.")
    var email: String
    @Flag(name: .customLong("operator"), help: "The user is an operator.")
    var isOperator = false

    func run() async throws {
        try await Installation.with { installation in
            try installation.prepare()
            let wasOn = try UserAdministration(installation.session())
                .removeSecondFactor(email: email, isOperator: isOperator)
            Console.say(wasOn ? "\(email) signs in with the password alone." : "\(email) had no second factor.")
        }
    }
}

/// `portico user list-operators`.
struct ListOperators: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list-operators", abstract: "Say who the operators are.")

    func run() async throws {
        try await Installation.with { installation in
            try installation.prepare()
            for line in try UserAdministration(installation.session()).operators() { Console.say(line) }
        }
    }
}

/// A password from standard input, or a made one.
struct Password {
    let text: String
    let isMade: Bool

    /// Reads the first line of standard input.
    ///
    /// - Throws: ``InstallationError/noPassword`` where it is too short.
    static func read() throws -> Password {
        if isatty(STDIN_FILENO) == 1 { Console.note("Password (empty to make one):") }
        let line = readLine(strippingNewline: true) ?? ""
        if line.isEmpty { return Password(text: base64Encode(try randomBytes(15)), isMade: true) }
        if line.unicodeScalars.count < UserAdministration.minimumPassword { throw InstallationError.noPassword }
        return Password(text: line, isMade: false)
    }

    /// Prints a made password, which nobody knows yet.
    func tell() {
        if isMade { Console.say("Password: \(text)") }
    }
}
