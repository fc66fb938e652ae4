import ArgumentParser
import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation

/// `portico graphql`: the language's tools by themselves, without a server and its limits.
struct GraphQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graphql", abstract: "Work with GraphQL documents and schemas.",
        discussion: """
            Each command takes files, or standard input without any. With --batch it reads one JSON object a line and \
            answers each with one line.
            """,
        subcommands: [ParseCommand.self, ValidateCommand.self, ValidateSDLCommand.self, BuildSchemaCommand.self])
}

/// What every one of the commands takes.
struct ToolOptions: ParsableArguments {
    @Flag(help: "Read one JSON object a line from standard input and answer each with one line.")
    var batch = false

    @Argument(help: ArgumentHelp("Files to read; standard input without any.", valueName: "file"))
    var files: [String] = []

    /// The documents: the files, or standard input.
    func sources() throws -> [Source] {
        if files.isEmpty {
            return [Source(bytes: Array(FileHandle.standardInput.readDataToEndOfFile()), name: "stdin")]
        }
        return try files.map { Source(bytes: Array(try Data(contentsOf: URL(filePath: $0))), name: $0) }
    }
}

/// `portico graphql parse`.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Parse documents and print them in their one form.")

    @OptionGroup var options: ToolOptions

    func run() throws {
        if options.batch { return Batch.run(BatchAnswers.parse) }
        for source in try options.sources() {
            Console.say(GraphQLLanguage.print(try Failure.parse(source)))
        }
    }
}

/// `portico graphql validate`.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check documents against a schema by the rules of the specification.")

    @Option(help: "The schema's file.")
    var schema: String?
    @Option(help: "With --batch: a JSON file of schemas by name.")
    var schemas: String?
    @Flag(help: "Refuse what the server would refuse for its size, and say no more than it would.")
    var asServer = false
    @OptionGroup var options: ToolOptions

    func run() throws {
        if options.batch {
            let answers = ValidationAnswers(schemas: try schemas.map(SchemaFile.read) ?? [:])
            return Batch.run(answers.answer)
        }
        guard let schema else { throw ValidationError("Name the schema's file with --schema.") }
        let built = try Failure.schema(Source(bytes: Array(try Data(contentsOf: URL(filePath: schema))), name: schema))
        var count = 0
        for source in try options.sources() {
            let errors =
                asServer ? try ServerVerdict.errors(in: source, against: built) : try self.errors(in: source, built)
            errors.forEach { Console.note(Failure.line($0, source.name)) }
            count += errors.count
        }
        if count > 0 { throw ExitCode.failure }
    }

    private func errors(in source: Source, _ schema: Schema) throws -> [GraphQLError] {
        validationErrors(in: try Failure.parse(source), against: schema) ?? []
    }
}

/// `portico graphql validate-sdl`.
struct ValidateSDLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate-sdl", abstract: "Check the source of schemas by the rules for type system documents.")

    @OptionGroup var options: ToolOptions

    func run() throws {
        if options.batch { return Batch.run(BatchAnswers.validateSDL) }
        var count = 0
        for source in try options.sources() {
            let errors = Schema.sdlFaults(of: try Failure.parse(source))
            errors.forEach { Console.note(Failure.line($0, source.name)) }
            count += errors.count
        }
        if count > 0 { throw ExitCode.failure }
    }
}

/// `portico graphql schema`.
struct BuildSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Build schemas and print them in their one form.")

    @Option(help: "Only the element with this coordinate, such as Query.node(id:) or @deprecated.")
    var at: String?
    @OptionGroup var options: ToolOptions

    func run() throws {
        if options.batch { return Batch.run(BatchAnswers.schema) }
        for source in try options.sources() {
            let schema = try Failure.schema(source)
            Console.say(try at.map { try Self.element($0, of: schema, source.name) } ?? schema.printed())
        }
    }

    private static func element(_ text: String, of schema: Schema, _ name: String) throws -> String {
        do {
            if let element = try schema.element(at: SchemaCoordinate(text)) { return schema.printed(element) }
            Console.note("\(name): there is no \(text).")
        } catch let error as SyntaxError {
            Console.note("--at, column \(error.offset + 1): \(error.message)")
        } catch let error as GraphQLError {
            Console.note("\(name): \(error.message)")
        }
        throw ExitCode.failure
    }
}

/// Says what is wrong with a file, and stops.
enum Failure {
    static func parse(_ source: Source, limits: ParserLimits = .reference) throws -> Document {
        do { return try Document.parse(source, limits: limits) } catch {
            let place = source.location(of: error.offset)
            Console.note("\(source.name):\(place.line):\(place.column): \(error.message)")
            Console.note(source.excerpt(at: error.offset))
            throw ExitCode.failure
        }
    }

    static func schema(_ source: Source) throws -> Schema {
        do { return try Schema.build(from: try parse(source)) } catch let faults as SchemaErrors {
            faults.errors.forEach { Console.note(line($0, source.name)) }
            throw ExitCode.failure
        }
    }

    static func line(_ error: GraphQLError, _ name: String) -> String {
        guard let place = error.locations.first else { return "\(name): \(error.message)" }
        return "\(name):\(place.line):\(place.column): \(error.message)"
    }
}
