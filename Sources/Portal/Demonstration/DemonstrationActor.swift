import SQLText

/// Somebody whose doings the demonstration's journal tells of.
struct DemonstrationActor {
    let id: RowID
    let organization: RowID?
    let realm: String
    let name: String
    /// `ACTIVE` and `ENABLED` sign in; whoever is `DISABLED` tries to.
    let status: String
    /// On how many of a hundred working days the actor signs in.
    let diligence: Int
    /// Hours from UTC to where the actor works.
    let offset: Int
    let address: String
}

/// A customer whose values the journal tells the past of.
struct DemonstrationPast {
    let customer: DemonstrationCustomer
    /// The place of the customer among those of its partner.
    let index: Int
    let phone: String
    let reference: String
}
