import Access
import Planning

/// Leaves: from PostgreSQL's binary format to JSON.
///
/// Specification: 3.5 Scalars, Result Coercion.
extension AnswerWriter {
    func isNull(_ column: Int, _ frame: Frame) -> Bool {
        results[plan.sources[frame.source].statement]?.bytes(row: frame.row, column: column) == nil
    }

    mutating func leaf(_ column: Int, _ form: LeafForm, _ field: FieldPlan, _ frame: Frame) -> Outcome {
        guard let result = results[plan.sources[frame.source].statement],
            let value = result.bytes(row: frame.row, column: column)
        else { return .null }
        let isWritten =
            switch form {
            case .id(let code): id(value, code)
            case .text: text(value)
            case .enumeration(let names): enumeration(value, names)
            case .enumerationList(let names): enumerationList(result.textArray(frame.row, column), names)
            case .int: int(value)
            case .bigInt: bigInt(value)
            case .float: float(value)
            case .boolean: boolean(value)
            case .dateTime: dateTime(value)
            case .date: date(value)
            }
        if isWritten { return .written }
        note(.internal, "The stored value has no place in the type of this field.", field)
        return .failed
    }

    private mutating func id(_ value: UnsafeRawBufferPointer, _ code: UInt8) -> Bool {
        guard value.count == 16 else { return false }
        bytes.append(UInt8(ascii: "\""))
        GlobalID.append(typeCode: code, row: value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        return true
    }

    private mutating func text(_ value: UnsafeRawBufferPointer) -> Bool {
        value.withMemoryRebound(to: UInt8.self) { JSONText.append($0, to: &bytes) }
        return true
    }

    private mutating func enumeration(_ value: UnsafeRawBufferPointer, _ names: Set<String>) -> Bool {
        guard names.contains(String(decoding: value, as: UTF8.self)) else { return false }
        return text(value)
    }

    private mutating func enumerationList(_ words: [String]?, _ names: Set<String>) -> Bool {
        guard let words else { return false }
        bytes.append(UInt8(ascii: "["))
        for (place, word) in words.filter(names.contains).enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            _ = text(word)
        }
        bytes.append(UInt8(ascii: "]"))
        return true
    }

    private mutating func int(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 4 else { return false }
        Int64(Int32(bigEndian: value.loadUnaligned(as: Int32.self))).appendDecimal(to: &bytes)
        return true
    }

    /// Numbers that a double can't hold would change on the way through a browser.
    private mutating func bigInt(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 8 else { return false }
        let number = Int64(bigEndian: value.loadUnaligned(as: Int64.self))
        guard number.magnitude < 1 << 53 else { return false }
        number.appendDecimal(to: &bytes)
        return true
    }

    private mutating func float(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 8 else { return false }
        let number = Double(bitPattern: UInt64(bigEndian: value.loadUnaligned(as: UInt64.self)))
        guard number.isFinite else { return false }
        bytes.append(contentsOf: number.description.utf8)
        return true
    }

    private mutating func boolean(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 1 else { return false }
        _ = flag(value[0] != 0)
        return true
    }

    private mutating func dateTime(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 8 else { return false }
        return quoted {
            CivilTime.append(postgresMoment: Int64(bigEndian: value.loadUnaligned(as: Int64.self)), to: &$0)
        }
    }

    private mutating func date(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count == 4 else { return false }
        return quoted { CivilTime.append(postgresDate: Int32(bigEndian: value.loadUnaligned(as: Int32.self)), to: &$0) }
    }

    private mutating func quoted(_ write: (inout [UInt8]) -> Bool) -> Bool {
        bytes.append(UInt8(ascii: "\""))
        guard write(&bytes) else {
            bytes.removeLast()
            return false
        }
        bytes.append(UInt8(ascii: "\""))
        return true
    }
}
