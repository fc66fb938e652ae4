import Access
import GraphQLLanguage
import GraphQLSchema
import Planning

/// The response around the data: errors first, so that whoever reads the beginning sees them.
///
/// Specification: 7.1 Response Format.
enum ResponseText {
    /// The response of a request that was refused.
    static func refused(_ refusal: Refusal, requestID: String) -> [UInt8] {
        var bytes = [UInt8](#"{"errors":["#.utf8)
        for (position, error) in refusal.errors.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(error.message, error.locations, [], refusal.code, requestID, to: &bytes)
        }
        bytes += [UInt8]("]}".utf8)
        return bytes
    }

    /// What stands before the data when fields have errors.
    static func errors(_ errors: [FieldError], in source: Source, requestID: String) -> [UInt8] {
        var bytes = [UInt8](#"{"errors":["#.utf8)
        for (position, error) in errors.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(error.message, [source.location(of: error.offset)], error.path, error.code, requestID, to: &bytes)
        }
        bytes += [UInt8](#"],"data":"#.utf8)
        return bytes
    }

    /// What stands before the data when there are no errors.
    static let data = [UInt8](#"{"data":"#.utf8)

    private static func append(
        _ message: String, _ locations: [SourceLocation], _ path: [PathElement], _ code: ErrorCode,
        _ requestID: String, to bytes: inout [UInt8]
    ) {
        bytes += [UInt8](#"{"message":"#.utf8) + JSONText.quoted(message)
        if !locations.isEmpty {
            let places = locations.map { "{\"line\":\($0.line),\"column\":\($0.column)}" }
            bytes += [UInt8](#","locations":[\#(places.joined(separator: ","))]"#.utf8)
        }
        if !path.isEmpty {
            bytes += [UInt8](#","path":["#.utf8)
            for (position, element) in path.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                switch element {
                case .name(let name): bytes += JSONText.quoted(name)
                case .index(let index): bytes += [UInt8](String(index).utf8)
                }
            }
            bytes.append(UInt8(ascii: "]"))
        }
        bytes += [UInt8](#","extensions":{"code":"\#(code.rawValue)","requestId":"#.utf8)
        bytes += JSONText.quoted(requestID) + [UInt8]("}}".utf8)
    }
}
