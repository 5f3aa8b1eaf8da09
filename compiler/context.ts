/** What lowering one service needs at hand: its names, its diagnostics, and the shared elements it turns out to use. */
import type { Declaration, Localized, Span } from "../grammar/index.ts";
import type { Kind, Related } from "./diagnostics/diagnostic.ts";
import { D } from "./diagnostics/registry.ts";
import type { Enumeration, Event, Named, Term, Text } from "./ir/model.ts";
import type { ServiceScope, ServiceSymbol } from "./scope.ts";
import type { SourceFile } from "./source.ts";
import { elementId, partId, type Unit } from "./unit.ts";

/** The languages in which every contract is written. */
export const languages = ["en", "vi"] as const;

/** Reports diagnostics about one file. */
export class Reporter {
  readonly source: SourceFile;
  readonly unit: Unit;

  constructor(source: SourceFile, unit: Unit) {
    this.source = source;
    this.unit = unit;
  }

  report<P>(kind: Kind<P>, parameters: P, span: Span, related: readonly Related[] = []): void {
    this.unit.diagnostics.report(kind, parameters, this.source, span, related);
  }

  /** Notes what a name stands for: see `Link`. */
  link(at: Span, to: string): void {
    this.unit.link(this.source, at, to);
  }

  /** A text with every language that contracts need; reports what is missing and what is given twice. */
  text(nodes: readonly Localized[], what: string, at: Span): Text {
    const text: Record<string, string> = {};
    for (const { translations } of nodes) {
      for (const t of translations) {
        if (Object.hasOwn(text, t.language)) this.report(D.repeatedLanguage, { language: t.language }, t);
        else text[t.language] = t.text.value;
      }
    }
    for (const language of languages) {
      if ((text[language] ?? "").trim() === "") {
        this.report(D.missingLanguage, { what, language }, nodes[0] ?? at);
        text[language] = Object.values(text)[0] ?? "";
      }
    }
    return text;
  }

  /** What all named elements have. */
  named(node: Declaration, what: string): Named {
    const titled = node.titles.length > 0;
    return {
      name: node.name.text,
      title: titled ? this.text(node.titles, `The title of ${what} \`${node.name.text}\``, node.name) : inWords(node.name.text),
      titled,
      ...(node.short === undefined ? {} : { short: node.short.value }),
      ...(node.doc === undefined ? {} : { doc: node.doc }),
      origin: this.source.origin(node.name),
    };
  }
}

export class ServiceContext extends Reporter {
  readonly scope: ServiceScope;
  /** Lowered on first use and kept: shared enumerations and terms become part of the service that uses them. */
  readonly enumerations = new Map<string, Enumeration>();
  readonly terms = new Map<string, Term>();
  readonly events = new Map<string, Event>();
  /** Fields as `Event.field` and values as `Enumeration.value` that a rule names: documents have to call them something. */
  readonly usedInRules = new Set<string>();
  /** Titles of other services, and of their products as `Service.Product`, of which the service speaks. */
  readonly mentioned = new Map<string, Text>();
  /** Where conditions and their parts were written. */
  readonly spans = new WeakMap<object, Span>();

  constructor(scope: ServiceScope) {
    super(scope.service.source, scope.unit);
    this.scope = scope;
  }

  /** Notes what another service, or a product of one, is called: documents speak of it by its titles. */
  mention({ node }: ServiceSymbol, product?: string): void {
    if (node.name.text === this.scope.service.node.name.text) return;
    this.mentioned.set(node.name.text, titles(node));
    const part = node.elements.find((element) => element.kind === "product" && element.name.text === product);
    if (part !== undefined) this.mentioned.set(`${node.name.text}.${part.name.text}`, titles(part));
  }

  /** The identity of a field of one of its events. */
  fieldId(event: string, field: string): string {
    return partId(elementId(this.scope.service.node.name.text, event), field);
  }

  /** The identity of the enumeration that a field has: a declared one, or the one that its event writes in place. */
  enumerationId(event: string, field: string, enumeration: string): string {
    const symbol = this.scope.find(enumeration);
    return symbol?.node.kind === "enumeration" ? this.scope.idOf(symbol) : this.fieldId(event, field);
  }

  /** The same service, reporting to another unit: for a pass of its own. */
  reportingTo(unit: Unit): ServiceContext {
    return Object.assign(Object.create(ServiceContext.prototype) as ServiceContext, this, { unit });
  }

  /** The same service seen from another file: for shared declarations that it uses. */
  at(source: SourceFile): Reporter {
    return source === this.source ? this : new Reporter(source, this.unit);
  }
}

/** The titles of a declaration in another service, whose own checks say what is wrong with them. */
function titles(node: Declaration): Text {
  const written = node.titles.flatMap(({ translations }) => translations.map((t) => [t.language, t.text.value] as const));
  return { ...inWords(node.name.text), ...Object.fromEntries(written) };
}

/** A name in words, in every language: "MonthlyActiveUsers" → "Monthly active users". */
export function inWords(name: string, capital = true): Text {
  const words = name
    .replace(/_/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((w, i) => (/^[A-Z]{2,}$/.test(w) ? w : i === 0 && capital ? w.charAt(0).toUpperCase() + w.slice(1) : w.toLowerCase()))
    .join(" ");
  return Object.fromEntries(languages.map((l) => [l, words]));
}

/** A name as part of a CloudEvents type: "AccessGranted" → "access-granted", "SMS" → "sms". */
export function kebab(name: string): string {
  return name
    .replace(/_/g, "-")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

/**
 * A service's name as part of a CloudEvents type. Where the English title is the name, its spaces divide the words, so that
 * a product's own spelling counts: "WhatsApp" → "whatsapp", "VoiceMessages" titled "Voice Messages" → "voice-messages".
 */
export function serviceKebab(name: string, englishTitle: string): string {
  const words = englishTitle.split(/[^A-Za-z0-9]+/).filter((w) => w !== "");
  return words.join("").toLowerCase() === name.toLowerCase() ? words.join("-").toLowerCase() : kebab(name);
}
