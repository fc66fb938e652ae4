import CJansson
public import GraphQLSchema

/// Why a text is no JSON that we take, and where.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, without a final stop.
    public let message: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in bytes.
    public let column: Int

    /// Names a fault and its place.
    public init(message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }

    /// What is wrong and where, as a sentence.
    public var description: String { "\(message) (line \(line), column \(column))." }
}

/// Reads JSON (RFC 8259) of strangers.
///
/// Refused besides what isn't JSON: names given twice in one object, nesting beyond a limit, whole numbers beyond 64
/// bits, reals beyond a double, U+0000, and bytes that are not UTF-8.
public struct JSONReader: Sendable {
    /// How many arrays and objects may stand in each other.
    public var maximumDepth: Int
    /// How many members and elements the whole text may have.
    public var maximumMembers: Int

    /// A reader with limits; the defaults are the server's for requests.
    public init(maximumDepth: Int = 32, maximumMembers: Int = 4_000) {
        self.maximumDepth = maximumDepth
        self.maximumMembers = maximumMembers
    }

    /// Reads one value.
    public func read(_ text: [UInt8]) throws(JSONFault) -> JSONValue {
        // A throwing closure loses the error's type on its way through, a result keeps it.
        try text.withUnsafeBytes { text in Result { () throws(JSONFault) in try read(text) } }.get()
    }

    /// Reads one value out of a buffer.
    public func read(_ text: UnsafeRawBufferPointer) throws(JSONFault) -> JSONValue {
        try JSONShape(maximumDepth: maximumDepth, maximumMembers: maximumMembers).check(text)
        var error = json_error_t()
        let flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY
        guard let start = text.bindMemory(to: CChar.self).baseAddress, !text.isEmpty else {
            throw JSONFault(message: "There is no JSON", line: 1, column: 1)
        }
        guard let root = json_loadb(start, text.count, Int(flags), &error) else { throw JSONFault(error) }
        defer { json_decref(root) }
        return value(of: root)
    }

    private func value(of json: UnsafeMutablePointer<json_t>) -> JSONValue {
        switch json.pointee.type {
        case JSON_OBJECT: .object(members(of: json))
        case JSON_ARRAY: .array(elements(of: json))
        case JSON_STRING: .string(text(json_string_value(json), count: json_string_length(json)))
        case JSON_INTEGER: .int(json_integer_value(json))
        case JSON_REAL: .real(json_real_value(json))
        case JSON_TRUE: .bool(true)
        case JSON_FALSE: .bool(false)
        default: .null
        }
    }

    private func members(of json: UnsafeMutablePointer<json_t>) -> JSONObject {
        var object = JSONObject()
        var place = json_object_iter(json)
        while let here = place {
            if let name = json_object_iter_key(here), let member = json_object_iter_value(here) {
                object[String(cString: name)] = value(of: member)
            }
            place = json_object_iter_next(json, here)
        }
        return object
    }

    private func elements(of json: UnsafeMutablePointer<json_t>) -> [JSONValue] {
        (0..<json_array_size(json)).compactMap { json_array_get(json, $0).map(value) }
    }

    private func text(_ start: UnsafePointer<CChar>?, count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

extension JSONFault {
    init(_ error: json_error_t) {
        let text = withUnsafeBytes(of: error.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        self.init(
            message: "The JSON can't be read: " + text.prefix(100), line: max(1, Int(error.line)),
            column: max(1, Int(error.column)))
    }
}
