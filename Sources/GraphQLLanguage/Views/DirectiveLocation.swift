/// A place where a directive may stand.
///
/// Spec: 3.13 Directives, DirectiveLocation.
public enum DirectiveLocation: String, Sendable, CaseIterable {
    /// On a query.
    case query = "QUERY"
    /// On a mutation.
    case mutation = "MUTATION"
    /// On a subscription.
    case subscription = "SUBSCRIPTION"
    /// On a field that is asked for.
    case field = "FIELD"
    /// On a fragment.
    case fragmentDefinition = "FRAGMENT_DEFINITION"
    /// On a fragment spread.
    case fragmentSpread = "FRAGMENT_SPREAD"
    /// On an inline fragment.
    case inlineFragment = "INLINE_FRAGMENT"
    /// On a variable that an operation declares.
    case variableDefinition = "VARIABLE_DEFINITION"
    /// On a schema.
    case schema = "SCHEMA"
    /// On a scalar.
    case scalar = "SCALAR"
    /// On an object type.
    case object = "OBJECT"
    /// On the definition of a field.
    case fieldDefinition = "FIELD_DEFINITION"
    /// On the definition of an argument.
    case argumentDefinition = "ARGUMENT_DEFINITION"
    /// On an interface.
    case interface = "INTERFACE"
    /// On a union.
    case union = "UNION"
    /// On an enum.
    case enumeration = "ENUM"
    /// On a value of an enum.
    case enumValue = "ENUM_VALUE"
    /// On an input object.
    case inputObject = "INPUT_OBJECT"
    /// On a field of an input object.
    case inputFieldDefinition = "INPUT_FIELD_DEFINITION"
}
