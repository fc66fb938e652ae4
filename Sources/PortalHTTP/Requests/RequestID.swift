import Cryptography

/// Names a request in its answer and in the log.
enum RequestID {
    /// Takes a client's or a proxy's id where it is well-formed, makes one otherwise.
    ///
    /// Well-formed is 8 to 64 letters, digits, `-`, `_` and `.`: nothing that could forge a line of a log.
    static func choose(offered: String?) -> String {
        if let offered, isWellFormed(offered) { return offered }
        var generator = SystemRandomNumberGenerator()
        let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
        let bytes = (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> UInt64($0 % 8 * 8)) }
        return base64Encode(bytes)
    }

    static func isWellFormed(_ id: String) -> Bool {
        (8...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
