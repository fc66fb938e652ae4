import Foundation

/// A setting that names a file of certificates.
enum CertificateFile {
    /// The path, where there are certificates in PEM; else nil.
    static func path(_ path: String) -> String? {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        return text?.contains("-----BEGIN CERTIFICATE-----") == true ? path : nil
    }
}
