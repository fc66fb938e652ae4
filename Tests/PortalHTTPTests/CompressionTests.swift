import Execution
import Foundation
import NIOCore
import Testing

@testable import PortalHTTP

@Suite("Compression") struct CompressionTests {
    static let start = #"{"query":"{ a }"}"#

    /// A body of so many bytes, compressed into exactly so many: a name in the header of gzip fills up what is missing.
    private func body(of bytes: Int, in compressedBytes: Int) throws -> [UInt8] {
        let plain = Self.start + String(repeating: " ", count: bytes - Self.start.utf8.count)
        var compressed = try #require(Gzip.compress(Array(plain.utf8), .best))
        guard compressedBytes > compressed.count else { return compressed }
        compressed[3] |= 0x08
        let name = [UInt8](repeating: UInt8(ascii: "n"), count: compressedBytes - compressed.count - 1) + [0]
        compressed.insert(contentsOf: name, at: 10)
        return compressed
    }

    private func send(_ site: Site, _ body: [UInt8], coding: String = "gzip") async throws -> Received {
        try await site.send(
            .post, "/graphql", headers: [("Content-Type", "application/json"), ("Content-Encoding", coding)], body: body
        )
    }

    @Test("A compressed request reaches the engine as it was", arguments: ["gzip", "GZIP", "x-gzip", "identity, gzip"])
    func request(coding: String) async throws {
        let site = Site()
        let received = try await send(site, try body(of: 200, in: 0), coding: coding)
        #expect(received.status == 200)
        #expect(site.last?.request.query == Array("{ a }".utf8))
    }

    @Test(
        "Every other coding is refused with 415 and the ones that work",
        arguments: ["deflate", "br", "zstd", "gzip, gzip", "gzip, br", "nonsense"])
    func otherCodings(coding: String) async throws {
        let received = try await send(Site(), try body(of: 200, in: 0), coding: coding)
        #expect(received.status == 415)
        #expect(received["Accept-Encoding"] == "gzip, identity")
    }

    @Test("Limit: 20 bytes may become of one, and no more", arguments: [(20_000, 200), (20_001, 413)])
    func ratio(bytes: Int, status: Int) async throws {
        let site = Site()
        let received = try await send(site, try body(of: bytes, in: 1_000))
        #expect(received.status == status)
        #expect((site.last == nil) == (status == 413))
        if status == 413 { #expect(received.code == "TOO_LARGE") }
    }

    @Test("Limit: 256 KiB, expanded, and no more", arguments: [(262_144, 200), (262_145, 413)])
    func size(bytes: Int, status: Int) async throws {
        let received = try await send(Site(), try body(of: bytes, in: 20_000))
        #expect(received.status == status)
        if status == 413 { #expect(received.message == "The body is longer than 262144 bytes.") }
    }

    @Test("B11 A bomb is never larger than the limit in memory, and refused")
    func bomb() throws {
        let bomb = try #require(Gzip.compress([UInt8](repeating: 0, count: 10_000_000), .best))
        let error = #expect(throws: Refusal.self) {
            try Gunzip(maximumBytes: 1 << 18, maximumRatio: 20).expand(ByteBuffer(bytes: bomb))
        }
        #expect(error?.status == 413)
    }

    @Test("What isn't whole, isn't gzip, or goes on behind its end is refused with 400")
    func rubbish() async throws {
        let whole = try body(of: 200, in: 0)
        var flipped = whole
        flipped[whole.count - 5] ^= 1
        for bytes in [[], Array(whole.dropLast()), Array(Self.start.utf8), whole + [0], whole + whole, flipped] {
            let site = Site()
            let received = try await send(site, bytes)
            #expect(received.status == 400)
            #expect(received.code == "BAD_REQUEST")
            #expect(site.last == nil)
        }
    }

    // MARK: Answers

    static let long = Array((#"{"data":{"a":""# + String(repeating: "ab", count: 50_000) + #""}}"#).utf8)

    private func expanded(_ body: [UInt8]) throws -> [UInt8] {
        let gunzip = Gunzip(maximumBytes: .max >> 8, maximumRatio: 2_000)
        return Array(try gunzip.expand(ByteBuffer(bytes: body)).readableBytesView)
    }

    @Test("Answers are compressed for those who take it, short ones and long ones", arguments: [1_400, 5_000, 100_000])
    func answer(bytes: Int) async throws {
        let plain = Array(Self.long.prefix(bytes))
        let site = Site(answer: Answer(body: plain, outcome: .data))
        let received = try await site.post(headers: [("Accept-Encoding", "br, gzip")])
        #expect(received["Content-Encoding"] == "gzip")
        #expect(received.body.count < plain.count)
        #expect(received["Content-Length"] == "\(received.body.count)")
        #expect(try expanded(received.body) == plain)
    }

    @Test("An answer below 1,400 bytes, or one that starts a session, goes out as it is")
    func uncompressed() async throws {
        let short = Answer(body: Array(Self.long.prefix(1_399)), outcome: .data)
        let start = Answer(
            body: Self.long, outcome: .data, effects: [.start(secret: "s", realm: .partner, portal: nil, seconds: 1)])
        for answer in [short, start] {
            let received = try await Site(answer: answer).post(headers: [("Accept-Encoding", "gzip")])
            #expect(received["Content-Encoding"] == nil)
            #expect(received.body == answer.body)
        }
    }

    @Test(
        "Accept-Encoding is read with its qualities",
        arguments: [
            ([], false), (["gzip"], true), (["GZIP"], true), (["x-gzip"], true), (["deflate, gzip;q=0.5"], true),
            (["gzip;q=0"], false), (["gzip; q=0.0"], false), (["gzip;q=0, *"], false), (["*"], true),
            (["*;q=0"], false),
            (["identity"], false), (["br", "gzip"], true), (["gzipped"], false), (["gzip;q=x"], false),
        ])
    func accepted(values: [String], isTaken: Bool) {
        #expect(ContentCoding.isGzipTaken(values) == isTaken)
    }
}
