import Testing

import Cryptography

@Suite("Random bytes") struct RandomTests {
    @Test("As many bytes come as were asked for", arguments: [0, 1, 16, 32, 1000])
    func count(count: Int) throws {
        #expect(try randomBytes(count).count == count)
    }

    @Test("Two draws of 16 bytes differ")
    func difference() throws {
        #expect(try randomBytes(16) != randomBytes(16))
    }

    @Test("A negative count gives nothing")
    func negative() throws {
        #expect(try randomBytes(-1).isEmpty)
    }
}
