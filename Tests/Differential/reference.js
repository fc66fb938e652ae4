// Answers one JSON object a line by the reference implementation, graphql-js:
// {"introspect"} with what a schema says of itself; {"schema", "query"} with the errors and the printed document.
// The first argument names a JSON file of schemas by name.
//
// An error is `refused` where it is inside of a type's definition, which no document that is executed may have.
// `skipped` names a rule that failed itself instead of finding something.
const graphql = require('graphql');
const { readFileSync } = require('fs');

// Version 16 has @oneOf since 16.9; before, the schema itself says that there is such a directive.
const prelude = graphql.GraphQLOneOfDirective ? '' : '\ndirective @oneOf on INPUT_OBJECT\n';
const sources = Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const schemas = new Map(sources.map(([name, sdl]) => [name, graphql.buildSchema(sdl + prelude)]));
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function told({ message, locations = [] }) {
  return { message, locations: locations.map(({ line, column }) => ({ line, column })) };
}

function judged(schema, document, rules) {
  const refused = document.definitions.filter((node) => !graphql.isExecutableDefinitionNode(node));
  const isRefused = ([position]) => refused.some(({ loc }) => loc.start < position && position < loc.end);
  return graphql.validate(schema, document, rules, { maxErrors: Infinity })
    .map((error) => (isRefused(error.positions ?? []) ? { ...told(error), refused: true } : told(error)));
}

function checked(schema, query) {
  let document;
  try {
    document = graphql.parse(query);
  } catch (error) {
    if (!(error instanceof graphql.GraphQLError)) throw error;
    return { errors: [told(error)] };
  }
  const printed = graphql.print(document);
  const rules = graphql.specifiedRules;
  try {
    return { errors: judged(schema, document, rules), printed };
  } catch (error) {
    // This rule asks @skip and @include for their arguments, and fails without a good one.
    const others = rules.filter((rule) => rule !== graphql.SingleFieldSubscriptionsRule);
    return { errors: judged(schema, document, others), printed, skipped: 'SingleFieldSubscriptionsRule' };
  }
}

function answer(line) {
  let question;
  try {
    question = JSON.parse(decoder.decode(line));
  } catch (error) {
    return { errors: [{ message: 'The line is no UTF-8.', locations: [] }] };
  }
  if (question.introspect) return graphql.introspectionFromSchema(schemas.get(question.introspect));
  try {
    return checked(schemas.get(question.schema), question.query);
  } catch (error) {
    return { errors: [{ message: `Crash: ${error}`, locations: [] }] };
  }
}

let waiting = Buffer.alloc(0);
process.stdin.on('data', (more) => {
  waiting = Buffer.concat([waiting, more]);
  let start = 0;
  let answers = '';
  for (let end; (end = waiting.indexOf(10, start)) >= 0; start = end + 1) {
    answers += JSON.stringify(answer(waiting.subarray(start, end))) + '\n';
  }
  waiting = waiting.subarray(start);
  process.stdout.write(answers);
});
