/// Which pages may send requests that a cookie makes powerful.
struct OriginRule {
    /// The origin of the installation's public address, such as `https://partners.example.com`; nil where none is set.
    let publicOrigin: String?

    /// Whether a request that a browser sent comes from a page of this installation.
    ///
    /// Browsers name the origin of every POST. Where nothing is named, the request's own statement of its site counts,
    /// and without that no browser sent it.
    func allows(origin: String?, fetchSite: String?, host: String?) -> Bool {
        guard let origin else { return fetchSite == nil || fetchSite == "same-origin" || fetchSite == "none" }
        if let publicOrigin { return origin == publicOrigin }
        guard let host, let end = origin.firstRange(of: "://") else { return false }
        return origin[end.upperBound...] == host[...]
    }
}
