/** Random small services, written as contracts are: charges and free outcomes of one kind of event, with conditions on its fields and on two states. */
import fc from "fast-check";

const T = 'title en "t" vi "t"';
const kinds = ["a", "b", "c"] as const;

/** Lengths of windows and time-outs, in hours: few, so that they are often the same. */
const hours = fc.constantFrom(1, 2);
/** Seconds with which durations are compared. */
const seconds = fc.constantFrom("60 seconds", "90 seconds", "Limit");

const someKinds = fc.subarray([...kinds], { minLength: 1 }).map((some) => some.join(" or "));
const not = fc.constantFrom("", "not ");
const comparison = fc.constantFrom("above", "below", "at least", "at most");

const onFields: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(not, someKinds).map(([n, some]) => `kind is ${n}${some}`),
  not.map((n) => `read ${n}requested`),
  fc.tuple(comparison, seconds).map(([operator, value]) => `length is ${operator} ${value}`),
  fc.tuple(comparison, fc.constantFrom("0", "1", "2.5")).map(([operator, value]) => `weight is ${operator} ${value}`),
);

/** What happened before: an event of one of these kinds, perhaps only some. */
const past: fc.Arbitrary<string> = fc.oneof(
  fc.constant("Came"),
  fc.tuple(not, someKinds).map(([n, some]) => `Came where kind is ${n}${some}`),
  fc.constant("Went"),
  fc.tuple(not, someKinds).map(([n, some]) => `Sent where kind is ${n}${some}`),
);

interface State {
  readonly text: string;
  /** As conditions name it, inside and outside. */
  readonly conditions: readonly [inside: string, outside: string];
}

const state = (name: string): fc.Arbitrary<State> => {
  const lasting = { conditions: [`inside ${name}`, `outside ${name}`] as const };
  return fc.oneof(
    fc
      .tuple(hours, past)
      .map(([h, from]) => ({ ...lasting, text: `window ${name} { ${T} ${h} hours from the last ${from} per user }` })),
    fc.tuple(past, past).map(([added, removed]) => ({
      text: `set ${name} of user { ${T} added on ${added} removed on ${removed} }`,
      conditions: [`user on ${name}`, `user not on ${name}`] as const,
    })),
    fc
      .tuple(past, fc.option(past), fc.option(hours), fc.option(hours))
      .filter(([, on, after, life]) => on !== null || after !== null || life !== null)
      .map(([opens, on, after, life]) => ({
        ...lasting,
        text: [
          `session ${name} per user { ${T} opens on ${opens}`,
          ...(on === null ? [] : [`closes on ${on}`]),
          ...(after === null ? [] : [`closes after ${after} hours without an answer`]),
          ...(life === null ? [] : [`closes ${life} hours after it opened`]),
          "}",
        ].join(" "),
      })),
  );
};

const alternative = (states: readonly State[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { arbitrary: onFields, weight: 3 },
        { arbitrary: fc.constantFrom(...states.flatMap((s) => s.conditions)), weight: 2 },
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((parts) => {
      const where = parts.filter((p) => !/^(inside|outside)/.test(p));
      const beside = parts.filter((p) => /^(inside|outside)/.test(p));
      return [...(where.length === 0 ? [] : [`where ${where.join(" and ")}`]), ...beside].join(" ");
    });

const condition = (states: readonly State[]): fc.Arbitrary<string> =>
  fc.array(alternative(states), { minLength: 1, maxLength: 2 }).map((all) => all.join(" or "));

const circumstance = fc.constantFrom("", "", " when subscribed to Other", " when not subscribed to Other");
const limits = fc.constantFrom(
  "",
  ", unless otherwise agreed",
  ", unless otherwise agreed, at least 60 seconds",
  ", unless otherwise agreed, at most 90 seconds",
);

const events = `
  event Sent { ${T}
    user phone en "u" vi "u"
    kind a en "a" vi "a" | b en "b" vi "b" | c en "c" vi "c" en "k" vi "k"
    read requested or not en "r" vi "r"
    length duration en "l" vi "l"
    weight count optional en "w" vi "w"
  }
  event Came { ${T} user phone en "u" vi "u" kind a en "a" vi "a" | b en "b" vi "b" | c en "c" vi "c" en "k" vi "k" }
  event Went { ${T} user phone en "u" vi "u" }`;

/** A service with some states, and a prohibition that names all of them. */
export const withStates = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(...names.map(state)).map((all) => {
    const named = all.map(({ conditions: [inside] }) => (inside.startsWith("user") ? `where ${inside}` : inside));
    return `sdl 1
service Sample in Channels { ${T}
  ${events}
  ${all.map(({ text }) => text).join("\n  ")}
  forbid Named { ${T} Sent ${named.join(" or ")} or where kind is a }
}
`;
  });

/** The text of a workspace with one service to be proved, `Sample`. */
export const contract: fc.Arbitrary<string> = fc.tuple(state("V"), state("W"), limits).chain(([v, w, limit]) => {
  const rule = fc.tuple(condition([v, w]), circumstance);
  return fc
    .record({
      charges: fc.array(rule, { minLength: 1, maxLength: 3 }),
      free: fc.array(condition([v, w]), { maxLength: 2 }),
    })
    .map(
      ({ charges, free }) => `sdl 1
service Other in Channels { ${T} }
service Sample in Channels { ${T}
  ${events}
  term Limit { ${T} 75 seconds${limit} }
  ${v.text}
  ${w.text}
${charges.map(([where, when], i) => `  charge C${i} { ${T} for each Sent ${where}${when} }`).join("\n")}
${free.map((where, i) => `  free F${i} { ${T} Sent ${where} }`).join("\n")}
}
`,
    );
});
