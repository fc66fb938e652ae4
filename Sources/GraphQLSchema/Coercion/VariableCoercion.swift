import GraphQLLanguage

/// Every fault found in the variables of a request.
public struct CoercionErrors: Error, Sendable, Equatable {
    /// Never empty.
    public let errors: [CoercionError]

    /// Wraps errors; there has to be at least one.
    public init(errors: [CoercionError]) {
        self.errors = errors
    }
}

/// The values of an operation's variables.
///
/// A variable that was neither given nor has a default is absent; one that was given as null is `.null`.
/// What is given beyond the declared variables is ignored. Spec: 6.1.2 Coercing Variable Values.
/// - Throws: every value that its type refuses, with its path: `$input.items[3].qty`.
public func coerceVariables(
    of operation: OperationDefinition, provided: JSONObject, schema: Schema
) throws(CoercionErrors) -> [String: InputValue] {
    var coercion = VariableCoercion(types: schema.system)
    let values = coercion.values(of: operation.variableDefinitions, provided: provided)
    guard coercion.errors.isEmpty else { throw CoercionErrors(errors: coercion.errors) }
    return values
}

/// Gives JSON values their input types, collecting every fault.
struct VariableCoercion {
    let types: TypeSystem
    private(set) var errors: [CoercionError] = []
    /// The name of the variable as messages show it.
    private var variable = ""
    private var offset = 0

    /// The server shows no more than this of one request's faults.
    private static let maximumErrors = 50
    /// Deeper values are refused; JSON that came over HTTP is bounded long before.
    private static let maximumDepth = 200

    init(types: TypeSystem) {
        self.types = types
    }

    mutating func values(
        of definitions: NodeList<VariableDefinition>, provided: JSONObject
    ) -> [String: InputValue] {
        var values: [String: InputValue] = [:]
        for definition in definitions where errors.count < Self.maximumErrors {
            let name = definition.name.text
            variable = name.shortened(to: 80)
            offset = definition.offset
            values[name] = value(of: definition, provided: provided[name])
        }
        return values
    }

    private mutating func value(of definition: VariableDefinition, provided: JSONValue?) -> InputValue? {
        let type = TypeReference(definition.type)
        guard types.type(of: type)?.isInput == true else {
            report(
                "Variable \"$\(variable)\" expected value of type \"\(type)\" which cannot be used as an input type.")
            return nil
        }
        guard let provided else {
            if let literal = definition.defaultValue {
                return LiteralCoercion(types: types).value(of: literal, as: type)
            }
            if type.isNonNull {
                report("Variable \"$\(variable)\" of required type \"\(type)\" was not provided.")
            }
            return nil
        }
        if provided == .null, type.isNonNull {
            report("Variable \"$\(variable)\" of non-null type \"\(type)\" must not be null.")
            return nil
        }
        return coerce(provided, as: type, path: [])
    }

    private mutating func coerce(_ json: JSONValue, as type: TypeReference, path: [PathPart]) -> InputValue? {
        guard path.count < Self.maximumDepth, errors.count < Self.maximumErrors else {
            return refuse(json, path, "Values nested deeper than \(Self.maximumDepth) levels are not taken.")
        }
        if json == .null {
            return type.isNonNull
                ? refuse(json, path, "Expected non-nullable type \"\(type)\" not to be null.") : .null
        }
        switch type.nullable {
        case .list(let itemType): return list(json, of: itemType, path: path)
        case .named(let name): return named(json, typeName: name, path: path)
        case .nonNull: return nil
        }
    }

    private mutating func list(_ json: JSONValue, of itemType: TypeReference, path: [PathPart]) -> InputValue? {
        guard case .array(let items) = json else {
            return coerce(json, as: itemType, path: path).map { .list([$0]) }
        }
        var values: [InputValue] = []
        for (index, item) in items.enumerated() {
            guard errors.count < Self.maximumErrors else { return nil }
            if let value = coerce(item, as: itemType, path: path + [.index(index)]) {
                values.append(value)
            }
        }
        return values.count == items.count ? .list(values) : nil
    }

    private mutating func named(_ json: JSONValue, typeName: String, path: [PathPart]) -> InputValue? {
        do throws(LeafFault) {
            switch types.types[typeName] {
            case .scalar(let type): return try type.form.coerce(json, typeName: typeName)
            case .enumeration(let type): return try type.coerce(json)
            case .inputObject(let type): return object(json, of: type, path: path)
            case .object, .interface, .union, nil: return nil
            }
        } catch {
            return refuse(json, path, error.message)
        }
    }

    private mutating func object(_ json: JSONValue, of type: InputObjectType, path: [PathPart]) -> InputValue? {
        guard case .object(let given) = json else {
            return refuse(json, path, "Expected type \"\(type.name)\" to be an object.")
        }
        var object = InputObject()
        let before = errors.count
        for field in type.fields {
            if let part = given[field.name] {
                object[field.name] = coerce(part, as: field.type, path: path + [.field(field.name)])
            } else if let value = field.defaultValue {
                object[field.name] = value
            } else if field.type.isNonNull {
                _ = refuse(json, path, "Field \"\(field.name)\" of required type \"\(field.type)\" was not provided.")
            }
        }
        for name in given.keys where type.field(named: name) == nil && errors.count < Self.maximumErrors {
            let shown = name.shortened(to: 80)
            _ = refuse(json, path, "Field \"\(shown)\" is not defined by type \"\(type.name)\".")
        }
        if type.isOneOf { checkOneOf(given, of: type, json: json, path: path) }
        return errors.count == before ? .object(object) : nil
    }

    /// Spec: 3.10.1 OneOf Input Objects.
    private mutating func checkOneOf(_ given: JSONObject, of type: InputObjectType, json: JSONValue, path: [PathPart]) {
        guard given.count == 1, let only = given.first(where: { _ in true }) else {
            _ = refuse(json, path, "Exactly one key must be specified for OneOf type \"\(type.name)\".")
            return
        }
        if only.value == .null {
            _ = refuse(.null, path + [.field(only.name)], "Field \"\(only.name.shortened(to: 80))\" must be non-null.")
        }
    }

    private mutating func refuse(_ json: JSONValue, _ path: [PathPart], _ reason: String) -> InputValue? {
        let place = path.isEmpty ? "" : " at \"\(variable)\(path.map(\.description).joined())\""
        report("Variable \"$\(variable)\" got invalid value \(json.inspected())\(place); \(reason)")
        return nil
    }

    private mutating func report(_ message: String) {
        errors.append(CoercionError(message: message, offset: offset))
    }
}

/// A step from a variable into its value.
private enum PathPart: CustomStringConvertible {
    case field(String)
    case index(Int)

    var description: String {
        switch self {
        case .field(let name): ".\(name.shortened(to: 80))"
        case .index(let index): "[\(index)]"
        }
    }
}

extension TypeReference {
    /// The type written in a document.
    public init(_ node: TypeNode) {
        switch node.kind {
        case .named(let name): self = .named(name.text)
        case .list(let inner): self = .list(TypeReference(inner))
        case .nonNull(let inner): self = .nonNull(TypeReference(inner))
        }
    }
}
