import Postgres
import SQLText
import TestSupport
import Testing

/// An issued invoice never changes; its state follows from the day.
@Suite struct InvoiceTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    @Test(
        "D4-30 Nothing of an issued invoice changes",
        arguments: [
            "update invoice set total_minor = 1", "update invoice set due_on = due_on + 1",
            "update invoice set number = number || 'x'", "update invoice set currency = 'SEK'",
            "update invoice set time_zone = 'Europe/Oslo'", "update invoice set customer_id = null",
            "delete from invoice", "update invoice_line set amount_minor = 1",
            "update invoice_line set description = 'x'",
            "delete from invoice_line",
        ])
    func immutable(script: String) throws {
        #expect(try session.refusal(of: script) == "PO003")
    }

    @Test("Payment is the only change, and it's final")
    func payment() throws {
        try session.execute("update invoice set status = 'PAID', paid_on = '2026-01-20' where number = 'alfa.c1'")
        let row = try session.run("SELECT version, invoice_status(invoice) FROM invoice WHERE number = 'alfa.c1'")
        #expect(row.int4(0, 0) == 2)
        #expect(row.text(0, 1) == "PAID")
        #expect(
            try session.refusal(of: "update invoice set status = 'ISSUED', paid_on = null where number = 'alfa.c1'")
                == "PO003")
    }

    @Test(
        "A payment has its day",
        arguments: [
            "update invoice set status = 'PAID'", "update invoice set paid_on = '2026-01-20'",
        ])
    func paymentDay(script: String) throws {
        #expect(try session.refusal(of: script) == "23514")
    }

    private static func invoice(_ number: String, total: Int, due: String = "current_date", zone: String = "UTC")
        -> String
    {
        """
        insert into invoice (id, organization_id, partnership_id, number, issued_on, due_on, time_zone, currency,
            total_minor)
        select md5('\(number)')::uuid, organization_id, id, '\(number)', '2000-01-01', \(due), '\(zone)', 'EUR', \(total)
        from partnership where name = 'alfa.mssp';
        """
    }

    private static func lines(_ number: String, _ amounts: [Int], from position: Int = 1) -> String {
        let rows = amounts.enumerated().map { "(\(position + $0.offset), \($0.element))" }.joined(separator: ", ")
        return """
            insert into invoice_line (organization_id, partnership_id, invoice_id, position, kind, description, quantity,
                unit_price_minor, amount_minor, currency)
            select i.organization_id, i.partnership_id, i.id, l.position, 'USAGE', 'x', 1, l.amount, l.amount, 'EUR'
            from invoice i, (values \(rows)) l (position, amount) where i.number = '\(number)';
            """
    }

    @Test("The lines of an invoice add up to its total")
    func totals() throws {
        try session.execute(Self.invoice("sum", total: 700) + Self.lines("sum", [1000, -300]))
        try session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        #expect(try session.refusal(of: Self.invoice("odd", total: 700) + Self.lines("odd", [1000])) == "PO004")
    }

    @Test("No line is slipped in later, not even one of nothing")
    func laterLines() throws {
        try session.execute(Self.invoice("sum", total: 700) + Self.lines("sum", [700]))
        #expect(try session.refusal(of: Self.lines("sum", [0], from: 2)) == "PO004")
    }

    @Test("An invoice without lines isn't kept")
    func noLines() throws {
        try session.execute(Self.invoice("bare", total: 0))
        #expect(try session.refusal(of: "COMMIT") == "PO004")
    }

    @Test(
        "G-22 D4-24 Unpaid is pending through its due day, in the invoice's zone, and then overdue",
        arguments: [
            ("current_date + 2", "UTC", "PENDING"), ("current_date - 2", "UTC", "OVERDUE"),
            ("(now() at time zone 'Pacific/Kiritimati')::date", "Pacific/Kiritimati", "PENDING"),
            ("(now() at time zone 'Pacific/Kiritimati')::date - 1", "Pacific/Kiritimati", "OVERDUE"),
            ("(now() at time zone 'Pacific/Niue')::date", "Pacific/Niue", "PENDING"),
            // The two are 25 hours apart: a day that is over in one zone isn't in the other.
            ("(now() at time zone 'Pacific/Niue')::date", "Pacific/Kiritimati", "OVERDUE"),
        ])
    func status(due: String, zone: String, status: String) throws {
        try session.execute(Self.invoice("state", total: 0, due: due, zone: zone))
        let row = try session.run("SELECT invoice_status(invoice) FROM invoice WHERE number = 'state'")
        #expect(row.text(0, 0) == status)
    }

    @Test("The state costs no function call for each row: it's written into the query by the planner")
    func statusIsInlined() throws {
        let plan = try session.run("EXPLAIN (VERBOSE) SELECT invoice_status(invoice) FROM invoice")
        let text = (0..<plan.rowCount).compactMap { plan.text($0, 0) }.joined()
        #expect(text.contains("CASE"))
        #expect(!text.contains("invoice_status"))
    }

    @Test("D4-33 The journals are written once", arguments: ["audit_event", "outbox_event"])
    func journals(table: String) throws {
        try session.execute(
            """
            insert into audit_event (realm, action) values ('SYSTEM', 'test.made');
            insert into outbox_event (topic, subject_type, subject_id) values ('test.made', 'x', uuidv7())
            """)
        #expect(try session.refusal(of: "update \(table) set occurred_at = now()") == "PO005")
    }
}
