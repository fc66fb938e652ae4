/// The parameters of an address, as `application/x-www-form-urlencoded` writes them.
struct QueryString {
    private var values: [String: String] = [:]

    /// Reads the part of an address behind its question mark.
    ///
    /// A name given twice is refused, since two readers could take another one of them each.
    init(_ text: Substring) throws(Refusal) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let sign = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = Self.decode(pair[..<sign]), let value = Self.decode(pair[sign...].dropFirst()) else {
                throw Refusal(400, .badRequest, "The address has a % that isn't followed by UTF-8 in hexadecimal.")
            }
            if values.updateValue(value, forKey: name) != nil {
                throw Refusal(400, .badRequest, "A parameter is given twice.")
            }
        }
    }

    /// The value of a parameter; nil where it is absent.
    subscript(name: String) -> String? { values[name] }

    private static func decode(_ text: Substring.UTF8View.SubSequence) -> String? {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
