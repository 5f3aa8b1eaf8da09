/** What an agreement, or the agreement of an example, can say at a place: prices of clauses, values of terms. */
import { pricedClauses, priceExample } from "../../../compiler/constructs/price.ts";
import { settingExample } from "../../../compiler/constructs/term.ts";
import { resolvePath } from "../../../compiler/load.ts";
import { elementId } from "../../../compiler/unit.ts";
import { type Declared, declaredIn } from "../../symbols.ts";
import { titleOf } from "../outline.ts";
import type { Candidate } from "./names.ts";
import { Scope } from "./scope.ts";

export class AgreedScope extends Scope {
  /** Clauses of the service that is taken, each with a price as it is written; those that have one already come last. */
  prices(): Candidate[] {
    const name = this.takenService();
    const service = this.lowered.find((s) => s.name === name);
    const priced = this.pricedHere();
    const currency = this.currencies()[0] ?? "EUR";
    return this.partsOf(name, ["charge", "fee", "package"]).map((candidate) => ({
      ...candidate,
      rank: priced.has(candidate.name) ? 2 : 0,
      ...(service && pricedClauses(service).some((c) => c.name === candidate.name)
        ? { example: priceExample(service, candidate.name, currency) }
        : {}),
    }));
  }

  /** Terms to set, each with its value as the contract says it. */
  settings(): Candidate[] {
    const service = this.lowered.find((s) => s.name === this.takenService());
    const currency = this.currencies()[0] ?? "EUR";
    return this.termsOf(this.takenService()).map((candidate) => {
      const term = service?.terms.find((t) => t.name === candidate.name);
      return term === undefined ? candidate : { ...candidate, example: settingExample(term, currency).replace(/^set /, "") };
    });
  }

  /** Clauses that have a price in the block around. */
  private pricedHere(): Set<string> {
    const { offset, source } = this.place;
    const blocks = source.tree.declarations.flatMap((d) =>
      d.kind === "agreement"
        ? d.takes.map(({ start, end, entries }) => ({ start, end, entries }))
        : d.kind === "service"
          ? d.elements.flatMap((e) => (e.kind === "example" ? [{ start: e.start, end: e.end, entries: e.agreed }] : []))
          : [],
    );
    const entries = blocks.find(({ start, end }) => start <= offset && offset <= end)?.entries ?? [];
    return new Set(entries.flatMap((e) => (e.kind === "price" ? [e.clause.text] : [])));
  }

  /** Terms that an agreement can set: those of the service, and shared ones that its file imports. */
  termsOf(service: string | undefined): Candidate[] {
    const home = service === undefined ? undefined : this.declared(service);
    const imports = new Set(home?.source.tree.imports.map(({ path }) => resolvePath(home.source.path, path.value)) ?? []);
    const shared = [...this.everything()].filter(
      (d) => d.kind === "term" && d.owner === undefined && (imports.has(d.source.path) || d.source === home?.source),
    );
    return [
      ...this.partsOf(service, ["term"]),
      ...shared.map((d) => ({ name: d.name.text, kind: d.kind, detail: titleOf(d), id: d.id })),
    ];
  }

  private termBefore(name: string): Declared | undefined {
    const [found] = this.termsOf(this.takenService()).filter((t) => t.name === name);
    return found?.id === undefined ? undefined : this.declared(found.id);
  }

  /** The choices of the term before. */
  choices(): Candidate[] {
    const name = this.wordBefore("chosen.name1", "setting.name");
    const term = name === undefined ? undefined : (this.named(name) ?? this.termBefore(name));
    if (term === undefined) return [];
    return declaredIn(term.source)
      .filter((d) => d.kind === "choice" && d.owner === term)
      .map((d) => ({ name: d.name.text, kind: d.kind, detail: titleOf(d), id: d.id }));
  }

  private pricedClause() {
    const name = this.wordBefore("price.name1");
    const service = this.takenService();
    const declared = name === undefined || service === undefined ? undefined : this.declared(elementId(service, name));
    return declared?.node;
  }

  pricedFields(): Candidate[] {
    const node = this.pricedClause();
    return node?.kind === "charge" || node?.kind === "fee"
      ? node.pricedBy.map(({ text }) => ({ name: text, kind: "field" }))
      : [];
  }

  tariffs(): Candidate[] {
    const node = this.pricedClause();
    return node?.kind === "charge" && node.tariff !== undefined ? [{ name: node.tariff.name.text, kind: "tariff" }] : [];
  }

  /** What a price calls what it is for each of. */
  eventWords(): Candidate[] {
    const node = this.pricedClause();
    const counted = node?.kind === "charge" && node.counts?.kind === "things" ? node.counts.of : [];
    const names = counted.map(({ event }) => event.text.charAt(0).toLowerCase() + event.text.slice(1));
    return [...new Set([...names, "event"])].map((name) => ({ name, kind: "word" }));
  }
}
