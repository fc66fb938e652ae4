import Testing

@testable import Mail

@Suite("Mail servers") struct SMTPServerTests {
    @Test(
        "An address says where to and how secretly; in the clear only within this machine",
        arguments: [
            ("smtps://mail.example.com", "smtps://mail.example.com:465", SMTPServer.Security.tls),
            ("smtp://mail.example.com", "smtp://mail.example.com:587", .startTLS),
            ("SMTP://mail.example.com:25/", "smtp://mail.example.com:25", .startTLS),
            ("smtp://127.evil.test", "smtp://127.evil.test:587", .startTLS),
            ("smtp://localhost.evil.test", "smtp://localhost.evil.test:587", .startTLS),
            ("smtp://10.0.0.1", "smtp://10.0.0.1:587", .startTLS), ("smtp://[::2]:25", "smtp://[::2]:25", .startTLS),
            ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025", .plain),
            ("smtp://127.9.9.9", "smtp://127.9.9.9:587", .plain),
            ("smtp://localhost:1025", "smtp://localhost:1025", .plain), ("smtp://[::1]", "smtp://[::1]:587", .plain),
            ("smtps://127.0.0.1:1465", "smtps://127.0.0.1:1465", .tls),
        ])
    func addresses(text: String, address: String, security: SMTPServer.Security) throws {
        let server = try #require(SMTPServer(address: text))
        #expect(server.address == address)
        #expect(server.security == security)
    }

    @Test("Whoever says which certificates to trust wants them looked at on this machine too")
    func authorities() {
        #expect(SMTPServer(address: "smtp://127.0.0.1", authorities: "/ca.pem")?.security == .startTLS)
    }

    @Test(
        "Anything else is refused, a user or a path in it too",
        arguments: [
            "", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://:25", "smtp://host:", "smtp://host:0",
            "smtp://host:65536", "smtp://host:25x", "smtp://host:+25", "smtp://u:p@host", "smtp://host/path",
            "smtp://ho st", "smtp://host\r\nQUIT", "smtp://host?x", "smtp://host#x", "smtp://hést",
        ])
    func refused(text: String) {
        #expect(SMTPServer(address: text) == nil)
    }
}

@Suite("What a mail server's answers mean") struct SMTPConversationTests {
    @Test(
        "Who is refused for good is only the recipient or the mail; anything else may get better",
        arguments: [
            ("RCPT TO:<a@b>", "550 No such user", SMTPFault.Kind.never, "The mail server doesn't take the recipient"),
            ("RCPT TO:<a@b>", "452 Too many", .later, "The mail server doesn't take the recipient: 452 Too many"),
            ("RCPT TO:<a@b>", "421 Closing", .later, "The mail server doesn't take the recipient"),
            ("DATA", "554 5.7.1 Spam", .never, "The mail server doesn't take the mail: 554 5.7.1 Spam"),
            ("DATA", "451 Try later", .later, "The mail server doesn't take the mail"),
            ("DATA", "354 Go on", .later, "The mail server can't be used: it broke"),
            ("MAIL FROM:<x@y>", "550 Who?", .server, "The mail server doesn't take PORTICO_MAIL_FROM: 550 Who?"),
            ("AUTH PLAIN AHNlY3JldA==", "535 Wrong", .server, "The mail server refused AUTH: 535 Wrong"),
            ("EHLO here", "550 Go away", .server, "The mail server refused EHLO: 550 Go away"),
            ("", "", .server, "The mail server can't be used: it broke"),
            ("STARTTLS", "220 Go on", .server, "The mail server can't be used: it broke"),
        ])
    func kinds(command: String, reply: String, kind: SMTPFault.Kind, words: String) {
        var conversation = SMTPConversation()
        Array("250 before\r\n".utf8).withUnsafeBytes { conversation.heard($0) }
        if !command.isEmpty { Array((command + "\r\n").utf8).withUnsafeBytes { conversation.said($0) } }
        if !reply.isEmpty { Array((reply + "\r\n").utf8).withUnsafeBytes { conversation.heard($0) } }
        // After a refusal libcurl says good-bye, which changes nothing.
        Array("QUIT\r\n".utf8).withUnsafeBytes { conversation.said($0) }
        Array("221 Bye\r\n".utf8).withUnsafeBytes { conversation.heard($0) }
        let fault = conversation.fault("it broke")
        #expect(fault.kind == kind)
        #expect(fault.description.hasPrefix(words), "\(fault)")
        #expect(!fault.description.contains("AHNlY3JldA"))
    }
}
