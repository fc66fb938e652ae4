import Cryptography
public import SQLText

/// An id as clients see it: one byte for the type and the sixteen bytes of the row's key, as base64url without
/// padding.
public struct GlobalID: Hashable, Sendable {
    /// Which type the row is of.
    public let typeCode: UInt8
    /// The row's primary key.
    public let row: RowID

    /// The number of characters of every id.
    public static let length = 23

    /// Names a row of a type.
    public init(typeCode: UInt8, row: RowID) {
        self.typeCode = typeCode
        self.row = row
    }

    /// Reads an id; nil for anything that isn't the one spelling of an id.
    public init?(_ text: String) {
        guard text.utf8.count == GlobalID.length, let bytes = base64Decode(text), bytes.count == 17,
            let row = RowID(bytes: bytes[1...])
        else { return nil }
        self.init(typeCode: bytes[0], row: row)
    }

    /// The id as clients see it.
    public var text: String { base64Encode([typeCode] + row.bytes) }

    /// Appends the id of a row, whose sixteen bytes are given, as clients see it.
    ///
    /// It is written once for each id of an answer, without anything in between.
    public static func append(typeCode: UInt8, row: UnsafeRawBufferPointer, to characters: inout [UInt8]) {
        precondition(row.count == 16, "a key has sixteen bytes")
        let digits = alphabet
        // Seventeen bytes are 136 bits, which are 23 digits: as many as there is room for.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { text in
            var written = 0
            var bits = UInt32(typeCode)
            var count: UInt32 = 8
            func write(_ digit: UInt32) {
                text[written] = digits[Int(digit & 0x3F)]
                written += 1
            }
            for byte in row {
                while count >= 6 {
                    count -= 6
                    write(bits >> count)
                }
                bits = bits << 8 | UInt32(byte)
                count += 8
            }
            while count >= 6 {
                count -= 6
                write(bits >> count)
            }
            if count > 0 { write(bits << (6 - count)) }
            characters.append(contentsOf: text[..<written])
        }
    }

    private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The code of each type that has ids.
    ///
    /// Codes are never changed or used again: ids are kept by clients.
    public static let typeCodes: [String: UInt8] = [
        "Organization": 1, "Partnership": 2, "User": 3, "Membership": 4, "Assignment": 5, "Customer": 6, "Contact": 7,
        "Lead": 8, "Invoice": 9, "InvoiceLine": 10, "Product": 11, "ReportingPeriod": 12, "Usage": 13, "Contract": 14,
        "ContractValue": 15, "Task": 16, "CustomerPortal": 17, "PortalUser": 18, "Engagement": 19,
        "ChurnAssessment": 20, "ChurnFactor": 21, "PartnerKitAsset": 22,
        "AuditEvent": 23,
        "AuditDetail": 24, "AuditChange": 25, "ApiKey": 26, "Mail": 28, "Session": 29,
        "CustomerRead": 30, "IdentityProvider": 31, "IdentityDomain": 32, "NotificationPreference": 34,
        "UsageReading": 35, "Delivery": 36,
    ]
}
