extension String {
    /// At most so many bytes, whole characters, with an ellipsis where something was cut.
    package func shortened(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var used = 0
        let kept = unicodeScalars.prefix { scalar in
            used += UTF8.width(scalar)
            return used <= limit
        }
        return String(String.UnicodeScalarView(kept)) + "…"
    }
}
