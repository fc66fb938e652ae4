/// SQL as a value: only literals of the program, identifiers, parameters and other SQL can add to it.
///
/// ```swift
/// let query: SQLText<SQLValue> = "SELECT \(Identifier("name")) FROM customer WHERE id = \(.uuid(id))"
/// query.compiled().text       // SELECT "name" FROM customer WHERE id = $1
/// ```
///
/// `Parameter` is what stands for a bound value: `SQLValue` where the value is known, a description of it in a plan
/// that is made once and bound for many requests. No text of a client can become SQL, since there is no way to add
/// a `String`.
public struct SQLText<Parameter: Hashable & Sendable>: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case verbatim(String)
        case parameter(Parameter)
    }

    var pieces: [Piece] = []

    /// No text at all.
    public init() {}

    /// Whether there is no text at all.
    public var isEmpty: Bool { pieces.isEmpty }

    /// One parameter alone.
    public static func parameter(_ parameter: Parameter) -> SQLText {
        var text = SQLText()
        text.pieces.append(.parameter(parameter))
        return text
    }

    /// One identifier alone.
    public static func identifier(_ name: String) -> SQLText {
        var text = SQLText()
        text.append(verbatim: Identifier(name).quoted)
        return text
    }

    /// A column of a table that has an alias.
    public static func column(_ name: String, of alias: Alias) -> SQLText {
        var text = SQLText()
        text.append(verbatim: alias.name + "." + Identifier(name).quoted)
        return text
    }

    /// A whole number, written into the text.
    public static func number(_ value: Int) -> SQLText {
        var text = SQLText()
        text.append(verbatim: String(value))
        return text
    }

    /// The one text after the other.
    public static func + (left: SQLText, right: SQLText) -> SQLText {
        var text = left
        text += right
        return text
    }

    /// Appends a text.
    public static func += (left: inout SQLText, right: SQLText) {
        for piece in right.pieces {
            switch piece {
            case .verbatim(let verbatim): left.append(verbatim: verbatim)
            case .parameter: left.pieces.append(piece)
            }
        }
    }

    /// The same text with other parameters.
    public func mapParameters<Other>(_ transform: (Parameter) -> Other) -> SQLText<Other> {
        var text = SQLText<Other>()
        for piece in pieces {
            switch piece {
            case .verbatim(let verbatim): text.append(verbatim: verbatim)
            case .parameter(let parameter): text.pieces.append(.parameter(transform(parameter)))
            }
        }
        return text
    }

    mutating func append(verbatim: String) {
        if verbatim.isEmpty { return }
        if case .verbatim(let before)? = pieces.last {
            pieces[pieces.count - 1] = .verbatim(before + verbatim)
        } else {
            pieces.append(.verbatim(verbatim))
        }
    }
}

extension SQLText: ExpressibleByStringInterpolation {
    /// Takes a literal of the program as it stands.
    public init(stringLiteral value: StaticString) {
        value.withUTF8Buffer { append(verbatim: String(decoding: $0, as: UTF8.self)) }
    }

    /// Takes an interpolated literal: see `Interpolation` for what can stand in it.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.text
    }

    /// What can be interpolated into SQL: identifiers, parameters, aliases and other SQL.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        var text = SQLText()

        /// Starts an interpolation.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds a literal of the program.
        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text.append(verbatim: String(decoding: $0, as: UTF8.self)) }
        }

        /// Adds a quoted name.
        public mutating func appendInterpolation(_ identifier: Identifier) {
            text.append(verbatim: identifier.quoted)
        }

        /// Adds the name of an alias.
        public mutating func appendInterpolation(_ alias: Alias) {
            text.append(verbatim: alias.name)
        }

        /// Adds a parameter.
        public mutating func appendInterpolation(_ parameter: Parameter) {
            text.pieces.append(.parameter(parameter))
        }

        /// Adds other SQL.
        public mutating func appendInterpolation(_ sql: SQLText) {
            text += sql
        }
    }
}

extension Sequence {
    /// The texts one after the other, with a separator between them.
    public func joined<Parameter>(separator: SQLText<Parameter>) -> SQLText<Parameter>
    where Element == SQLText<Parameter> {
        var result = SQLText<Parameter>()
        for (position, text) in enumerated() {
            if position > 0 { result += separator }
            result += text
        }
        return result
    }
}
