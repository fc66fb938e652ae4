/// What a token is.
///
/// Spec: 2.1.5 Lexical Tokens.
enum TokenKind: UInt8, Sendable {
    case endOfFile
    case bang, dollar, ampersand, leftParenthesis, rightParenthesis, spread, colon, equals, at
    case leftBracket, rightBracket, leftBrace, pipe, rightBrace
    case name, int, float, string, blockString

    /// What messages call it.
    var description: String {
        switch self {
        case .endOfFile: "<EOF>"
        case .bang: "\"!\""
        case .dollar: "\"$\""
        case .ampersand: "\"&\""
        case .leftParenthesis: "\"(\""
        case .rightParenthesis: "\")\""
        case .spread: "\"...\""
        case .colon: "\":\""
        case .equals: "\"=\""
        case .at: "\"@\""
        case .leftBracket: "\"[\""
        case .rightBracket: "\"]\""
        case .leftBrace: "\"{\""
        case .pipe: "\"|\""
        case .rightBrace: "\"}\""
        case .name: "Name"
        case .int: "Int"
        case .float: "Float"
        case .string: "String"
        case .blockString: "BlockString"
        }
    }
}

/// A token and the bytes it stands for.
struct Token: Sendable {
    var kind: TokenKind
    /// Of a string: whether its content is its value, byte for byte.
    var isPlain = true
    var start: Int32
    var end: Int32
    /// A name's number; `Arena.absent` for every other token.
    var symbol = Arena.absent
}
