import Mail

/// Which mail an event makes, and for whom.
///
/// An event that has none here is nobody's business.
struct MailRecipe: Sendable {
    /// The event's topic.
    let topic: String
    /// Whose users it is about, by their tables: some mails only those of customers' portals get.
    let people: Set<String>
    /// The name of the template.
    let template: String
    /// Where the address stands.
    let address: Address
    /// The secret that the mail brings; nil where it brings none.
    let secret: Secret?
    /// Whether it lists the open tasks that the user sees.
    let listsTasks: Bool

    enum Address: Sendable {
        /// It is the user's whom the event is about.
        case user
        /// The event brings it along, since the user is gone or has another one, for now or by now.
        case event
    }

    /// What a secret is good for, by the name that the database gives it.
    enum Secret: String, Sendable {
        case invitation = "INVITATION"
        case passwordReset = "PASSWORD_RESET"
        case emailChange = "EMAIL_CHANGE"

        /// Where it is used, behind the public address.
        var path: String {
            switch self {
            case .invitation: "/welcome"
            case .passwordReset: "/reset"
            case .emailChange: "/confirm-email"
            }
        }
    }

    private init(
        _ topic: String, _ template: String, of people: Set<String> = ["app_user", "portal_user"],
        to address: Address = .user, secret: Secret? = nil, listsTasks: Bool = false
    ) {
        self.topic = topic
        self.people = people
        self.template = template
        self.address = address
        self.secret = secret
        self.listsTasks = listsTasks
    }

    /// Every mail that there is.
    static let all = [
        // Partners are welcomed with where to sign in (D4-36); those of a portal once they have accepted (G-28).
        MailRecipe("user.invited", "user.invited", of: ["app_user"], secret: .invitation),
        MailRecipe("user.invited", "portal_user.invited", of: ["portal_user"], secret: .invitation),
        MailRecipe("user.reset_requested", "user.password_reset", secret: .passwordReset),
        MailRecipe("user.password_changed", "user.password_changed"),
        MailRecipe("user.second_factor_enabled", "user.second_factor_enabled"),
        MailRecipe("user.second_factor_disabled", "user.second_factor_disabled"),
        MailRecipe("user.second_factor_reset", "user.second_factor_reset"),
        MailRecipe("user.recovery_code_used", "user.recovery_code_used"),
        MailRecipe("user.single_sign_on_bound", "user.single_sign_on_bound"),
        MailRecipe("user.email_change_requested", "user.email_change", to: .event, secret: .emailChange),
        MailRecipe("user.email_changed", "user.email_changed", to: .event),
        MailRecipe("user.removed", "user.removed", of: ["app_user"], to: .event),
        // Nobody can look up any more which side the user was of.
        MailRecipe("user.removed", "portal_user.removed", of: ["portal_user"], to: .event),
        // At the partner's side the invitation says it all; at a portal the address is told once it opens (G-28).
        MailRecipe("user.confirmed", "portal_user.confirmed", of: ["portal_user"]),
        MailRecipe("user.summary_due", "user.summary", of: ["app_user"], listsTasks: true),
        // Whoever only gets mails can't be sent to where one signs in.
        MailRecipe("user.notice_due", "user.notice", of: ["app_user"], listsTasks: true),
    ]

    /// The mail about an event of a topic, about somebody of a table; nil where there is none.
    static func about(_ topic: String, _ table: String) -> MailRecipe? { byEvent[topic + " " + table] }

    private static let byEvent = Dictionary(
        uniqueKeysWithValues: all.flatMap { recipe in recipe.people.map { (recipe.topic + " " + $0, recipe) } })
    static let byTemplate = Dictionary(uniqueKeysWithValues: all.map { ($0.template, $0) })

    /// The values that a subject may name: it is written before the secret is made.
    static let subjectPlaceholders: Set<String> = ["name", "organization", "door"]

    /// The values that the template may name.
    var placeholders: Set<String> {
        Self.subjectPlaceholders.union(["portal"]).union(secret == nil ? [] : ["link", "expires"])
            .union(listsTasks ? TaskSummary.placeholders : [])
    }

    /// What is wrong with a template for this mail.
    func fault(in template: MailTemplate) -> MailTemplateFault? {
        let unknown = template.placeholders.subtracting(placeholders)
            .union(template.subjectPlaceholders.subtracting(Self.subjectPlaceholders))
        if let first = unknown.min() {
            return MailTemplateFault(template: template.name, reason: "there is no value \(first) for it.")
        }
        if listsTasks, !template.placeholders.contains(TaskSummary.list) {
            return MailTemplateFault(template: template.name, reason: "its {\(TaskSummary.list)} is missing.")
        }
        let isLinked = secret == nil || template.placeholders.contains("link")
        return isLinked ? nil : MailTemplateFault(template: template.name, reason: "its {link} is missing.")
    }
}
