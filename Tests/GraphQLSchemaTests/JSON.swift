import Foundation

/// Any JSON, for comparing whole answers; the order of members does not count.
enum JSON: Decodable, Hashable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
    }

    subscript(name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var items: [JSON] {
        if case .array(let items) = self { items } else { [] }
    }

    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): "\"\(text)\""
        case .array(let items): "[\(items.map(\.description).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}"
        }
    }

    private var name: String { self["name"]?.description ?? "" }

    /// The first place at which two values differ.
    func difference(from other: JSON, at path: String = "") -> String? {
        if self == other { return nil }
        switch (self, other) {
        case (.object(let left), .object(let right)):
            for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
                guard let ours = left[key], let theirs = right[key] else { return "\(path).\(key): on one side only" }
                return ours.difference(from: theirs, at: "\(path).\(key)")
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            for (index, (ours, theirs)) in zip(left, right).enumerated() where ours != theirs {
                return ours.difference(from: theirs, at: "\(path)[\(index)]")
            }
        default: break
        }
        return "\(path): \(self) against \(other)"
    }

    /// The same, with lists of named things in the order of the names.
    var sortedByName: JSON {
        switch self {
        case .array(let items):
            .array(items.map(\.sortedByName).sorted { $0.name < $1.name })
        case .object(let members): .object(members.mapValues(\.sortedByName))
        case .null, .bool, .number, .string: self
        }
    }
}
