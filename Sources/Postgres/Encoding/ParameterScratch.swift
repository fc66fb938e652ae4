import SQLText

/// The arrays that libpq wants for the parameters of one statement, filled anew for each and never freed between.
///
/// libpq copies them while it builds its message, so one scratch serves all connections of a thread.
struct ParameterScratch: ~Copyable {
    private var bytes = BinaryBuffer()
    private var capacity = 0
    private(set) var pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>
    private(set) var lengths: UnsafeMutablePointer<Int32>
    /// All 1: every parameter is binary.
    private(set) var formats: UnsafeMutablePointer<Int32>

    init() {
        pointers = .allocate(capacity: 0)
        lengths = .allocate(capacity: 0)
        formats = .allocate(capacity: 0)
        grow(to: 32)
    }

    deinit {
        pointers.deallocate()
        lengths.deallocate()
        formats.deallocate()
    }

    /// Encodes the values; `pointers`, `lengths` and `formats` are theirs until the next call.
    mutating func encode(_ values: borrowing [SQLValue]) {
        bytes.clear()
        if values.count > capacity { grow(to: values.count) }
        for index in values.indices {
            let before = bytes.count
            let isPresent = bytes.append(values[index])
            // The buffer can still move, so first only mark which values are there.
            lengths[index] = isPresent ? Int32(clamping: bytes.count - before) : -1
        }
        var offset = 0
        for index in values.indices {
            if lengths[index] < 0 {
                pointers[index] = nil
                lengths[index] = 0
            } else {
                pointers[index] = UnsafeRawPointer(bytes.start + offset).assumingMemoryBound(to: CChar.self)
                offset += Int(lengths[index])
            }
        }
    }

    private mutating func grow(to count: Int) {
        pointers.deallocate()
        lengths.deallocate()
        formats.deallocate()
        capacity = count
        pointers = .allocate(capacity: count)
        lengths = .allocate(capacity: count)
        formats = .allocate(capacity: count)
        pointers.initialize(repeating: nil, count: count)
        lengths.initialize(repeating: 0, count: count)
        formats.initialize(repeating: 1, count: count)
    }
}
