import SQLText

/// What an admin adds, as the scripts that do it.
extension World {
    /// A customer of one of Alfa's partnerships.
    static func newCustomer(_ partnership: String) -> String {
        """
        INSERT INTO customer (organization_id, partnership_id, name, email)
        VALUES ('\(id("alfa"))', '\(id(partnership))', 'New', 'new@world.test')
        """
    }

    /// A portal of one of Alfa's customers, whose admin would have to follow.
    static func newPortal(_ customer: String) -> String {
        let partnership = customer == "alfa.r1" ? "alfa.resale" : "alfa.mssp"
        return """
            INSERT INTO customer_portal (organization_id, partnership_id, customer_id, slug, admin_user_id)
            VALUES ('\(id("alfa"))', '\(id(partnership))', '\(id(customer))', 'new-portal', '\(id("alfa.guest"))')
            """
    }
}
