/// A name for one element of a schema, such as `Query.customer(id:)`.
///
/// Spec: 2.14 Schema Coordinates. Whether there is such an element is for a schema to say.
public enum SchemaCoordinate: Sendable, Hashable {
    /// `T`.
    case type(String)
    /// A field, an input field or an enum value: `T.m`.
    case member(type: String, name: String)
    /// `T.f(a:)`.
    case argument(type: String, field: String, name: String)
    /// `@d`.
    case directive(String)
    /// `@d(a:)`.
    case directiveArgument(directive: String, name: String)

    /// Reads a coordinate, which has one form and nothing ignored in it, or throws the first error in it.
    public init(_ text: String) throws(SyntaxError) {
        var reader = CoordinateReader(bytes: Array(text.utf8))
        self = try reader.coordinate()
    }
}

extension SchemaCoordinate: CustomStringConvertible {
    /// The coordinate in its one form.
    public var description: String {
        switch self {
        case .type(let type): type
        case .member(let type, let name): "\(type).\(name)"
        case .argument(let type, let field, let name): "\(type).\(field)(\(name):)"
        case .directive(let directive): "@\(directive)"
        case .directiveArgument(let directive, let name): "@\(directive)(\(name):)"
        }
    }
}

/// Reads the tokens of a coordinate, which are not those of documents.
private struct CoordinateReader {
    let bytes: [UInt8]
    var position = 0

    mutating func coordinate() throws(SyntaxError) -> SchemaCoordinate {
        let isDirective = skip("@")
        let first = try name()
        let member = try !isDirective && skip(".") ? name() : nil
        let argument = try isDirective || member != nil ? self.argument() : nil
        guard position == bytes.count else { throw try expected("<EOF>") }
        switch (isDirective, member, argument) {
        case (true, _, let argument?): return .directiveArgument(directive: first, name: argument)
        case (true, _, nil): return .directive(first)
        case (false, let member?, let argument?): return .argument(type: first, field: member, name: argument)
        case (false, let member?, nil): return .member(type: first, name: member)
        case (false, nil, _): return .type(first)
        }
    }

    private mutating func argument() throws(SyntaxError) -> String? {
        guard skip("(") else { return nil }
        let argument = try name()
        for sign in [":", ")"] as [Unicode.Scalar] {
            guard skip(sign) else { throw try expected("\"\(sign)\"") }
        }
        return argument
    }

    private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
        position += 1
        return true
    }

    private mutating func name() throws(SyntaxError) -> String {
        guard let end = nameEnd else { throw try expected("Name") }
        defer { position = end }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// The end of the name that begins here; nil where none does.
    private var nameEnd: Int? {
        guard position < bytes.count, CharacterClass.isNameStart(bytes[position]) else { return nil }
        return bytes[position...].firstIndex { !CharacterClass.isNameContinue($0) } ?? bytes.count
    }

    /// The error that something else should stand here.
    ///
    /// - Throws: the error that no token begins here.
    private func expected(_ what: String) throws(SyntaxError) -> SyntaxError {
        SyntaxError("Expected \(what), found \(try found()).", at: position)
    }

    private func found() throws(SyntaxError) -> String {
        guard position < bytes.count else { return "<EOF>" }
        if let end = nameEnd { return "Name \"\(String(decoding: bytes[position..<end], as: UTF8.self))\"" }
        if "().:@".utf8.contains(bytes[position]) { return "\"\(Unicode.Scalar(bytes[position]))\"" }
        let shown = bytes.withUnsafeBufferPointer { Lexer($0).describeCharacter(at: position) }
        throw SyntaxError("Invalid character: \(shown).", at: position)
    }
}
