import CPQ
public import SQLText

/// Writes the rows of a COPY, in pieces of 64 KiB.
public struct CopyWriter: ~Copyable {
    enum Format: String {
        case binary, text
    }

    private static let pieceSize = 1 << 16

    private let handle: OpaquePointer
    private let format: Format
    private let columns: Int
    private var buffer = BinaryBuffer(capacity: pieceSize + 4096)

    init(_ handle: OpaquePointer, _ format: Format, columns: Int) {
        self.handle = handle
        self.format = format
        self.columns = columns
        guard format == .binary else { return }
        // The signature, no flags, no header extension.
        [UInt8]([0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]).withUnsafeBytes {
            buffer.append($0)
        }
        buffer.append(0 as Int32)
        buffer.append(0 as Int32)
    }

    /// Adds a row.
    ///
    /// - Throws: `protocolViolation` when the number of values isn't that of the columns, or the load was started as
    ///   text; `unavailable` when the connection is lost.
    public mutating func row(_ values: [SQLValue]) throws(PostgresError) {
        try check(.binary, values.count)
        buffer.append(Int16(clamping: columns))
        for value in values {
            let lengthAt = buffer.count
            buffer.append(-1 as Int32)
            if buffer.append(value) { buffer.overwrite(Int32(clamping: buffer.count - lengthAt - 4), at: lengthAt) }
        }
        if buffer.count >= Self.pieceSize { try flush() }
    }

    /// Adds a row of PostgreSQL's text forms; nil is NULL.
    ///
    /// - Throws: as `row`, when the load was started as binary.
    public mutating func textRow(_ fields: [String?]) throws(PostgresError) {
        try check(.text, fields.count)
        for (index, field) in fields.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            if let field { appendEscaped(field) } else { buffer.append("\\N") }
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.pieceSize { try flush() }
    }

    private func check(_ wanted: Format, _ count: Int) throws(PostgresError) {
        if wanted != format { throw .protocolViolation("a row of another format than the COPY's") }
        if count != columns { throw .protocolViolation("a row has \(count) values for \(columns) columns") }
    }

    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): buffer.append("\\\\")
            case UInt8(ascii: "\t"): buffer.append("\\t")
            case UInt8(ascii: "\n"): buffer.append("\\n")
            case UInt8(ascii: "\r"): buffer.append("\\r")
            default: buffer.append(byte)
            }
        }
    }

    mutating func finish() throws(PostgresError) {
        if format == .binary { buffer.append(-1 as Int16) }
        try flush()
    }

    private mutating func flush() throws(PostgresError) {
        let sent = PQputCopyData(
            handle, buffer.start.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
        if sent != 1 {
            let reason = PQerrorMessage(handle).map { String(cString: $0).trimmedEnd } ?? ""
            throw .unavailable(reason: reason)
        }
        buffer.clear()
    }
}
