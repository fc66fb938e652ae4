import CZlib

/// Compresses what goes out (RFC 1952).
enum Gzip {
    /// How hard it is tried.
    enum Effort {
        /// Once for all: a file, at start.
        case best
        /// For each answer anew.
        case fast

        fileprivate var level: Int32 { self == .best ? Z_BEST_COMPRESSION : Z_BEST_SPEED }
    }

    /// The compressed bytes; nil where compressing doesn't make them fewer.
    static func compress(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        var stream = z_stream()
        let windowWithHeader = MAX_WBITS + 16
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, effort.level, Z_DEFLATED, windowWithHeader, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size
            ) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count)
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
