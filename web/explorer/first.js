/** What a newcomer finds in the editors: a query that runs as it stands, within the rights of the one who looks. */

const HEAD = "# Everything below is what your account may see. Run it with Ctrl+Enter.\n";

/** The first choice that the viewer's own schema knows. */
const BY_REALM = {
  PARTNER: `${HEAD}query FirstLook($first: Int) {
  viewer {
    name
    role
    organizationName
  }
  customers(first: $first, orderBy: [{ field: NAME }]) {
    totalCount
    nodes {
      name
      status
      contacts(first: 2) {
        nodes {
          name
          type
        }
      }
    }
  }
}
`,
  OPERATOR: `${HEAD}query FirstLook($first: Int) {
  viewer {
    name
    role
  }
  partnerships(first: $first, orderBy: [{ field: NAME }]) {
    totalCount
    nodes {
      name
      type
      organization {
        name
      }
    }
  }
}
`,
};
const LITTLE = `${HEAD}query FirstLook {
  viewer {
    name
    role
    organizationName
  }
}
`;

/** @param {{realm: string, role: string}} viewer */
export function firstLook({ realm, role }) {
  const isSmall = role === "MARKETING" || !BY_REALM[realm];
  if (isSmall) return { query: LITTLE, variables: "" };
  return { query: BY_REALM[realm], variables: '{\n  "first": 5\n}\n' };
}
