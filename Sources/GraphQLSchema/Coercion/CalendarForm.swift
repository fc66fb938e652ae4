/// The forms of days and moments, RFC 3339 section 5.6.
enum CalendarForm {
    /// `2026-11-21`, and that day exists.
    static func isDate(_ text: String) -> Bool {
        isDate(Array(text.utf8)[...])
    }

    /// `2026-11-21T09:30:00.000Z` or with an offset as `+01:00`; a leap second is none.
    static func isDateTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, isDate(bytes[0..<10]), bytes[10] | 0x20 == UInt8(ascii: "t") else {
            return false
        }
        var rest = bytes[11...]
        guard
            takeNumber(from: &rest, in: 0...23), take(":", from: &rest),
            takeNumber(from: &rest, in: 0...59), take(":", from: &rest),
            takeNumber(from: &rest, in: 0...59)
        else { return false }
        if take(".", from: &rest) {
            let digits = rest.prefix(while: isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count)
        }
        return isOffset(rest)
    }

    private static func isOffset(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        if take("Z", from: &rest) || take("z", from: &rest) { return rest.isEmpty }
        guard take("+", from: &rest) || take("-", from: &rest) else { return false }
        return takeNumber(from: &rest, in: 0...23) && take(":", from: &rest)
            && takeNumber(from: &rest, in: 0...59) && rest.isEmpty
    }

    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard
            let year = number(of: 4, from: &rest), take("-", from: &rest),
            let month = number(of: 2, from: &rest), take("-", from: &rest),
            let day = number(of: 2, from: &rest), rest.isEmpty
        else { return false }
        return year >= 1 && (1...12).contains(month) && day >= 1 && day <= days(in: month, of: year)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func takeNumber(from rest: inout ArraySlice<UInt8>, in range: ClosedRange<Int>) -> Bool {
        number(of: 2, from: &rest).map(range.contains) ?? false
    }

    private static func number(of digits: Int, from rest: inout ArraySlice<UInt8>) -> Int? {
        let taken = rest.prefix(digits)
        guard taken.count == digits, taken.allSatisfy(isDigit) else { return nil }
        rest = rest.dropFirst(digits)
        return taken.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func take(_ character: Unicode.Scalar, from rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
