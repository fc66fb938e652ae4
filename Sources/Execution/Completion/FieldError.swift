import Access
import Planning

/// What went wrong with one field of an answer.
struct FieldError: Sendable {
    let code: ErrorCode
    let message: String
    let path: [PathElement]
    /// Where the document says the field, as a byte offset.
    let offset: Int
}

/// One step from the root of an answer to a field.
enum PathElement: Hashable, Sendable {
    case name(String)
    case index(Int)
}
