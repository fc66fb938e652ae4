/// Named values that keep the order in which they came.
///
/// A member that is absent is another thing than one whose value is null: `self[name]` is nil only for the first.
/// Two of them are equal if they hold the same members in the same order.
public struct OrderedMembers<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The names, in the order in which they came.
    public private(set) var keys: [String] = []
    private var byName: [String: Value] = [:]

    /// Holds nothing.
    public init() {}

    /// Holds these members; of two with the same name the later value stays, at the earlier place.
    public init(_ members: some Sequence<(String, Value)>) {
        for (name, value) in members {
            self[name] = value
        }
    }

    /// How many members there are.
    public var count: Int { keys.count }
    /// Whether there are none.
    public var isEmpty: Bool { keys.isEmpty }

    /// The value of that name; setting nil takes the member away.
    public subscript(name: String) -> Value? {
        get { byName[name] }
        set {
            guard let newValue else {
                if byName.removeValue(forKey: name) != nil {
                    keys.removeAll { $0 == name }
                }
                return
            }
            if byName.updateValue(newValue, forKey: name) == nil {
                keys.append(name)
            }
        }
    }
}

extension OrderedMembers: Sequence {
    /// Goes through the members in their order.
    public func makeIterator() -> some IteratorProtocol<(name: String, value: Value)> {
        keys.lazy.compactMap { name in self.byName[name].map { (name: name, value: $0) } }.makeIterator()
    }
}

extension OrderedMembers: ExpressibleByDictionaryLiteral {
    /// A literal of the language, for tests and defaults.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements)
    }
}
