import CZlib
import NIOCore

/// Expands a compressed body (RFC 1952), as far as its limits let it.
///
/// A few bytes can stand for a great many: the output is never larger than the limits, whatever the input says.
struct Gunzip {
    /// The largest expanded body, in bytes.
    let maximumBytes: Int
    /// How many times as large as what was sent the expanded body may be.
    let maximumRatio: Int

    /// The expanded body.
    func expand(_ body: ByteBuffer) throws(Refusal) -> ByteBuffer {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK else {
            throw Refusal(500, .internal, "Something went wrong here. The request id leads to it in the log.")
        }
        defer { inflateEnd(&stream) }
        let limit = min(maximumBytes, body.readableBytes.multipliedReportingOverflow(by: maximumRatio).partialValue)
        var input = Array(body.readableBytesView)
        // One byte more than is allowed, to see that there is more.
        var output = [UInt8](repeating: 0, count: limit + 1)
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        let count = Int(stream.total_out)
        if count > maximumBytes { throw Refusal(413, .tooLarge, "The body is longer than \(maximumBytes) bytes.") }
        if count > limit {
            throw Refusal(
                413, .tooLarge, "The body is more than \(maximumRatio) times as long as what was sent of it.")
        }
        guard result == Z_STREAM_END, stream.avail_in == 0 else {
            throw Refusal(400, .badRequest, "The body is not what gzip makes.")
        }
        return ByteBuffer(bytes: output.prefix(count))
    }
}
