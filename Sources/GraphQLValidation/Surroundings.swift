import GraphQLLanguage
import GraphQLSchema

/// What the schema says of the place that a walk has reached.
///
/// Everything is nil where the document says something that the schema doesn't know.
struct Surroundings {
    /// The type of the field, fragment or operation that was entered last.
    var type: TypeReference?
    /// The composite type whose selections these are.
    var parentType: NamedType?
    var field: FieldDefinition?
    var directive: DirectiveDefinition?
    var argument: InputValueDefinition?
    /// The type that a value here must have.
    var inputType: TypeReference?
    /// The type of the list or object around this place.
    var parentInputType: TypeReference?
    /// Whether a value left out here has a default.
    var hasDefault = false
}
