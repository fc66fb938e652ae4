public import SQLText

/// Typed reads. Each gives nil for NULL, beyond the rows or columns, and where the bytes have another length than the
/// type: so a column read as the wrong type shows as nil, never as a crash.
extension ResultRows {
    /// A `bool`.
    public func bool(_ row: Int, _ column: Int) -> Bool? {
        guard let bytes = bytes(row: row, column: column), bytes.count == 1 else { return nil }
        return bytes[0] != 0
    }

    /// An `int2`.
    public func int2(_ row: Int, _ column: Int) -> Int16? {
        integer(row, column)
    }

    /// An `int4`.
    public func int4(_ row: Int, _ column: Int) -> Int32? {
        integer(row, column)
    }

    /// An `int8`.
    public func int8(_ row: Int, _ column: Int) -> Int64? {
        integer(row, column)
    }

    /// A `float8`.
    public func float8(_ row: Int, _ column: Int) -> Double? {
        let bits: UInt64? = integer(row, column)
        return bits.map { Double(bitPattern: $0) }
    }

    /// A `text`, `varchar` or `json`: what the database sends is valid UTF-8.
    public func text(_ row: Int, _ column: Int) -> String? {
        bytes(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A `bytea`, copied.
    public func bytea(_ row: Int, _ column: Int) -> [UInt8]? {
        bytes(row: row, column: column).map { Array($0) }
    }

    /// A `uuid`.
    public func rowID(_ row: Int, _ column: Int) -> RowID? {
        guard let bytes = bytes(row: row, column: column), bytes.count == 16 else { return nil }
        return RowID(high: bigEndian(bytes, at: 0), low: bigEndian(bytes, at: 8))
    }

    /// A `timestamptz`, in microseconds since 1970-01-01T00:00:00Z; nil too where that doesn't fit.
    public func timestamptz(_ row: Int, _ column: Int) -> Int64? {
        let value: Int64? = integer(row, column)
        guard let value, !PostgresEpoch.isInfinite(value) else { return nil }
        let (sum, overflow) = value.addingReportingOverflow(PostgresEpoch.microseconds)
        return overflow ? nil : sum
    }

    /// A `date`, in days since 1970-01-01; nil too where that doesn't fit.
    public func date(_ row: Int, _ column: Int) -> Int32? {
        let value: Int32? = integer(row, column)
        guard let value, value != .max, value != .min else { return nil }
        let (sum, overflow) = value.addingReportingOverflow(PostgresEpoch.days)
        return overflow ? nil : sum
    }

    private func integer<Value: FixedWidthInteger>(_ row: Int, _ column: Int) -> Value? {
        guard let bytes = bytes(row: row, column: column), bytes.count == MemoryLayout<Value>.size else { return nil }
        return bigEndian(bytes, at: 0)
    }
}

/// PostgreSQL counts from 2000-01-01; everybody else here from 1970-01-01.
enum PostgresEpoch {
    static let days: Int32 = 10_957
    static let microseconds: Int64 = 946_684_800_000_000

    /// `infinity` and `-infinity` are the two ends of the range.
    static func isInfinite(_ value: Int64) -> Bool {
        value == .max || value == .min
    }
}

/// A number in network order; the caller has checked the length.
func bigEndian<Value: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Value {
    Value(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
}
