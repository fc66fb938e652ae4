/// Why a text is not a GraphQL document.
///
/// Spec: 2 Language; messages are those of the reference implementation.
public struct SyntaxError: Error, Sendable, Equatable {
    /// What sort of refusal this is.
    public enum Kind: Sendable, Equatable {
        /// The text breaks the grammar.
        case syntax
        /// The text has more tokens than the limits allow.
        case tooManyTokens
        /// The text nests deeper than the limits allow.
        case tooDeep
        /// The bytes are not UTF-8.
        case invalidUTF8
    }

    /// The whole message, beginning with "Syntax Error: ".
    public let message: String
    /// The byte offset of the place at fault.
    public let offset: Int
    /// What sort of refusal this is.
    public let kind: Kind

    /// Makes an error of a message without its "Syntax Error: ".
    init(_ text: String, at offset: Int, kind: Kind = .syntax) {
        message = "Syntax Error: " + text
        self.offset = offset
        self.kind = kind
    }
}

extension SyntaxError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
