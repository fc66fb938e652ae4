import GraphQLSchema

extension JSONValue {
    /// The value as JSON (RFC 8259), without blanks.
    public var json: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .int(let value): bytes += String(value).utf8
        case .real(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let value): writeJSONString(value, to: &bytes)
        case .array(let elements): writeList(elements, between: "[]", to: &bytes) { $0.write(to: &$1) }
        case .object(let members):
            writeList(Array(members), between: "{}", to: &bytes) { member, bytes in
                writeJSONString(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        }
    }

    private func writeList<Element>(
        _ elements: [Element], between brackets: StaticString, to bytes: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(brackets.utf8Start[0])
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &bytes)
        }
        bytes.append(brackets.utf8Start[1])
    }
}

/// Appends a text as a JSON string, escaping what RFC 8259 asks to be escaped and no more.
public func writeJSONString(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case 0..<0x20: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
    }
    bytes.append(UInt8(ascii: "\""))
}
