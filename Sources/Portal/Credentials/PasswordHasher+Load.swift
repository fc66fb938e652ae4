import Cryptography

/// Passwords are hashed on threads of their own; where too many wait for those, the client is told to come again.
extension PasswordHasher {
    /// Hashes a password; nil where too many wait already.
    func hashed(_ password: String) async throws -> PasswordHash? {
        do {
            return try await hash(password)
        } catch CryptographyError.busy {
            return nil
        }
    }

    /// Whether a password fits a hash, as slowly without one; nil where too many wait already.
    func verified(_ password: String, _ hash: PasswordHash?) async throws -> Bool? {
        do {
            return try await verify(password, against: hash)
        } catch CryptographyError.busy {
            return nil
        }
    }
}

extension UserError {
    /// Too many passwords wait to be hashed.
    static let busy = UserError(.rateLimited, nil, "Many are signing in. Try again in a moment.")

    /// What was tried too often can be tried again later.
    static func tooMany(_ seconds: Int) -> UserError {
        let wait = seconds == 1 ? "a second" : "\(seconds) seconds"
        return UserError(.rateLimited, nil, "There were too many tries. Try again in \(wait).")
    }
}
