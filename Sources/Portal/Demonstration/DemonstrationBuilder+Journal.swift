import SQLText

extension DemonstrationBuilder {
    /// How far back the journal tells.
    static let journalDays = 90

    /// Whoever is made before the journal can stand in it.
    mutating func remember(_ actor: DemonstrationActor) { actors.append(actor) }

    mutating func remember(_ past: DemonstrationPast) { pasts.append(past) }

    /// Tells what the people of the demonstration did in the last ninety days, day by day, and forgets them.
    mutating func addJournal() {
        for daysAgo in (1...Self.journalDays).reversed() {
            let weekday = (today.before(daysAgo).number + 4) % 7
            guard (1...5).contains(weekday) else { continue }
            for actor in actors { tellDay(of: actor, daysAgo) }
            if journal.once(in: 9) { addStranger(daysAgo) }
        }
        addDisabling()
        for past in pasts { tellChanges(of: past) }
        actors = []
        pasts = []
    }

    private mutating func tellDay(of actor: DemonstrationActor, _ daysAgo: Int) {
        let isDisabled = actor.status == "DISABLED" && daysAgo < Self.disabledDaysAgo
        guard journal.number(below: 100) < (isDisabled ? actor.diligence / 12 : actor.diligence) else { return }
        let morning = (7 - actor.offset) * 3_600 + journal.number(below: 9_000)
        if isDisabled {
            addRefusal(of: actor, daysAgo, morning, "DISABLED")
            return
        }
        if journal.once(in: 22) { addRefusal(of: actor, daysAgo, morning - 25, "WRONG_PASSWORD") }
        let session = journal.id()
        add(DemonstrationEvent("session.created", actor, today.before(daysAgo), morning, ("session", session)))
        guard journal.once(in: 3) else { return }
        let evening = morning + 18_000 + journal.number(below: 12_000)
        add(DemonstrationEvent("session.revoked", actor, today.before(daysAgo), evening, ("session", session)))
    }

    private mutating func addRefusal(of actor: DemonstrationActor, _ daysAgo: Int, _ second: Int, _ reason: String) {
        var event = DemonstrationEvent("session.refused", actor, today.before(daysAgo), second, nil)
        event.changes = [("reason", nil, reason)]
        add(event)
    }

    /// Somebody who is nobody's user; only the operator can see that.
    private mutating func addStranger(_ daysAgo: Int) {
        let tried = journal.pick(["root@portico.test", "info@nordlys.test", "test@leadhaus.test", "admin@kumo.example"])
        let stranger = DemonstrationActor(
            id: journal.id(), organization: nil, realm: "PARTNER", name: tried, status: "UNKNOWN", diligence: 0,
            offset: 0, address: "203.0.113.\(journal.number(in: 2...250))")
        var event = DemonstrationEvent(
            "session.refused", stranger, today.before(daysAgo), journal.number(below: 80_000), nil)
        event.hasKnownActor = false
        event.changes = [("reason", nil, "UNKNOWN_EMAIL")]
        add(event)
    }

    private static let disabledDaysAgo = 38

    /// Users who may no longer sign in were stopped by their admin.
    private mutating func addDisabling() {
        for user in actors where user.status == "DISABLED" && user.realm == "PARTNER" {
            guard let admin = actors.first(where: { $0.organization == user.organization }) else { continue }
            var event = DemonstrationEvent(
                "user.updated", admin, today.before(Self.disabledDaysAgo), 40_000, ("app_user", user.id))
            event.targetName = user.name
            event.changes = [("status", "ACTIVE", "DISABLED")]
            add(event)
        }
    }

    /// A few customers have had other numbers: the last change leaves what they have today.
    private mutating func tellChanges(of past: DemonstrationPast) {
        guard let actor = editor(of: past) else { return }
        var days = (0..<journal.number(below: 3)).map { _ in journal.number(in: 2...Self.journalDays - 2) }
        days = Set(days.filter { today.before($0) > past.customer.since.after(2) }).sorted(by: >)
        let country = past.customer.company.country
        var phone = Self.phone(in: country, using: &journal)
        for (place, daysAgo) in days.enumerated() {
            let isLast = place == days.count - 1
            let next = isLast ? past.phone : Self.phone(in: country, using: &journal)
            var changes: [(String, String?, String?)] = [("phone", phone, next)]
            if place == 0, past.index % 3 == 0 { changes.insert(("external_ref", nil, past.reference), at: 0) }
            phone = next
            var event = DemonstrationEvent(
                "customer.updated", actor, today.before(daysAgo), 30_000 + journal.number(below: 20_000),
                ("customer", past.customer.id))
            event.targetName = past.customer.company.name
            event.changes = changes
            add(event)
        }
    }

    /// Resold customers are the admin's; of the others, the assigned ones are those of the user who looks after them.
    private mutating func editor(of past: DemonstrationPast) -> DemonstrationActor? {
        let staff = actors.filter {
            $0.organization == past.customer.partnership.organization && $0.realm == "PARTNER" && $0.status == "ACTIVE"
        }
        guard past.customer.partnership.type == "MSSP", staff.count > 2 else { return staff.first }
        return [0, 5, 9].contains(past.index) ? staff[1] : staff[journal.number(below: 2) * 2]
    }
}
