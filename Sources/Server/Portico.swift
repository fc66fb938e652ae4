import ArgumentParser
import Portal

/// The program: one command for everything that is done with an installation.
@main
struct Portico: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portico",
        abstract: "A self-hosted partner portal: a GraphQL server on PostgreSQL.",
        discussion: """
            Settings come from the environment: DATABASE_URL, PORT and PORTICO_…; `portico doctor` looks at them all. \
            Without DATABASE_URL, Portico runs a private PostgreSQL of its own.
            """,
        subcommands: [
            Serve.self, Migrate.self, Demo.self, User.self, Doctor.self, SchemaCommand.self, Permissions.self,
            GraphQLCommand.self,
        ],
        defaultSubcommand: nil)
}
