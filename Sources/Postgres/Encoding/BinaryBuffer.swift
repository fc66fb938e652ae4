import SQLText

/// A growing buffer that values are written into in PostgreSQL's binary format, made once and used again.
struct BinaryBuffer: ~Copyable {
    private(set) var start: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
        start = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        start.deallocate()
    }

    /// Forgets what was written; memory beyond a mebibyte, which one large request took, is given back.
    mutating func clear() {
        count = 0
        if capacity > 1 << 20 {
            start.deallocate()
            capacity = 4096
            start = .allocate(byteCount: capacity, alignment: 16)
        }
    }

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        makeRoom(for: size)
        start.storeBytes(of: value.bigEndian, toByteOffset: count, as: Value.self)
        count += size
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        makeRoom(for: bytes.count)
        (start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a number over what stands at an offset within the written bytes.
    mutating func overwrite(_ value: Int32, at offset: Int) {
        guard offset >= 0, offset + 4 <= count else { return }
        start.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Int32.self)
    }

    private mutating func makeRoom(for extra: Int) {
        guard count + extra > capacity else { return }
        let larger = max(capacity * 2, count + extra)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        moved.copyMemory(from: start, byteCount: count)
        start.deallocate()
        start = moved
        capacity = larger
    }
}
