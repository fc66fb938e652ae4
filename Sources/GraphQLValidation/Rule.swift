import GraphQLLanguage
import GraphQLSchema

/// One thing that every valid document keeps; one file each, in `Rules`.
///
/// All rules are told of every node of the document in one walk, when it is entered and when it is left, in the order
/// of the list, so that errors stand in the order of the reference.
protocol Rule: SendableMetatype {
    init()
    mutating func enter(_ node: Node, _ context: inout Context)
    mutating func leave(_ node: Node, _ context: inout Context)
}

extension Rule {
    func leave(_ node: Node, _ context: inout Context) {}
}

/// A part of a document, as rules are told of it.
enum Node {
    case document(Document)
    case operation(OperationDefinition)
    case fragment(FragmentDefinition)
    case variableDefinition(VariableDefinition)
    case selectionSet(SelectionSet)
    case field(FieldNode)
    case fragmentSpread(FragmentSpread)
    case inlineFragment(InlineFragment)
    /// All directives of one place, before anything else that belongs to it.
    case directives(NodeList<Directive>)
    case directive(Directive, place: String)
    case arguments(NodeList<ArgumentNode>)
    case argument(ArgumentNode)
    case value(ValueNode)
    case objectField(ObjectFieldNode)
    /// A type's name where the document mentions it.
    case typeName(Name)
}
