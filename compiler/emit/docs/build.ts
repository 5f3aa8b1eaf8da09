/** Builds the document of a service: what stands in it, in which order, under which numbers and anchors. */
import type { Clause, Definition, Event, Example, Interpretation, Named, Product, Service, Text } from "../../ir/model.ts";
import { anchorOf } from "./escape.ts";
import { exampleBlocks } from "./examples.ts";
import type { Block, Document, Item, ItemKind, Section } from "./model.ts";
import type { Book, Labels } from "./phrases/book.ts";
import { BOOKS } from "./phrases/books.ts";
import type { Rule } from "./phrases.ts";
import { timelineOf } from "./timeline.ts";
import { Voices } from "./voices.ts";

/** An item before it is numbered. */
type Draft = Omit<Item, "number">;

interface DraftSection {
  readonly anchor: string;
  readonly title: keyof Labels;
  readonly note?: keyof Labels;
  readonly items: readonly Draft[];
}

/** The document of a service in the languages of the books. */
export function buildDocument(service: Service, books: readonly Book[] = BOOKS): Document {
  const voices = new Voices(service, books);
  const drafts: DraftSection[] = [
    { anchor: "description", title: "description", items: description(voices) },
    { anchor: "products", title: "products", items: service.products.map((product) => productItem(voices, product)) },
    {
      anchor: "definitions",
      title: "definitions",
      note: "definitionsNote",
      items: [
        ...definitionRules(service).map((rule) => ruleItem(voices, rule)),
        ...service.definitions.map((definition) => definitionItem(voices, definition)),
      ],
    },
    {
      anchor: "charges",
      title: "charges",
      items: [...chargeRules(service).map((rule) => ruleItem(voices, rule)), ...shortCredit(voices)],
    },
    { anchor: "limits", title: "prohibitions", items: limitRules(service).map((rule) => ruleItem(voices, rule)) },
    { anchor: "records", title: "records", items: service.events.map((event) => recordItem(voices, event)) },
    {
      anchor: "interpretations",
      title: "interpretations",
      items: service.interpretations.map((interpretation) => interpretationItem(voices, interpretation)),
    },
    {
      anchor: "examples",
      title: "examples",
      items: service.examples.map((example) => exampleItem(voices, example)),
    },
  ];
  return {
    name: service.name,
    title: voices.written(service.title),
    category: service.category,
    categoryTitle: voices.say((speaker) => speaker.book.category(service.category)),
    ...(service.source !== undefined && { source: service.source }),
    origin: service.origin,
    languages: books.map(({ language, languageName, labels }) => ({ language, name: languageName, contents: labels.contents })),
    sections: numbered(
      voices,
      drafts.filter((draft) => draft.items.length > 0),
    ),
  };
}

function numbered(voices: Voices, drafts: readonly DraftSection[]): Section[] {
  return drafts.map((draft, index) => ({
    anchor: draft.anchor,
    number: `${index + 1}`,
    title: voices.label(draft.title),
    ...(draft.note && { note: voices.label(draft.note) }),
    items: draft.items.map((each, position) => ({ ...each, number: `${index + 1}.${position + 1}` })),
  }));
}

// ── Which rules stand where ─────────────────────────────────────────────────

function definitionRules(service: Service): Rule[] {
  return [
    ...service.terms.map((element): Rule => ({ kind: "term", element })),
    ...service.windows.map((element): Rule => ({ kind: "window", element })),
    ...service.sets.map((element): Rule => ({ kind: "set", element })),
    ...service.sessions.map((element): Rule => ({ kind: "session", element })),
    ...service.intervals.map((element): Rule => ({ kind: "interval", element })),
    ...service.measures.map((element): Rule => ({ kind: "measure", element })),
  ];
}

function chargeRules(service: Service): Rule[] {
  return [
    ...service.charges.map((element): Rule => ({ kind: "charge", element })),
    ...service.fees.map((element): Rule => ({ kind: "fee", element })),
    ...service.packages.map((element): Rule => ({ kind: "package", element })),
    ...service.minimums.map((element): Rule => ({ kind: "minimum", element })),
  ];
}

function limitRules(service: Service): Rule[] {
  return [
    ...service.prohibitions.map((element): Rule => ({ kind: "prohibition", element })),
    ...service.freeRules.map((element): Rule => ({ kind: "free", element })),
  ];
}

/** All rules of a service, in the order of its document. */
export function rulesOf(service: Service): Rule[] {
  return [...definitionRules(service), ...chargeRules(service), ...limitRules(service)];
}

// ── Items ───────────────────────────────────────────────────────────────────

/** Anchors carry their kind, since a written definition and a rule may share a name with a section or an example. */
function item(kind: ItemKind, prefix: string, { name, origin }: Pick<Named, "name" | "origin">, blocks: readonly Block[]): Draft {
  return { kind, anchor: `${prefix}-${anchorOf(name)}`, origin, blocks };
}

function paragraph(text: Text): Block {
  return { kind: "paragraph", text };
}

function description(voices: Voices): Draft[] {
  const { description: written, onlyWithin } = voices.service;
  const paragraphs = [
    ...(written.text ? [voices.written(written.text)] : []),
    ...(onlyWithin === undefined ? [] : [onlyWithinText(voices, onlyWithin)]),
  ];
  const about: Draft[] =
    paragraphs.length === 0 ? [] : [{ kind: "paragraph", anchor: "about", blocks: paragraphs.map(paragraph) }];
  return [
    ...about,
    ...clauses(voices, "includes", "includes", written.includes),
    ...clauses(voices, "provider-duties", "providerDuties", written.providerDuties),
    ...clauses(voices, "client-duties", "clientDuties", written.clientDuties),
  ];
}

function clauses(voices: Voices, anchor: string, intro: keyof Labels, list: readonly Clause[]): Draft[] {
  if (list.length === 0) return [];
  const points = list.map((clause) => voices.written(clause.text));
  return [{ kind: "duties", anchor, blocks: [paragraph(voices.label(intro)), { kind: "list", points }] }];
}

function onlyWithinText(voices: Voices, category: string, product?: Product): Text {
  return voices.say((speaker) => speaker.book.onlyWithin(speaker.book.category(category), product && speaker.titleOf(product)));
}

function shortCredit(voices: Voices): Draft[] {
  const { whenShort } = voices.service;
  if (whenShort === undefined) return [];
  const text = voices.say((speaker) => speaker.book.shortCredit[whenShort]);
  return [{ kind: "paragraph", anchor: "short-credit", blocks: [paragraph(text)] }];
}

function productItem(voices: Voices, product: Product): Draft {
  const title = voices.say((speaker) => speaker.book.quoted(speaker.titleOf(product)));
  const text = product.text ? [paragraph(voices.written(product.text))] : [];
  const within = product.onlyWithin === undefined ? [] : [paragraph(onlyWithinText(voices, product.onlyWithin, product))];
  return item("paragraph", "product", product, [paragraph(title), ...text, ...within]);
}

function ruleItem(voices: Voices, rule: Rule): Draft {
  return {
    ...item("rule", rule.kind, rule.element, [paragraph(voices.say((speaker) => speaker.rule(rule)))]),
    defines: voices.say((speaker) => speaker.titleOf(rule.element)),
  };
}

function definitionItem(voices: Voices, definition: Definition): Draft {
  const sentence = voices.say((speaker) => {
    const { title, short } = speaker.subject(definition);
    return speaker.book.definition(title, short, speaker.text(definition.text) ?? "");
  });
  return {
    ...item("definition", "definition", definition, [paragraph(sentence)]),
    defines: voices.say((speaker) => speaker.titleOf(definition)),
  };
}

function recordItem(voices: Voices, event: Event): Draft {
  return item("record", "record", event, [paragraph(voices.say((speaker) => speaker.record(event)))]);
}

function interpretationItem(voices: Voices, interpretation: Interpretation): Draft {
  const { question, decision, reason, source, negotiableAs } = interpretation;
  const labelled = (label: keyof Labels, text: Text): Block => ({
    kind: "labelled",
    label: voices.label(label),
    text: voices.written(text),
  });
  return {
    ...item("interpretation", "interpretation", interpretation, [
      labelled("question", question),
      labelled("decision", decision),
      labelled("reason", reason),
      ...(negotiableAs === undefined
        ? []
        : [{ kind: "paragraph", text: voices.say((speaker) => speaker.book.negotiable(speaker.title(negotiableAs))) } as const]),
      ...(source === undefined
        ? []
        : [{ kind: "labelled", label: voices.label("source"), text: voices.say(() => source) } as const]),
    ]),
    heading: voices.written(interpretation.title),
  };
}

function exampleItem(voices: Voices, example: Example): Draft {
  const timeline = timelineOf(voices, example);
  return {
    ...item("example", "example", example, exampleBlocks(voices, example)),
    heading: voices.written(example.title),
    ...(timeline && { timeline }),
  };
}
