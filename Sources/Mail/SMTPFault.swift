/// Why a mail wasn't taken.
public struct SMTPFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What can be done about it.
    public let kind: Kind
    /// What happened, for whoever runs the installation.
    public let description: String

    /// What can be done about it.
    public enum Kind: Sendable {
        /// No mail can be handed over just now: the server isn't there, isn't secure, or doesn't want us.
        case server
        /// This mail is to be tried again.
        case later
        /// This mail will never be taken: there is no such recipient, or the server doesn't want it.
        case never
    }

    /// Names a kind and what happened.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
