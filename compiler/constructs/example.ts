/** Examples: given these events under this agreement, the contract gives these numbers. */
import type { ExpectNode, FieldValueNode, GivenNode, PropertyNode } from "../../grammar/index.ts";
import { isDay, isMonth, isZone, localInstant, monthOf, suggestZone } from "../calendar.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Host } from "../host.ts";
import { holds } from "../ir/agreed.ts";
import type {
  Circumstance,
  Event,
  Example,
  ExampleAgreement,
  ExampleEvent,
  Expectation,
  Field,
  PlainValue,
  Service,
} from "../ir/model.ts";
import { termsDue } from "../ir/terms.ts";
import type { ElementOf } from "../scope.ts";
import { suggest } from "../suggest.ts";
import { partId } from "../unit.ts";
import { linkProduct } from "./circumstance.ts";
import { resolveEvent } from "./condition.ts";
import { lowerPrice, lowerSetting } from "./price.ts";
import type { PriceContext } from "./price-context.ts";
import { canonical, checkCurrency, lowerQuantity } from "./quantity.ts";
import { settingExample } from "./term.ts";

const buckets = ["charged", "free", "context", "duplicate", "conflict", "rejected", "refused"] as const;
/** The time zone of examples that name none. */
export const exampleTimeZone = "Asia/Ho_Chi_Minh";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function lowerExample(ctx: ServiceContext, host: Host, service: Service, node: ElementOf<"example">): Example {
  const agreement = lowerAgreed(ctx, host, service, node);
  const events = node.given.flatMap((g, i) => lowerGiven(ctx, agreement, g, i) ?? []);
  if (node.expect.length === 0 && !node.name.missing) ctx.report(D.noExpectation, { name: `\`${node.name.text}\`` }, node.name);
  const last = [...events]
    .map((e) => e.time)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  const period = last !== undefined ? monthOf(last, agreement.timeZone) : agreement.from?.slice(0, 7);
  return {
    ...ctx.named(node, "the example"),
    agreement,
    events,
    expect: node.expect.flatMap((e) => lowerExpectation(ctx, agreement, e, period) ?? []),
  };
}

function lowerAgreed(ctx: ServiceContext, host: Host, service: Service, node: ElementOf<"example">): ExampleAgreement {
  const agreement: Writable<ExampleAgreement> = {
    currency: "EUR",
    timeZone: exampleTimeZone,
    chargingModel: "post-pay",
    prices: [],
    terms: [],
    subscriptions: [],
  };
  for (const item of node.agreed) if (item.kind === "property") property(ctx, agreement, item);
  const prices: PriceContext = { reporter: ctx, host, service, currency: agreement.currency };
  for (const item of node.agreed) {
    if (item.kind === "price") agreement.prices = [...agreement.prices, ...one(lowerPrice(prices, item))];
    else if (item.kind === "setting") agreement.terms = [...agreement.terms, ...one(lowerSetting(prices, item))];
    else if (item.kind === "take") {
      const taken = ctx.scope.view.service(item.service, ctx.source);
      if (taken === undefined) continue;
      ctx.mention(taken, item.product?.text);
      linkProduct(ctx, item.service.text, item.product);
      agreement.subscriptions = [
        ...agreement.subscriptions,
        { service: item.service.text, ...(item.product && { product: item.product.text }) },
      ];
    }
  }
  checkTerms(ctx, service, node, agreement);
  return agreement;
}

/** Terms that every agreement has to give are given by examples, too, where a clause in force rests on them. */
function checkTerms(ctx: ServiceContext, service: Service, node: ElementOf<"example">, agreement: ExampleAgreement): void {
  const { subscriptions, terms, currency } = agreement;
  const products = subscriptions.flatMap((s) => (s.service === service.name && s.product !== undefined ? [s.product] : []));
  const all = service.products.map(({ name }) => name);
  const takes = [
    { service: service.name, products: products.length > 0 ? products : all },
    ...subscriptions.map((s) => ({ service: s.service, products: s.product === undefined ? [] : [s.product] })),
  ];
  const inForce = (e: { readonly product?: string; readonly circumstances?: readonly Circumstance[] }) =>
    (e.product === undefined || takes[0]!.products.includes(e.product)) &&
    (e.circumstances ?? []).every((c) => holds(c, service, { takes, terms }));
  for (const name of termsDue(service, inForce)) {
    if (terms.some(({ term }) => term === name)) continue;
    const example = settingExample(service.terms.find((t) => t.name === name)!, currency);
    ctx.report(D.missingTerm, { term: `${service.name}.${name}`, example }, node.name);
  }
}

const one = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

function property(ctx: ServiceContext, agreement: Writable<ExampleAgreement>, node: PropertyNode): void {
  switch (node.property) {
    case "currency":
      if (node.word && checkCurrency(ctx, node.word.text, node.word)) agreement.currency = node.word.text;
      return;
    case "timeZone": {
      const zone = node.texts[0]?.value ?? "";
      if (isZone(zone)) agreement.timeZone = zone;
      else ctx.report(D.unknownZone, { zone, suggestion: suggestZone(zone) }, node.texts[0] ?? node);
      return;
    }
    case "chargingModel":
      if (node.word?.text === "pre-pay") agreement.chargingModel = "pre-pay";
      return;
    case "from":
      if (node.date !== undefined && isDay(node.date.value)) agreement.from = node.date.value;
      else ctx.report(D.badDate, { text: node.date?.value ?? "" }, node);
      return;
    case "credit": {
      const q = lowerQuantity(ctx, node.quantity, ["money"]);
      if (q?.kind !== "money") return;
      if (q.currency !== agreement.currency)
        ctx.report(D.wrongCurrency, { what: "The credit", found: q.currency, expected: agreement.currency }, node);
      else agreement.credit = q.amount;
      return;
    }
    default:
      ctx.report(
        D.exampleValue,
        {
          message: "An example's agreement does not say this.",
          hint: "It may say currency, time zone, charging model, credit, from, prices and terms.",
        },
        node,
      );
  }
}

function lowerGiven(ctx: ServiceContext, agreement: ExampleAgreement, node: GivenNode, index: number): ExampleEvent | undefined {
  const event = resolveEvent(ctx, node.event);
  if (!isDay(node.date.value)) {
    ctx.report(D.badDate, { text: node.date.value }, node.date);
    return undefined;
  }
  const written = `${node.date.value} ${node.time?.value ?? "00:00"}`;
  const time = localInstant(node.date.value, node.time?.value ?? "00:00", agreement.timeZone);
  if (time === undefined) ctx.report(D.badTime, { text: node.time?.value ?? "" }, node.time ?? node.date);
  else if (time === "unclear") ctx.report(D.skippedTime, { text: written, zone: agreement.timeZone }, node.date);
  if (event === undefined || time === undefined || time === "unclear") return undefined;
  const data: Record<string, PlainValue> = {};
  for (const value of node.values) {
    const field = event.fields.find((f) => f.name === value.field.text);
    if (field === undefined) {
      const known = event.fields.map((f) => f.name);
      if (!value.field.missing)
        ctx.report(
          D.unknownName,
          {
            what: "field",
            name: value.field.text,
            where: `in the event \`${event.name}\``,
            suggestion: suggest(value.field.text, known),
            known,
            event: event.name,
          },
          value.field,
        );
      continue;
    }
    ctx.link(value.field, ctx.fieldId(event.name, field.name));
    if (Object.hasOwn(data, field.name)) ctx.report(D.repeated, { what: `\`${field.name}\`` }, value);
    else {
      const plain = lowerValue(ctx, event, field, value);
      if (plain !== undefined) data[field.name] = plain;
    }
  }
  for (const field of event.fields) {
    if (!field.optional && !node.values.some((v) => v.field.text === field.name))
      ctx.report(D.missingField, { event: event.name, field: field.name }, node.event);
  }
  return {
    event: event.name,
    time,
    written,
    id: node.id?.value ?? `e${index + 1}`,
    ...(node.client && { client: node.client.value }),
    data,
    origin: ctx.source.origin(node),
  };
}

/** A number as JSON has it: whole and safe as a number, everything else as text, so that no digit is lost. */
function plainNumber(text: string): PlainValue {
  const n = Number(text);
  return Number.isSafeInteger(n) && String(n) === text ? n : text;
}

function lowerValue(ctx: ServiceContext, event: Event, field: Field, node: FieldValueNode): PlainValue | undefined {
  const value = node.value;
  if (value === undefined) return undefined;
  const fail = (message: string, hint: string): undefined => {
    ctx.report(D.exampleValue, { message, hint }, node);
    return undefined;
  };
  const type = field.type;
  if (type.kind === "flag") {
    if (value.kind === "word" && (value.text === type.adjective || (type.adjective === "yes" && value.text === "no")))
      return node.negated !== (value.text !== "no");
    return fail(
      `\`${field.name}\` is yes or no.`,
      `Write \`${field.name} ${type.adjective}\` or \`${field.name} ${type.adjective === "yes" ? "no" : `not ${type.adjective}`}\`.`,
    );
  }
  if (node.negated) return fail(`\`${field.name}\` is not a yes or no field.`, "Remove `not`.");
  switch (type.kind) {
    case "enumeration": {
      const known = ctx.enumerations.get(type.enumeration)!.values.map((v) => v.name);
      if (value.kind === "word" && known.includes(value.text)) {
        ctx.link(value, partId(ctx.enumerationId(event.name, field.name, type.enumeration), value.text));
        return value.text;
      }
      // a text in quotation marks is taken as it stands, to show what becomes of records that are wrong
      if (value.kind === "text") return value.value;
      if (value.kind === "word") {
        ctx.report(
          D.notAValue,
          {
            what: `\`${field.name}\` of the event \`${event.name}\``,
            name: value.text,
            suggestion: suggest(value.text, known),
            known,
            event: event.name,
            field: field.name,
          },
          value,
        );
        return undefined;
      }
      return fail(`\`${field.name}\` is one of several values.`, `Write one of: ${known.join(", ")}.`);
    }
    case "phone":
      return value.kind === "phone" || value.kind === "text"
        ? value.value
        : fail(`\`${field.name}\` is a phone number.`, "Write it with `+`: +84901234567.");
    case "country":
      return value.kind === "word"
        ? value.text
        : value.kind === "text"
          ? value.value
          : fail(`\`${field.name}\` is a country.`, "Write two capital letters: VN.");
    case "text":
    case "network":
    case "email":
      return value.kind === "text"
        ? value.value
        : value.kind === "word"
          ? value.text
          : value.kind === "phone"
            ? value.value
            : fail(`\`${field.name}\` is a text.`, 'Write it between quotation marks: "…".');
    case "duration":
    case "size":
    case "count":
    case "number": {
      if (value.kind === "text") return value.value;
      if (value.kind !== "quantity")
        return fail(`\`${field.name}\` is a number or a quantity.`, "Write for example `61 seconds`, `2 GB`, `10`.");
      const q = lowerQuantity(ctx, value, [type.kind === "duration" ? "duration" : type.kind === "size" ? "size" : "count"]);
      if (q === undefined) return undefined;
      const text =
        q.kind === "duration" ? thousandth(q.milliseconds) : q.kind === "size" ? q.bytes : q.kind === "count" ? q.amount : "0";
      return plainNumber(value.negative ? `-${text}` : text);
    }
  }
}

/** Milliseconds as seconds, exactly. */
const thousandth = (ms: number): string => canonical(`${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, "0")}`);

function lowerExpectation(
  ctx: ServiceContext,
  { chargingModel }: ExampleAgreement,
  node: ExpectNode,
  defaultPeriod: string | undefined,
): Expectation | undefined {
  const period = node.period?.value ?? defaultPeriod;
  if (period === undefined) ctx.report(D.noPeriod, {}, node);
  else if (!isMonth(period)) ctx.report(D.badDate, { text: period }, node.period ?? node);
  const quantity = lowerQuantity(ctx, node.value, ["count", "money"]);
  const what = meaning(ctx, node);
  if (quantity === undefined || what === undefined || period === undefined) return undefined;
  if (what.kind === "credit" && chargingModel === "post-pay") {
    const hint = "Write `charging model pre-pay` in `agreed { … }`.";
    ctx.report(D.exampleValue, { message: "Only a pre-paid agreement has credit.", hint }, node.name);
    return undefined;
  }
  if (node.negative && what.kind !== "credit") {
    ctx.report(D.exampleValue, { message: "Only credit can be below zero.", hint: "Remove the minus." }, node.value!);
    return undefined;
  }
  if (quantity.kind === "money") {
    if (what.kind !== "clause" && what.kind !== "total" && what.kind !== "credit") {
      ctx.report(
        D.exampleValue,
        { message: `\`${node.name.text}\` is a number, not an amount of money.`, hint: "Remove the currency." },
        node.value!,
      );
      return undefined;
    }
    return {
      period,
      what,
      value: { kind: "money", amount: `${node.negative ? "-" : ""}${quantity.amount}`, currency: quantity.currency },
      origin: ctx.source.origin(node),
    };
  }
  if (what.kind === "total" || what.kind === "credit") {
    ctx.report(
      D.exampleValue,
      {
        message: `The ${what.kind} is an amount of money.`,
        hint: `Write for example \`expect ${what.kind} ${node.value?.number ?? "1"} EUR\`.`,
      },
      node.value ?? node,
    );
    return undefined;
  }
  return {
    period,
    what,
    value: { kind: "quantity", amount: (quantity as { amount: string }).amount },
    origin: ctx.source.origin(node),
  };
}

function meaning(ctx: ServiceContext, node: ExpectNode): Expectation["what"] | undefined {
  const name = node.name.text;
  if (node.name.missing) return undefined;
  if (ctx.scope.find(name) === undefined) {
    if (name === "total" || name === "credit" || name === "notices") return { kind: name };
    if ((buckets as readonly string[]).includes(name)) return { kind: "bucket", name: name as (typeof buckets)[number] };
  }
  const symbol = ctx.scope.resolve(node.name, ["charge", "fee", "package", "minimum", "measure", "forbid"]);
  if (symbol === undefined) return undefined;
  if (symbol.node.kind === "measure") return { kind: "measure", name };
  return symbol.node.kind === "forbid" ? { kind: "breach", name } : { kind: "clause", name };
}
