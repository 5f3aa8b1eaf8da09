/** The invariants of the intermediate representation, as a function: what it returns is empty for everything that the compiler lowers. */
import { isWhole } from "./counted.ts";
import type { Circumstance, Condition, Counting, Event, EventFilter, Quantity, QuantityOrTerm, Service, Text } from "./model.ts";

/** Every broken invariant of a service, in words. */
export function verifyService(service: Service): string[] {
  const problems: string[] = [];
  const problem = (where: string, what: string) => problems.push(`${service.name}.${where}: ${what}`);

  if (JSON.stringify(JSON.parse(JSON.stringify(service))) !== JSON.stringify(service)) problem("", "is not plain data");

  const named = [
    ...service.products,
    ...service.enumerations,
    ...service.events,
    ...service.terms,
    ...service.windows,
    ...service.sets,
    ...service.intervals,
    ...service.sessions,
    ...service.measures,
    ...service.charges,
    ...service.fees,
    ...service.packages,
    ...service.minimums,
    ...service.prohibitions,
    ...service.freeRules,
    ...service.definitions,
    ...service.interpretations,
  ];
  const seen = new Set<string>();
  for (const { name, title } of named) {
    if (seen.has(name)) problem(name, "is there twice");
    seen.add(name);
    for (const [language, text] of Object.entries(title)) if (text === "") problem(name, `has an empty title in "${language}"`);
  }

  const filled = (text: Text, where: string) => {
    for (const [language, t] of Object.entries(text))
      if (/\{[A-Za-z][A-Za-z0-9_]*\}/.test(t)) problem(where, `has a parameter without a value in "${language}"`);
  };
  const { includes, providerDuties, clientDuties } = service.description;
  for (const c of [...includes, ...providerDuties, ...clientDuties, ...service.definitions]) filled(c.text, c.name);
  for (const i of service.interpretations) for (const text of [i.question, i.decision, i.reason]) filled(text, i.name);

  const has = <T extends { name: string }>(list: readonly T[], name: string, where: string, what: string): T | undefined => {
    const found = list.find((e) => e.name === name);
    if (found === undefined) problem(where, `there is no ${what} ${name}`);
    return found;
  };
  const clauses = [...service.charges, ...service.fees, ...service.packages];

  const field = (event: Event, name: string, where: string) => has(event.fields, name, where, `field of ${event.name}`);
  const quantity = (q: Quantity, where: string) => {
    const text = q.kind === "duration" ? String(q.milliseconds) : q.kind === "size" ? q.bytes : q.amount;
    if (!(q.kind === "duration" || q.kind === "size" ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text))
      problem(where, `${text} is no exact quantity`);
  };
  const quantityOrTerm = (q: QuantityOrTerm, where: string) => {
    if (q.kind === "constant") quantity(q.value, where);
    else has(service.terms, q.term, where, "term");
  };
  const condition = (c: Condition, event: Event, where: string): void => {
    switch (c.kind) {
      case "all":
      case "any":
        for (const part of c.of) condition(part, event, where);
        return;
      case "is": {
        const type = field(event, c.field, where)?.type;
        if (type?.kind === "enumeration") {
          const values = has(service.enumerations, type.enumeration, where, "enumeration")?.values ?? [];
          for (const v of c.values) has(values, v, where, "value");
        }
        if (c.values.length === 0) problem(where, "a condition without values");
        return;
      }
      case "flag":
        if (field(event, c.field, where)?.type.kind !== "flag") problem(where, `${c.field} is no flag`);
        return;
      case "compare":
        field(event, c.field, where);
        quantityOrTerm(c.value, where);
        return;
      case "window":
      case "set":
      case "session": {
        const state =
          c.kind === "window"
            ? has(service.windows, c.window, where, "window")?.per
            : c.kind === "set"
              ? has(service.sets, c.set, where, "set")?.of
              : has(service.sessions, c.session, where, "session")?.per;
        if (state !== undefined && state.length !== c.key.length) problem(where, "a key of another length than the state's");
        for (const k of c.key) field(event, k, where);
        return;
      }
    }
  };
  const filter = (f: EventFilter, where: string): Event | undefined => {
    const event = has(service.events, f.event, where, "event");
    if (event !== undefined && f.where !== undefined) condition(f.where, event, where);
    return event;
  };
  const keyed = (f: EventFilter, per: readonly string[], where: string) => {
    const event = filter(f, where);
    if (event !== undefined) for (const k of per) field(event, k, where);
  };
  const counting = (c: Counting, where: string): void => {
    switch (c.kind) {
      case "events":
        for (const f of c.of) filter(f, where);
        return;
      case "distinct":
        for (const f of c.of) keyed(f, [f.field], where);
        return;
      case "sum":
        keyed(c.of, [c.field], where);
        return;
      case "commenced":
      case "commencedTotal":
        keyed(c.of, [c.field], where);
        quantityOrTerm(c.unit, where);
        return;
      case "peak":
      case "alive":
      case "storage":
        has(service.intervals, c.interval, where, "interval");
        if (c.kind === "storage") for (const q of [c.unit, c.per]) quantityOrTerm(q, where);
        return;
      case "sessions":
        has(service.sessions, c.session, where, "session");
        return;
      case "measure":
        has(service.measures, c.measure, where, "measure");
        return;
    }
  };

  for (const e of service.events) {
    for (const f of e.fields)
      if (f.type.kind === "enumeration") has(service.enumerations, f.type.enumeration, `${e.name}.${f.name}`, "enumeration");
  }
  for (const t of service.terms) {
    const { value } = t;
    if (value?.kind === "choice") {
      if (!t.choices.some(({ name }) => name === value.value))
        problem(t.name, `a default ${value.value} that is not among its choices`);
    } else if (value !== undefined) quantity(value, t.name);
    if ((t.kind === "choice") !== t.choices.length > 0) problem(t.name, "choices, but is not a choice");
  }
  for (const w of service.windows) {
    keyed(w.opens, w.per, w.name);
    quantityOrTerm(w.length, w.name);
  }
  for (const s of service.sets) for (const f of [...s.added, ...s.removed]) keyed(f, s.of, s.name);
  for (const i of service.intervals) for (const f of [i.from, i.until]) keyed(f, i.per, i.name);
  for (const s of service.sessions) {
    for (const f of [s.opens, ...s.closes]) keyed(f, s.per, s.name);
    for (const q of [s.timeout, s.life]) if (q !== undefined) quantityOrTerm(q, s.name);
  }
  for (const m of service.measures) {
    counting(m.counts, m.name);
    if (m.atMost !== undefined) quantityOrTerm(m.atMost, m.name);
  }
  const circumstances = (all: readonly Circumstance[], where: string) => {
    for (const c of all) {
      if (c.kind === "subscription") {
        if (c.included === true && !c.negated) problem(where, `is included in ${c.service} only where that is taken`);
        continue;
      }
      const choices = has(service.terms, c.term, where, "term")?.choices ?? [];
      for (const value of c.values) has(choices, value, where, `value of ${c.term}`);
    }
  };
  for (const c of [
    ...service.charges,
    ...service.fees,
    ...service.packages,
    ...service.minimums,
    ...service.prohibitions,
    ...service.freeRules,
  ])
    circumstances(c.circumstances, c.name);
  for (const f of [...service.fees, ...service.minimums]) circumstances(f.firstMonthIf, f.name);
  for (const p of service.packages) circumstances(p.overageIf, p.name);
  for (const c of service.charges) {
    counting(c.counts, c.name);
    if (c.atMost !== undefined) {
      quantityOrTerm(c.atMost, c.name);
      if (!isWhole(c.counts)) problem(c.name, "single events are charged, at most so many of them");
    }
    for (const other of c.inAdditionTo) has(clauses, other, c.name, "clause");
    if (c.pricedAs !== undefined) has(service.charges, c.pricedAs, c.name, "charge");
  }
  for (const f of service.fees) {
    const { basis } = f;
    if (basis.kind === "oncePerEvent") keyed(basis.of, f.pricedBy, f.name);
    else if (basis.kind === "monthlyPerInterval") {
      const interval = has(service.intervals, basis.interval, f.name, "interval");
      if (interval !== undefined) keyed(interval.from, f.pricedBy, f.name);
    }
    if (
      f.pricedBy.length > 0 &&
      (basis.kind === "monthlyFlat" || (basis.kind === "monthlyPerInterval" && basis.count === "peak"))
    )
      problem(f.name, "a price by fields, though no single event stands for what is due");
    if (f.atMost !== undefined) {
      quantityOrTerm(f.atMost, f.name);
      if (basis.kind !== "monthlyPerInterval" || f.pricedBy.length > 0)
        problem(f.name, "at most so many, though each counts by itself");
    }
    for (const other of f.alternativeTo) has(clauses, other, f.name, "clause");
  }
  for (const p of service.packages) has(service.measures, p.measure, p.name, "measure");
  for (const m of service.minimums) {
    quantityOrTerm(m.amount, m.name);
    for (const c of m.of) has(clauses, c, m.name, "clause");
  }
  for (const p of service.prohibitions) {
    if (p.rule.kind === "concurrent") has(service.intervals, p.rule.interval, p.name, "interval");
    else filter(p.rule.of, p.name);
  }
  for (const f of service.freeRules) filter(f.of, f.name);
  return problems;
}
