import CCurl

/// What was said while a mail was handed over: enough to tell who refused what.
///
/// Of what we said only the verbs are kept, since there are passwords behind some.
struct SMTPConversation {
    /// The command that was sent last.
    private(set) var verb = ""
    /// The lines that the server answered last.
    private(set) var reply = ""
    /// Whether good-bye was said: libcurl does so after a refusal, and what counts is the refusal.
    private var isOver = false

    mutating func said(_ command: UnsafeRawBufferPointer) {
        let letters = command.prefix { $0 > 0x20 && $0 != UInt8(ascii: ":") }.prefix(8)
        let verb = String(decoding: letters, as: UTF8.self)
        isOver = isOver || verb == "QUIT"
        if isOver { return }
        self.verb = verb
        reply = ""
    }

    mutating func heard(_ line: UnsafeRawBufferPointer) {
        if isOver { return }
        let text = String(decoding: line.prefix(300), as: UTF8.self)
        reply += (reply.isEmpty ? "" : " ") + HeaderText.oneLine(text)
    }

    /// The code of the last answer.
    var code: Int { Int(reply.prefix(3)) ?? 0 }

    /// What a failure means, which libcurl describes too.
    func fault(_ description: String) -> SMTPFault {
        let isAboutMail = verb == "RCPT" || verb == "DATA"
        guard code >= 400 else {
            return SMTPFault(isAboutMail ? .later : .server, "The mail server can't be used: \(description)")
        }
        let answer = String(reply.unicodeScalars.prefix(300))
        switch verb {
        case "RCPT":
            return SMTPFault(code >= 500 ? .never : .later, "The mail server doesn't take the recipient: \(answer)")
        case "DATA":
            return SMTPFault(code >= 500 ? .never : .later, "The mail server doesn't take the mail: \(answer)")
        case "MAIL":
            return SMTPFault(.server, "The mail server doesn't take PORTICO_MAIL_FROM: \(answer)")
        default:
            return SMTPFault(.server, "The mail server refused \(verb.isEmpty ? "us" : verb): \(answer)")
        }
    }
}
