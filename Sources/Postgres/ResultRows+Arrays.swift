public import SQLText

/// Arrays of one dimension without NULLs: what `array_agg` over a NOT NULL column gives.
extension ResultRows {
    /// A `text[]`; nil for NULL, other dimensions, or NULL among the elements.
    public func textArray(_ row: Int, _ column: Int) -> [String]? {
        elements(row, column) { String(decoding: $0, as: UTF8.self) }
    }

    /// A `uuid[]`; nil for NULL, other dimensions, or NULL among the elements.
    public func rowIDArray(_ row: Int, _ column: Int) -> [RowID]? {
        elements(row, column) { bytes in
            bytes.count == 16 ? RowID(high: bigEndian(bytes, at: 0), low: bigEndian(bytes, at: 8)) : nil
        }
    }

    /// An `int8[]`; nil for NULL, other dimensions, or NULL among the elements.
    public func int8Array(_ row: Int, _ column: Int) -> [Int64]? {
        elements(row, column) { bytes in bytes.count == 8 ? bigEndian(bytes, at: 0) : nil }
    }

    /// An `int4[]`; nil for NULL, other dimensions, or NULL among the elements.
    public func int4Array(_ row: Int, _ column: Int) -> [Int32]? {
        elements(row, column) { bytes in bytes.count == 4 ? bigEndian(bytes, at: 0) : nil }
    }

    /// The array's wire form: dimensions, a flag for NULLs, the element's type; length and lower bound of each
    /// dimension; then the elements, each with its length.
    private func elements<Element>(
        _ row: Int, _ column: Int, _ read: (UnsafeRawBufferPointer) -> Element?
    ) -> [Element]? {
        guard let bytes = bytes(row: row, column: column), bytes.count >= 12 else { return nil }
        let dimensions: Int32 = bigEndian(bytes, at: 0)
        if dimensions == 0 { return [] }
        guard dimensions == 1, bytes.count >= 20 else { return nil }
        let count: Int32 = bigEndian(bytes, at: 12)
        var elements: [Element] = []
        var offset = 20
        for _ in 0..<max(0, count) {
            guard offset + 4 <= bytes.count else { return nil }
            let length = Int(bigEndian(bytes, at: offset) as Int32)
            offset += 4
            guard length >= 0, length <= bytes.count - offset else { return nil }
            guard let element = read(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])) else {
                return nil
            }
            elements.append(element)
            offset += length
        }
        return elements
    }
}
