import HTTPTypes

/// The headers that keep browsers from doing what no page of ours needs.
struct SecurityHeaders {
    private let base: HTTPFields
    private let page: HTTPFields

    /// What a page of ours may do: its own scripts, styles, fonts and requests, and no markup made from text.
    static let pagePolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")

    /// Everything else that is sent is nothing to show.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

    /// - Parameter isSecure: whether the public address is https, so that browsers may be told to stay with it.
    init(isSecure: Bool) {
        var common = HTTPFields()
        common[.xContentTypeOptions] = "nosniff"
        if isSecure { common[.strictTransportSecurity] = "max-age=31536000" }
        base = common.with(.contentSecurityPolicy, Self.dataPolicy)
        var page = common.with(.contentSecurityPolicy, Self.pagePolicy)
        page[HeaderName.referrerPolicy] = "same-origin"
        page[HeaderName.openerPolicy] = "same-origin"
        page[HeaderName.resourcePolicy] = "same-origin"
        page[HeaderName.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        self.page = page
    }

    /// The headers of an answer that no page is made of.
    var forData: HTTPFields { base }

    /// The headers of a page and of what it is made of.
    var forPage: HTTPFields { page }
}

extension HTTPFields {
    func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
