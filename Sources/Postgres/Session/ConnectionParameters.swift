import Glibc

/// Gives libpq's two arrays of C strings, each ended by nil, for the length of a call.
func withConnectionParameters<Result>(
    _ parameters: [(String, String)],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let keywords = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: parameters.count + 1)
    let values = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: parameters.count + 1)
    keywords.initialize(repeating: nil, count: parameters.count + 1)
    values.initialize(repeating: nil, count: parameters.count + 1)
    for (index, parameter) in parameters.enumerated() {
        keywords[index] = UnsafePointer(strdup(parameter.0))
        values[index] = UnsafePointer(strdup(parameter.1))
    }
    defer {
        for index in parameters.indices {
            free(UnsafeMutablePointer(mutating: keywords[index]))
            free(UnsafeMutablePointer(mutating: values[index]))
        }
        keywords.deallocate()
        values.deallocate()
    }
    return body(keywords, values)
}
