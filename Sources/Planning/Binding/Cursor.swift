import Cryptography
import GraphQLSchema
import SQLText

/// The place of a row in a list, as clients hold it: its order keys and primary key, encrypted.
///
/// A cursor can't be read or made, and is good only in the list, order, filter and organisation that it was made in;
/// it is the same whoever asks.
public struct CursorContext: Hashable, Sendable {
    private let digest: [UInt8]

    init(_ list: ListPlan, variables: [String: InputValue], organizationID: RowID?) {
        var message = [UInt8]("\(list.coordinate)\u{0}\(list.order)\u{0}".utf8)
        message += organizationID?.bytes ?? []
        message += [UInt8]("\u{0}".utf8)
        if let filter = list.filter { CanonicalValue.append(filter.resolved(variables), to: &message) }
        digest = sha256(message)
    }

    /// The cursor of a row.
    ///
    /// - Parameters:
    ///   - keys: the order keys as PostgreSQL's binary format has them.
    ///   - cipher: what makes them unreadable.
    public func cursor(of keys: [UnsafeRawBufferPointer], cipher: DeterministicCipher) throws -> String {
        var plaintext: [UInt8] = []
        for key in keys {
            let count = UInt32(truncatingIfNeeded: key.count)
            for shift in stride(from: 24, through: 0, by: -8) {
                plaintext.append(UInt8(truncatingIfNeeded: count >> shift))
            }
            plaintext.append(contentsOf: key)
        }
        return base64Encode(try cipher.encrypt(plaintext, associatedData: digest))
    }

    /// The order keys in a cursor; nil for one that wasn't made here.
    func keys(of cursor: String, cipher: DeterministicCipher) -> [[UInt8]]? {
        guard let ciphertext = base64Decode(cursor),
            let plaintext = cipher.decrypt(ciphertext, associatedData: digest)
        else { return nil }
        var keys: [[UInt8]] = []
        var rest = plaintext[...]
        while !rest.isEmpty {
            guard rest.count >= 4 else { return nil }
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= count else { return nil }
            keys.append([UInt8](rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return keys
    }
}

extension SQLType {
    /// The value that stands in PostgreSQL's binary format; nil where the bytes aren't of the type.
    func value(binary bytes: [UInt8]) -> SQLValue? {
        func integer(_ count: Int) -> Int64? {
            guard bytes.count == count, let first = bytes.first else { return nil }
            return bytes.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
        }
        switch self {
        case .uuid: return RowID(bytes: bytes).map(SQLValue.uuid)
        case .text: return .text(String(decoding: bytes, as: UTF8.self))
        case .int4: return integer(4).map { .int4(Int32(truncatingIfNeeded: $0)) }
        case .int8: return integer(8).map(SQLValue.int8)
        case .timestamptz:
            return integer(8).map {
                .timestamptz(microseconds: Self.since1970($0, epoch: CivilTime.postgresEpochDays * CivilTime.day))
            }
        case .date:
            return integer(4).map {
                .date(days: Self.since1970(Int32(truncatingIfNeeded: $0), epoch: Int32(CivilTime.postgresEpochDays)))
            }
        default: return nil
        }
    }

    /// A time counted from PostgreSQL's epoch, counted from 1970-01-01; `infinity` and `-infinity` stay the two ends of
    /// the range.
    private static func since1970<Count: FixedWidthInteger>(_ count: Count, epoch: Count) -> Count {
        if count == .min { return .min }
        let (sum, overflow) = count.addingReportingOverflow(epoch)
        return overflow ? .max : sum
    }
}

/// A value as bytes that are equal exactly where the values are.
private enum CanonicalValue {
    static func append(_ value: InputValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes += [UInt8]("n".utf8)
        case .bool(let flag): bytes += [UInt8](flag ? "t".utf8 : "f".utf8)
        case .int(let number): bytes += [UInt8]("i\(number);".utf8)
        case .float(let number): bytes += [UInt8]("d\(number.bitPattern);".utf8)
        case .string(let text): append(text, mark: "s", to: &bytes)
        case .enumeration(let name): append(name, mark: "e", to: &bytes)
        case .list(let items):
            bytes += [UInt8]("l\(items.count);".utf8)
            for item in items { append(item, to: &bytes) }
        case .object(let object):
            bytes += [UInt8]("o\(object.count);".utf8)
            for (name, value) in object.sorted(by: { $0.name < $1.name }) {
                append(name, mark: "k", to: &bytes)
                append(value, to: &bytes)
            }
        }
    }

    private static func append(_ text: String, mark: String, to bytes: inout [UInt8]) {
        bytes += [UInt8]("\(mark)\(text.utf8.count);".utf8)
        bytes += [UInt8](text.utf8)
    }
}
