import SQLText

/// One row of the demonstration's journal while it is being made.
struct DemonstrationEvent {
    let action: String
    let actor: DemonstrationActor
    let day: DemonstrationDay
    let second: Int
    let target: (table: String, id: RowID)?
    var hasKnownActor = true
    var targetName: String?
    var changes: [(field: String, before: String?, after: String?)] = []

    init(
        _ action: String, _ actor: DemonstrationActor, _ day: DemonstrationDay, _ second: Int,
        _ target: (table: String, id: RowID)?
    ) {
        self.action = action
        self.actor = actor
        self.day = day
        self.second = second
        self.target = target
    }
}

extension DemonstrationBuilder {
    mutating func add(_ event: DemonstrationEvent) {
        let id = journal.id()
        let organization = SQLValue.optional(event.actor.organization)
        add(
            .auditEvent,
            [
                .uuid(id), organization, event.day.moment(second: event.second), .text(event.actor.realm),
                event.hasKnownActor ? .uuid(event.actor.id) : .null(.uuid), .text(event.action),
                .optional(event.target?.table), .optional(event.target?.id), .textArray(event.changes.map(\.field)),
                .text("demo-\(journal.digits(10))"),
            ])
        add(
            .auditDetail,
            [
                .uuid(journal.id()), .uuid(id), organization, .text(event.actor.name), .text(event.actor.address),
                .optional(event.targetName), .bytea(journal.id().bytes + journal.id().bytes),
            ])
        for change in event.changes {
            add(
                .auditChange,
                [
                    .uuid(journal.id()), .uuid(id), organization, .text(change.field), .optional(change.before),
                    .optional(change.after),
                ])
        }
    }
}
