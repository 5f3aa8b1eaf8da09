/** From an agreement as JSON to the syntax tree of the same agreement in SDL, so that the compiler checks both alike. */
import type { AgreementNode, Name, PriceNode, QuantityNode, Span, TakeNode, TextNode } from "../../grammar/index.ts";
import type { AgreementJson, EachJson, PriceJson, SpendJson, TakenJson } from "./schema.ts";

export type Step = string | number;
/** Where in the agreement a value stands. */
export type Path = readonly Step[];
/** Gives the span by which a value is found again. */
export type Placing = (path: Path) => Span;

type EntryNode = TakeNode["entries"][number];
type PropertyNode = AgreementNode["properties"][number];
type Literal = NonNullable<TakeNode["from"]>;

/** The tree of an agreement. It asks for places in the same order whenever it is made of the same agreement. */
export function agreementNode(agreement: AgreementJson, place: Placing): AgreementNode {
  return new Builder(agreement, place).agreement();
}

class Builder {
  readonly #agreement: AgreementJson;
  readonly #place: Placing;

  constructor(agreement: AgreementJson, place: Placing) {
    this.#agreement = agreement;
    this.#place = place;
  }

  agreement(): AgreementNode {
    const { name, takes, proration } = this.#agreement;
    return {
      kind: "agreement",
      name: this.#name(name, ["name"]),
      titles: [],
      properties: this.#properties(),
      takes: takes.flatMap((taken, i) => this.#takes(taken, ["takes", i])),
      spends: this.#spends(this.#agreement, []),
      prorations: proration === undefined ? [] : [this.#proration(proration)],
      allowances: [],
      ...this.#place([]),
    };
  }

  #properties(): PropertyNode[] {
    const { client, currency, timeZone, chargingModel, from, until, accounts, credit, rounding, roundingTo } = this.#agreement;
    const property = (key: PropertyNode["property"], more: Partial<PropertyNode>, path: Path = [key]): PropertyNode => ({
      kind: "property",
      property: key,
      texts: [],
      ...more,
      ...this.#place(path),
    });
    const days = { from, until };
    return [
      ...(client === undefined ? [] : [property("client", { texts: [this.#text(client, ["client"])] })]),
      property("currency", { word: this.#name(currency, ["currency"]) }),
      property("timeZone", { texts: [this.#text(timeZone, ["timeZone"])] }),
      property("chargingModel", { word: this.#name(chargingModel, ["chargingModel"]) }),
      ...(["from", "until"] as const).flatMap((key) => {
        const day = days[key];
        return day === undefined ? [] : [property(key, { date: this.#literal(day, [key]) })];
      }),
      ...accounts.map((account, i) => property("account", { texts: [this.#text(account, ["accounts", i])] }, ["accounts", i])),
      ...(credit === undefined ? [] : [property("credit", { quantity: this.#money(credit, ["credit"]) })]),
      property("rounding", {
        word: this.#name(rounding, ["rounding"]),
        ...(roundingTo === undefined ? {} : { quantity: this.#money(roundingTo, ["roundingTo"]) }),
      }),
    ];
  }

  #proration({ by, firstDayCounts, lastMonth }: NonNullable<AgreementJson["proration"]>): AgreementNode["prorations"][number] {
    return {
      kind: "proration",
      ...(by === "30 days" && { days: this.#quantity(by, ["proration", "by"]) }),
      dropsFirstDay: !firstDayCounts,
      lastMonth: lastMonth !== undefined,
      dropsLastDay: lastMonth?.lastDayCounts === false,
      ...this.#place(["proration"]),
    };
  }

  #spends(of: { readonly atLeast?: SpendJson | undefined; readonly atMost?: SpendJson | undefined }, path: Path) {
    return (["atLeast", "atMost"] as const).flatMap((limit): AgreementNode["spends"][number][] => {
      const spend = of[limit];
      if (spend === undefined) return [];
      const at = [...path, limit];
      return [
        {
          kind: "spend",
          limit,
          amount: this.#money(spend.amount, [...at, "amount"]),
          prorated: spend.prorated,
          ...this.#place(at),
        },
      ];
    });
  }

  /** SDL takes products one by one; what is agreed of the service stands with the first. */
  #takes(taken: TakenJson, path: Path): TakeNode[] {
    const { service, products = [undefined], from, prices, terms } = taken;
    const entries: EntryNode[] = [
      ...Object.entries(prices).map(([clause, price]) => this.#price(clause, price, [...path, "prices", clause])),
      ...Object.entries(terms).map(([term, value]) => this.#setting(term, value, [...path, "terms", term])),
      ...this.#spends(taken, path),
    ];
    return products.map((product, i) => ({
      kind: "take",
      service: this.#name(service, [...path, "service"]),
      ...(product === undefined ? {} : { product: this.#name(product, [...path, "products", i]) }),
      ...(from === undefined ? {} : { from: this.#literal(from, [...path, "from"]) }),
      entries: i === 0 ? entries : [],
      ...this.#place(path),
    }));
  }

  #setting(term: string, value: string, path: Path): EntryNode {
    return {
      kind: "setting",
      term: this.#name(term, path),
      value: /^\d/.test(value) ? this.#quantity(value, path) : { kind: "name", ...this.#name(value, path) },
      ...this.#place(path),
    };
  }

  #price(clause: string, price: PriceJson, path: Path): PriceNode {
    return {
      kind: "price",
      clause: this.#name(clause, path),
      by: [],
      later: [],
      ...this.#shape(price, path),
      ...("each" in price && price.each !== undefined ? this.#each(price.each, [...path, "each"]) : {}),
      ...this.#place(path),
    };
  }

  #shape(price: PriceJson, path: Path): Partial<PriceNode> {
    const money = (amount: string, ...steps: Path) => this.#money(amount, [...path, ...steps]);
    const literal = (value: string, ...steps: Path) => this.#literal(value, [...path, ...steps]);
    switch (price.kind) {
      case "flat":
        return { flat: money(price.amount, "amount") };
      case "dated": {
        const [first, ...later] = price.periods;
        return {
          flat: money(first.amount, "periods", 0, "amount"),
          ...(first.until !== undefined && { until: literal(first.until, "periods", 0, "until") }),
          later: later.map(({ amount, from, until }, i) => ({
            amount: money(amount, "periods", i + 1, "amount"),
            from: literal(from, "periods", i + 1, "from"),
            ...(until !== undefined && { until: literal(until, "periods", i + 1, "until") }),
            ...this.#place([...path, "periods", i + 1]),
          })),
        };
      }
      case "rates":
        return {
          file: this.#text(price.file, [...path, "file"]),
          by: price.by.map((field, i) => this.#name(field, [...path, "by", i])),
          ...(price.tariff !== undefined && { tariff: this.#name(price.tariff, [...path, "tariff"]) }),
        };
      case "blocks":
        return {
          block: literal(price.size, "size"),
          flat: money(price.amount, "amount"),
          ...(price.free !== undefined && { free: this.#quantity(price.free, [...path, "free"]) }),
        };
      case "package":
        return {
          included: literal(price.included, "included"),
          fee: money(price.fee, "fee"),
          ...(price.overage !== undefined && { overage: money(price.overage, "overage") }),
        };
      default:
        return {
          tiers: {
            mode: price.kind,
            tiers: price.tiers.map(({ upTo, amount, plus }, i) => ({
              kind: "tier",
              ...(upTo !== undefined && { upTo: literal(upTo, "tiers", i, "upTo") }),
              amount: money(amount, "tiers", i, "amount"),
              ...(plus !== undefined && { plus: money(plus, "tiers", i, "plus") }),
              ...this.#place([...path, "tiers", i]),
            })),
            ...this.#place([...path, "tiers"]),
          },
        };
    }
  }

  #each(each: EachJson, path: Path): Partial<PriceNode> {
    const { increments, per } = each;
    const limit = (key: "plus" | "atLeast" | "atMost"): Partial<PriceNode> => {
      const amount = each[key];
      if (amount === undefined) return {};
      return { [key]: { amount: this.#money(amount, [...path, key]), ...this.#place([...path, key]) } };
    };
    return {
      ...(increments && {
        increments: {
          first: this.#quantity(increments.first, [...path, "increments", "first"]),
          next: this.#quantity(increments.next, [...path, "increments", "next"]),
          ...this.#place([...path, "increments"]),
        },
      }),
      ...(per !== undefined && { per: this.#quantity(per, [...path, "per"]) }),
      ...limit("plus"),
      ...limit("atLeast"),
      ...limit("atMost"),
    };
  }

  #name(text: string, path: Path): Name {
    return { text, missing: false, ...this.#place(path) };
  }

  #text(value: string, path: Path): TextNode {
    return { value, ...this.#place(path) };
  }

  #literal(value: string, path: Path): Literal {
    return { value, ...this.#place(path) };
  }

  /** An amount in the currency of the agreement. */
  #money(amount: string, path: Path): QuantityNode {
    return this.#measured(amount, this.#agreement.currency, path);
  }

  /** "60 seconds", "30" */
  #quantity(text: string, path: Path): QuantityNode {
    const [, number = "", unit = ""] = /^([\d.]+) ?(.*)$/.exec(text) ?? [];
    return this.#measured(number, unit, path);
  }

  #measured(number: string, unit: string, path: Path): QuantityNode {
    const at = this.#place(path);
    return { kind: "quantity", number, ...(unit !== "" && { unit: { text: unit, missing: false, ...at } }), ...at };
  }
}
