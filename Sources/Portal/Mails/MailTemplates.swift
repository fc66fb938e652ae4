import Foundation
import Mail

/// The templates of all mails, read from a folder at start.
public struct MailTemplates: Sendable {
    private let templates: [String: MailTemplate]

    /// Reads every `….txt` of a folder.
    ///
    /// - Throws: `MailTemplateFault` for a template that is missing, too many, or names what there isn't; what the file
    ///   system says.
    public init(folder: String) throws {
        let ending = ".txt"
        var templates: [String: MailTemplate] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(ending) {
            let name = String(file.dropLast(ending.count))
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            templates[name] = try MailTemplate(name: name, text: text)
        }
        try self.init(templates)
    }

    init(_ templates: [String: MailTemplate]) throws(MailTemplateFault) {
        for (name, template) in templates {
            guard let recipe = MailRecipe.byTemplate[name] else {
                throw MailTemplateFault(template: name, reason: "nothing that happens is told by it.")
            }
            if let fault = recipe.fault(in: template) { throw fault }
        }
        for recipe in MailRecipe.all where templates[recipe.template] == nil {
            throw MailTemplateFault(template: recipe.template, reason: "its file is missing.")
        }
        self.templates = templates
    }

    subscript(_ name: String) -> MailTemplate? { templates[name] }
}
