/// Days and moments as PostgreSQL and JSON write them, in the proleptic Gregorian calendar and UTC.
public enum CivilTime {
    /// The microseconds of a day.
    static let day: Int64 = 86_400_000_000
    /// Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
    static let postgresEpochDays: Int64 = 10_957

    /// The day number since 1970-01-01 of a date; nil for a date that doesn't exist.
    static func days(year: Int, month: Int, day: Int) -> Int64? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...daysIn(month, of: year)).contains(day) else {
            return nil
        }
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month and day of a day number since 1970-01-01.
    static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// Reads `2026-11-21` as days since 1970-01-01; nil for anything else.
    public static func date(_ text: String) -> Int32? {
        var reader = DigitReader(text)
        guard let days = reader.date(), reader.isAtEnd else { return nil }
        return Int32(days)
    }

    /// Reads `2026-11-21T09:30:00.000Z`, or with an offset, as microseconds since 1970-01-01T00:00:00Z.
    public static func moment(_ text: String) -> Int64? {
        var reader = DigitReader(text)
        guard let days = reader.date(), reader.takes("T") || reader.takes("t"),
            let hour = reader.number(2), hour < 24, reader.takes(":"),
            let minute = reader.number(2), minute < 60, reader.takes(":"),
            let second = reader.number(2), second < 60, let fraction = reader.fraction(),
            let offset = reader.offsetMinutes(), reader.isAtEnd
        else { return nil }
        let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset * 60)
        return seconds * 1_000_000 + fraction
    }
}

/// Reads fixed forms of digits from a text.
private struct DigitReader {
    private let characters: [UInt8]
    private var position = 0

    init(_ text: String) {
        characters = [UInt8](text.utf8)
    }

    var isAtEnd: Bool { position == characters.count }

    mutating func takes(_ character: UnicodeScalar) -> Bool {
        guard position < characters.count, characters[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= characters.count else { return nil }
        var value = 0
        for character in characters[position..<position + digits] {
            guard (48...57).contains(character) else { return nil }
            value = value * 10 + Int(character - 48)
        }
        position += digits
        return value
    }

    mutating func date() -> Int64? {
        guard let year = number(4), takes("-"), let month = number(2), takes("-"), let day = number(2) else {
            return nil
        }
        return CivilTime.days(year: year, month: month, day: day)
    }

    /// The digits after a point, as many as there are, as microseconds; finer ones are cut.
    mutating func fraction() -> Int64? {
        guard takes(".") else { return 0 }
        var value: Int64 = 0
        var digits = 0
        while let digit = number(1) {
            if digits < 6 { value = value * 10 + Int64(digit) }
            digits += 1
        }
        guard digits > 0 else { return nil }
        for _ in digits..<max(digits, 6) { value *= 10 }
        return value
    }

    mutating func offsetMinutes() -> Int? {
        if takes("Z") || takes("z") { return 0 }
        let sign = takes("+") ? 1 : takes("-") ? -1 : 0
        guard sign != 0, let hours = number(2), hours < 24, takes(":"), let minutes = number(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}

extension CivilTime {
    /// Appends a date as `2026-11-21`.
    ///
    /// - Parameter days: PostgreSQL's day number, counted from 2000-01-01.
    /// - Returns: false, and nothing appended, for a day outside of the years 1 to 9999.
    public static func append(postgresDate days: Int32, to bytes: inout [UInt8]) -> Bool {
        append(days: Int64(days) + postgresEpochDays, to: &bytes)
    }

    /// Appends a moment in UTC as `2026-11-21T09:30:00.000Z`.
    ///
    /// - Parameter microseconds: PostgreSQL's moment, counted from 2000-01-01T00:00:00Z.
    /// - Returns: false, and nothing appended, for a moment outside of the years 1 to 9999, infinity among them.
    public static func append(postgresMoment microseconds: Int64, to bytes: inout [UInt8]) -> Bool {
        let rest = microseconds % day
        let time = (rest < 0 ? rest + day : rest) / 1000
        let days = microseconds / day - (rest < 0 ? 1 : 0)
        guard append(days: days + postgresEpochDays, to: &bytes) else { return false }
        bytes.append(UInt8(ascii: "T"))
        append(time / 3_600_000, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(time / 60_000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(time / 1000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        append(time % 1000, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
        return true
    }

    private static func append(days: Int64, to bytes: inout [UInt8]) -> Bool {
        guard (-719_162...2_932_896).contains(days) else { return false }
        let date = civil(days: days)
        append(date.year, digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(date.month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(date.day, digits: 2, to: &bytes)
        return true
    }

    private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
            divisor /= 10
        }
    }
}
