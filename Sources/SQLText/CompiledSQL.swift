/// A statement's text with `$1`, `$2` … and what is bound to them, in that order.
public struct CompiledSQL<Parameter: Hashable & Sendable>: Hashable, Sendable {
    /// The text as PostgreSQL prepares it.
    public let text: String
    /// What is bound: the first to `$1`.
    ///
    /// Equal parameters share one number.
    public let parameters: [Parameter]
}

extension SQLText {
    /// Numbers the parameters.
    public func compiled() -> CompiledSQL<Parameter> {
        var numbers: [Parameter: Int] = [:]
        var parameters: [Parameter] = []
        var text = ""
        for piece in pieces {
            switch piece {
            case .verbatim(let verbatim): text += verbatim
            case .parameter(let parameter):
                if let number = numbers[parameter] {
                    text += "$\(number)"
                } else {
                    parameters.append(parameter)
                    numbers[parameter] = parameters.count
                    text += "$\(parameters.count)"
                }
            }
        }
        return CompiledSQL(text: text, parameters: parameters)
    }
}
