import GraphQLLanguage
public import GraphQLSchema
public import GraphQLValidation

/// What a plan may depend on of the variables: which are there, which are null, the values of enums and booleans, the
/// structure of objects and lists, and the types that ids name.
///
/// Other leaves count only by being there.
///
/// Requests of the same shape share a plan and its prepared statements.
public struct VariableShape: Hashable, Sendable {
    private let signature: [UInt8]

    /// The shape of an operation's coerced variables.
    public init(of operation: ValidOperation, variables: [String: InputValue]) {
        var writer = SignatureWriter()
        for definition in operation.operation.variableDefinitions {
            writer.isID = definition.type.innermostName.text == "ID"
            writer.write(variables[definition.name.text])
        }
        signature = writer.bytes
    }
}

private struct SignatureWriter {
    var bytes: [UInt8] = []
    var isID = false

    mutating func write(_ value: InputValue?) {
        switch value {
        case nil: mark("-")
        case .null?: mark("n")
        case .bool(let flag)?: mark(flag ? "t" : "f")
        case .int?, .float?: mark("#")
        case .string(let text)?: string(text)
        case .enumeration(let name)?:
            mark("e")
            bytes.append(contentsOf: name.utf8)
            mark(";")
        case .list(let items)?: list(items)
        case .object(let object)?:
            mark("{")
            for (name, value) in object {
                bytes.append(contentsOf: name.utf8)
                mark(":")
                write(value)
            }
            mark("}")
        }
    }

    private mutating func mark(_ character: UnicodeScalar) {
        bytes.append(UInt8(ascii: character))
    }

    /// An id tells its type, as far as it is one.
    private mutating func string(_ text: String) {
        mark("s")
        if isID { bytes.append(GlobalID(text)?.typeCode ?? 0) }
    }

    /// A list of leaves is bound as one array: its length is no part of the shape, the types of its ids are.
    private mutating func list(_ items: [InputValue]) {
        mark("[")
        if items.allSatisfy(\.isPlainLeaf) {
            if isID { bytes.append(contentsOf: typeCodes(items)) }
        } else {
            for item in items { write(item) }
        }
        mark("]")
    }

    private func typeCodes(_ items: [InputValue]) -> [UInt8] {
        Set(items.compactMap { if case .string(let text) = $0 { GlobalID(text)?.typeCode } else { nil } }).sorted()
    }
}

extension InputValue {
    fileprivate var isPlainLeaf: Bool {
        switch self {
        case .int, .float, .string: true
        case .null, .bool, .enumeration, .list, .object: false
        }
    }
}
