/** The examples of a contract as tables: what was agreed, what happened, and what the bill must say. */
import type { Example, ExampleAgreement, ExampleEvent, Expectation } from "../../ir/model.ts";
import type { Block, Row } from "./model.ts";
import { phrase } from "./phrases/book.ts";
import type { SaidAgreed, SaidExpectation } from "./phrases/said.ts";
import type { Speaker } from "./phrases/speak.ts";
import { saidPrice } from "./prices.ts";
import type { Voices } from "./voices.ts";

export function exampleBlocks(voices: Voices, example: Example): Block[] {
  const agreed = agreedRows(voices, example.agreement);
  const given = example.events.map((event) => ({
    lead: event.written,
    text: voices.say((speaker) => eventText(speaker, event)),
  }));
  const nothing = [{ text: voices.label("nothing") }];
  return [
    ...(agreed.length > 0 ? [{ kind: "table", caption: voices.label("agreed"), rows: agreed } as const] : []),
    {
      kind: "table",
      caption: voices.label("given"),
      ...(given.length > 0 && { lead: voices.label("time") }),
      rows: given.length > 0 ? given : nothing,
    },
    {
      kind: "table",
      caption: voices.label("expected"),
      lead: voices.label("month"),
      rows: example.expect.map((expected) => ({
        lead: expected.period,
        text: voices.say((speaker) => expectationText(speaker, expected)),
      })),
    },
  ];
}

// ── Agreed ──────────────────────────────────────────────────────────────────

/** What the agreement says beyond the defaults. */
function agreedRows(voices: Voices, agreement: ExampleAgreement): Row[] {
  const say = (said: (speaker: Speaker) => SaidAgreed): Row => ({
    text: voices.say((speaker) => phrase(speaker.book.agreed, said(speaker))),
  });
  const { currency, timeZone, chargingModel, from, credit } = agreement;
  const lines: Row[] = [];
  if (currency !== "EUR") lines.push(say(() => ({ kind: "currency", currency })));
  if (timeZone !== "Asia/Ho_Chi_Minh") lines.push(say(() => ({ kind: "timeZone", timeZone })));
  if (chargingModel !== "post-pay") lines.push(say(() => ({ kind: "chargingModel", model: chargingModel })));
  if (from !== undefined) lines.push(say(() => ({ kind: "from", day: from })));
  if (credit !== undefined) lines.push(say(({ book }) => ({ kind: "credit", amount: book.money(credit, currency) })));
  for (const entry of agreement.prices) lines.push(say((speaker) => saidPrice(speaker, entry, currency)));
  for (const { term, value } of agreement.terms) {
    lines.push(say((speaker) => ({ kind: "term", title: speaker.title(term), value: speaker.termValue(term, value) })));
  }
  for (const each of agreement.subscriptions) {
    lines.push(say((speaker) => ({ kind: "subscription", title: speaker.subscription(each) })));
  }
  return lines;
}

// ── Given ───────────────────────────────────────────────────────────────────

function eventText(speaker: Speaker, event: ExampleEvent): string {
  const fields = Object.entries(event.data).map(
    ([name, value]) => [speaker.field(event.event, name), speaker.plainValue(event.event, name, value)] as const,
  );
  return speaker.book.given(speaker.title(event.event), fields, event.client);
}

// ── Expected ────────────────────────────────────────────────────────────────

function expectationText(speaker: Speaker, { what, value }: Expectation): string {
  const { book } = speaker;
  const said = value.kind === "money" ? book.money(value.amount, value.currency) : book.number(value.amount);
  return `${phrase(book.expectation, saidExpectation(speaker, what, value.kind === "money"))}: ${said}`;
}

function saidExpectation(speaker: Speaker, what: Expectation["what"], money: boolean): SaidExpectation {
  switch (what.kind) {
    case "clause":
      return { kind: "clause", title: speaker.title(what.name), money };
    case "measure":
    case "breach":
      return { kind: what.kind, title: speaker.title(what.name) };
    case "bucket":
    case "total":
    case "credit":
    case "notices":
      return what;
  }
}
