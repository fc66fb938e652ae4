import SQLText

extension BinaryBuffer {
    /// Writes a value without its length; false for NULL, which has no bytes.
    mutating func append(_ value: borrowing SQLValue) -> Bool {
        switch value {
        case .null: return false
        case .bool(let value): append(value ? 1 : 0 as UInt8)
        case .int4(let value): append(value)
        case .int8(let value): append(value)
        case .float8(let value): append(value.bitPattern)
        case .text(let text), .json(let text): append(text)
        case .uuid(let id): append(id)
        case .bytea(let bytes): bytes.withUnsafeBytes { append($0) }
        case .varbit(let bytes):
            append(Int32(clamping: bytes.count * 8))
            bytes.withUnsafeBytes { append($0) }
        case .timestamptz(let microseconds): append(timestamp: microseconds)
        case .date(let days): append(date: days)
        case .textArray(let texts): appendArray(of: .text, texts) { $0.append($1) }
        case .int8Array(let numbers): appendArray(of: .int8, numbers) { $0.append($1) }
        case .uuidArray(let ids): appendArray(of: .uuid, ids) { $0.append($1) }
        case .dateArray(let days): appendArray(of: .date, days) { $0.append(date: $1) }
        case .timestamptzArray(let times): appendArray(of: .timestamptz, times) { $0.append(timestamp: $1) }
        }
        return true
    }

    private mutating func append(_ id: RowID) {
        append(id.high)
        append(id.low)
    }

    private mutating func append(timestamp microseconds: Int64) {
        append(microseconds.counted(from: PostgresEpoch.microseconds))
    }

    private mutating func append(date days: Int32) {
        append(days.counted(from: PostgresEpoch.days))
    }

    private mutating func appendArray<Element>(
        of type: SQLType, _ elements: [Element], _ write: (inout BinaryBuffer, Element) -> Void
    ) {
        append(elements.isEmpty ? 0 : 1 as Int32)
        append(0 as Int32)
        append(type.oid)
        if elements.isEmpty { return }
        append(Int32(clamping: elements.count))
        append(1 as Int32)
        for element in elements {
            let lengthAt = count
            append(0 as Int32)
            write(&self, element)
            overwrite(Int32(clamping: count - lengthAt - 4), at: lengthAt)
        }
    }
}

extension FixedWidthInteger {
    /// A time counted from 1970-01-01, counted from PostgreSQL's own epoch.
    ///
    /// The two ends of the range are `infinity` and `-infinity`. A time before PostgreSQL's range becomes `-infinity`:
    /// an overflow must not wrap into some other, valid time.
    fileprivate func counted(from epoch: Self) -> Self {
        if self == .max { return .max }
        let (value, overflow) = subtractingReportingOverflow(epoch)
        return overflow ? .min : value
    }
}
