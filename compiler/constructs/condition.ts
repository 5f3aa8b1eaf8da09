/** Conditions: names become fields, values and states; what cannot hold by its type is reported. */
import type { AtomNode, EventFilterNode, Name, Span } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Condition, Event, EventFilter, Field } from "../ir/model.ts";
import { suggest } from "../suggest.ts";
import { partId } from "../unit.ts";
import { typeName } from "./event.ts";
import type { QuantityKind } from "./quantity.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export interface FilterOptions {
  /** True where the events change a state themselves: their conditions must rest on the event alone. */
  readonly changesState?: string;
}

/** The event that a name means. */
export function resolveEvent(ctx: ServiceContext, name: Name): Event | undefined {
  const symbol = ctx.scope.resolve(name, ["event"]);
  return symbol && ctx.events.get(symbol.node.name.text);
}

/** A field of an event, or a report of what is wrong with its name. */
export function resolveField(ctx: ServiceContext, event: Event, name: Name): Field | undefined {
  if (name.missing) return undefined;
  const field = event.fields.find((f) => f.name === name.text);
  if (field === undefined) {
    const known = event.fields.map((f) => f.name);
    ctx.report(
      D.unknownName,
      {
        what: "field",
        name: name.text,
        where: `in the event \`${event.name}\``,
        suggestion: suggest(name.text, known),
        known,
        event: event.name,
      },
      name,
    );
  } else {
    ctx.usedInRules.add(`${event.name}.${field.name}`);
    ctx.link(name, ctx.fieldId(event.name, field.name));
  }
  return field;
}

/** The fields of a key: each must be there, and never left out. */
export function resolveKey(ctx: ServiceContext, event: Event, names: readonly Name[]): string[] {
  return names.flatMap((name) => {
    const field = resolveField(ctx, event, name);
    if (field?.optional) ctx.report(D.optionalKey, { field: field.name, event: event.name }, name);
    return field === undefined ? [] : [field.name];
  });
}

export function lowerFilter(
  ctx: ServiceContext,
  node: EventFilterNode | undefined,
  options: FilterOptions = {},
): EventFilter | undefined {
  if (node === undefined) return undefined;
  const event = resolveEvent(ctx, node.event);
  if (event === undefined) return undefined;
  const written = <C extends Condition>(condition: C, [first, ...rest]: readonly Span[]): C => {
    if (first !== undefined) ctx.spans.set(condition, { start: first.start, end: (rest.at(-1) ?? first).end });
    return condition;
  };
  const alternatives = node.filter.alternatives.map((atoms): Condition => {
    const of = atoms.flatMap((a) => {
      const condition = lowerAtom(ctx, event, a, options);
      return condition === undefined ? [] : [written(condition, [a])];
    });
    return of.length === 1 ? of[0]! : written({ kind: "all", of }, atoms);
  });
  if (alternatives.length === 0) return { event: event.name };
  if (alternatives.length === 1) return { event: event.name, where: alternatives[0]! };
  return { event: event.name, where: written({ kind: "any", of: alternatives }, node.filter.alternatives.flat()) };
}

function lowerAtom(ctx: ServiceContext, event: Event, node: AtomNode, options: FilterOptions): Condition | undefined {
  if (node.kind === "inState") return inState(ctx, event, node, options);
  if (node.kind === "onSet") return onSet(ctx, event, node, options);
  const field = resolveField(ctx, event, node.field);
  if (field === undefined) return undefined;
  switch (node.kind) {
    case "is":
      return is(ctx, event, field, node);
    case "flag":
      if (field.type.kind !== "flag") {
        const example =
          field.type.kind === "enumeration" ? `${field.name} is ${node.adjective.text}` : `${field.name} is at least …`;
        ctx.report(
          D.wrongCondition,
          { field: field.name, type: typeName(field.type), needed: "yes or no", hint: `Write \`${example}\`.` },
          node,
        );
        return undefined;
      }
      if (!isAdjective(field, node.adjective.text)) {
        ctx.report(
          D.notAValue,
          { what: `\`${field.name}\``, name: node.adjective.text, suggestion: field.type.adjective },
          node.adjective,
        );
        return undefined;
      }
      return { kind: "flag", field: field.name, negated: node.negated !== (node.adjective.text === "no") };
    case "compare":
      return compare(ctx, field, node);
  }
}

const isAdjective = (field: Field, word: string) =>
  field.type.kind === "flag" && (word === field.type.adjective || (field.type.adjective === "yes" && word === "no"));

function is(ctx: ServiceContext, event: Event, field: Field, node: AtomNode & { kind: "is" }): Condition | undefined {
  const type = field.type;
  if (type.kind === "flag") {
    const word = node.values[0];
    if (word === undefined || node.values.length > 1 || !isAdjective(field, word.text)) {
      ctx.report(
        D.notAValue,
        { what: `\`${field.name}\``, name: node.values.map((v) => v.text).join(" or "), suggestion: type.adjective },
        node,
      );
      return undefined;
    }
    return { kind: "flag", field: field.name, negated: node.negated !== (word.text === "no") };
  }
  if (type.kind === "country") {
    for (const v of node.values) {
      if (!/^[A-Z]{2}$/.test(v.text) && !v.missing)
        ctx.report(D.notAValue, { what: "the countries of ISO 3166", name: v.text, known: ["VN", "SG", "DE"] }, v);
    }
    return { kind: "is", field: field.name, values: node.values.map((v) => v.text), negated: node.negated };
  }
  if (type.kind !== "enumeration") {
    const needed = "one of several values";
    ctx.report(
      D.wrongCondition,
      {
        field: field.name,
        type: typeName(type),
        needed,
        hint: "Compare it: `above`, `below`, `at least`, `at most`; or make the field an enumeration.",
      },
      node,
    );
    return undefined;
  }
  const known = ctx.enumerations.get(type.enumeration)!.values.map((v) => v.name);
  const enumeration = ctx.enumerationId(event.name, field.name, type.enumeration);
  const values: string[] = [];
  for (const v of node.values) {
    if (v.missing) continue;
    if (!known.includes(v.text)) {
      ctx.report(
        D.notAValue,
        {
          what: `\`${field.name}\` of the event \`${event.name}\``,
          name: v.text,
          suggestion: suggest(v.text, known),
          known,
          event: event.name,
          field: field.name,
        },
        v,
      );
      continue;
    }
    ctx.link(v, partId(enumeration, v.text));
    if (!values.includes(v.text)) values.push(v.text);
  }
  for (const value of values) ctx.usedInRules.add(`${type.enumeration}.${value}`);
  return values.length === 0 ? undefined : { kind: "is", field: field.name, values, negated: node.negated };
}

function compare(ctx: ServiceContext, field: Field, node: AtomNode & { kind: "compare" }): Condition | undefined {
  const kinds: Partial<Record<Field["type"]["kind"], QuantityKind>> = {
    duration: "duration",
    size: "size",
    count: "count",
    number: "count",
  };
  const kind = kinds[field.type.kind];
  if (kind === undefined) {
    ctx.report(
      D.wrongCondition,
      { field: field.name, type: typeName(field.type), needed: "a number or a quantity", hint: `Write \`${field.name} is …\`.` },
      node,
    );
    return undefined;
  }
  const value = lowerQuantityOrTerm(ctx, node.value, [kind]);
  return value && { kind: "compare", field: field.name, operator: node.operator, value };
}

function stateless(ctx: ServiceContext, node: AtomNode, options: FilterOptions): boolean {
  if (options.changesState === undefined) return true;
  ctx.report(D.stateRestsOnState, { what: options.changesState }, node);
  return false;
}

function inState(
  ctx: ServiceContext,
  event: Event,
  node: AtomNode & { kind: "inState" },
  options: FilterOptions,
): Condition | undefined {
  const symbol = ctx.scope.resolve(node.state, ["window", "session"]);
  if (symbol === undefined || !stateless(ctx, node, options)) return undefined;
  const key = keyOf(ctx, event, symbol.node.per, symbol.node.name.text, node);
  if (key === undefined) return undefined;
  return symbol.node.kind === "window"
    ? { kind: "window", window: symbol.node.name.text, key, negated: node.negated }
    : { kind: "session", session: symbol.node.name.text, key, negated: node.negated };
}

function onSet(
  ctx: ServiceContext,
  event: Event,
  node: AtomNode & { kind: "onSet" },
  options: FilterOptions,
): Condition | undefined {
  const symbol = ctx.scope.resolve(node.set, ["set"]);
  if (symbol === undefined || !stateless(ctx, node, options)) return undefined;
  const field = resolveField(ctx, event, node.field);
  if (field === undefined) return undefined;
  // `recipient on SuppressionList` where the list is kept `of address`: the field named here is the key
  if (symbol.node.of.length === 1) return { kind: "set", set: symbol.node.name.text, key: [field.name], negated: node.negated };
  const key = keyOf(ctx, event, symbol.node.of, symbol.node.name.text, node);
  return key && { kind: "set", set: symbol.node.name.text, key, negated: node.negated };
}

/** The key of a state as the event has it: fields of the same names. */
function keyOf(
  ctx: ServiceContext,
  event: Event,
  per: readonly Name[],
  state: string,
  at: { start: number; end: number },
): string[] | undefined {
  const key: string[] = [];
  for (const name of per) {
    const field = event.fields.find((f) => f.name === name.text);
    if (field === undefined) {
      ctx.report(D.keyMismatch, { state, key: name.text, event: event.name }, at);
      return undefined;
    }
    key.push(field.name);
  }
  return key;
}
