/**
 * Records that correct others of the same agreement and source: with `replaces` a record takes the place of an earlier one, and a record of
 * the type sdl.void.v1 takes one out with `voids`. What is corrected no longer counts, for good: to bring back what was voided, a record
 * replaces the void. Of several corrections of one record the one with the smallest canonical content is kept (then the smallest id), the
 * others and what corrects them are conflicts. So the result depends on which records came, never on their order.
 */
import { z } from "zod";
import { attribute, textProblem } from "./attributes.ts";
import type { NoticeDraft } from "./bill.ts";
import type { UsageEvent } from "./envelope.ts";
import type { Conflict, Copies } from "./identity.ts";
import type { EventInfo, Period } from "./module.ts";
import type { Problem } from "./record.ts";
import { compareText } from "./text.ts";

/** CloudEvents type of a record that voids another one. */
export const VOID_TYPE = "sdl.void.v1";

/** Records that void another one, as a kind of event without fields. */
export const voidEvent: EventInfo = {
  name: "Void",
  type: VOID_TYPE,
  title: { en: "Void", vi: "Hủy bỏ" },
  schema: z.strictObject({}),
  fields: {},
};

/** What a record corrects, or why that cannot be. */
export function readCorrection(
  record: Readonly<Record<string, unknown>>,
): { readonly problem: Problem } | Correction | undefined {
  const isVoid = record.type === VOID_TYPE;
  const name = isVoid ? "voids" : "replaces";
  const other = attribute(record, isVoid ? "replaces" : "voids");
  if (other !== undefined && other !== null) return { problem: isVoid ? voidReplaces : voidsWithout };
  const target = attribute(record, name);
  if (target === undefined || target === null) {
    const hint = 'It names the record that no longer counts: "voids": "its id".';
    return isVoid ? { problem: { code: "attribute-missing", field: name, reason: "voids is missing", hint } } : undefined;
  }
  const problem = textProblem(record, name) ?? (target === record.id ? itself(name) : undefined);
  return problem === undefined ? ({ [name]: target } as Correction) : { problem };
}

/** The id of the record that is corrected. */
export interface Correction {
  readonly replaces?: string;
  readonly voids?: string;
}

const voidReplaces: Problem = {
  code: "attribute-invalid",
  field: "replaces",
  reason: `a record of the type ${VOID_TYPE} replaces nothing`,
  hint: "To replace a record, give the right one with its own type.",
};

const voidsWithout: Problem = {
  code: "attribute-invalid",
  field: "voids",
  reason: `only a record of the type ${VOID_TYPE} voids another one`,
  hint: `A record that takes the place of another one names it in replaces; one that only takes it out has the type ${VOID_TYPE} and no data.`,
};

const itself = (field: string): Problem => ({ code: "attribute-invalid", field, reason: `${field} names the record itself` });

/** A record that takes part in corrections, and what it says. */
export interface Version {
  readonly event: UsageEvent;
  readonly content: string;
}

/** Why a record does not count: it was corrected by another one, it is a void itself, or another correction was preferred. */
export interface Dropped {
  readonly event: UsageEvent;
  readonly why: "replaced" | "voided" | "void" | "conflict";
  /** Id of the other record: what corrected it, what it voids, what was preferred. */
  readonly other: string;
}

export interface SettledCorrections {
  readonly dropped: readonly Dropped[];
  /** In the order of source and id. `id` is that of the record which they all correct. */
  readonly conflicts: readonly Conflict[];
  /** Corrections that name records which are not there, in the order of their ids. */
  readonly unmatched: readonly UsageEvent[];
}

interface Node {
  readonly source: string;
  readonly id: string;
  /** Absent: a record that is named but not there. */
  version?: Version;
  corrects?: Node;
  correctedBy: Node[];
}

/** Decides which records count. Takes the corrections of one agreement with all records that they name, each once. */
export function settleCorrections(versions: readonly Version[]): SettledCorrections {
  const nodes = linked(versions);
  openCircles(nodes);
  const dropped: Dropped[] = [];
  const conflicts: Conflict[] = [];
  const unmatched: UsageEvent[] = [];
  for (const node of nodes) {
    if (node.corrects !== undefined) continue;
    if (node.version === undefined) for (const { version } of node.correctedBy) unmatched.push(version!.event);
    follow(node, dropped, conflicts);
  }
  conflicts.sort((a, b) => compareText(a.source, b.source) || compareText(a.id, b.id));
  return { dropped, conflicts, unmatched: unmatched.sort((a, b) => compareText(a.id, b.id)) };
}

function linked(versions: readonly Version[]): readonly Node[] {
  const nodes = new Map<string, Node>();
  const nodeOf = (source: string, id: string): Node => {
    const key = `${source.length}:${source}${id}`;
    const node = nodes.get(key) ?? { source, id, correctedBy: [] };
    nodes.set(key, node);
    return node;
  };
  for (const version of versions) {
    const { source, id } = version.event;
    const node = nodeOf(source, id);
    node.version = version;
    const target = correctedId(version.event);
    if (target === undefined) continue;
    node.corrects = nodeOf(source, target);
    node.corrects.correctedBy.push(node);
  }
  return [...nodes.values()];
}

/** The id of the record that a record corrects. */
export function correctedId({ replaces, voids }: UsageEvent): string | undefined {
  return replaces ?? voids;
}

/** Records that correct each other in a circle: the first of them, by content, is taken as if it corrected nothing. */
function openCircles(nodes: readonly Node[]): void {
  const seenFrom = new Map<Node, Node>();
  for (const start of nodes) {
    let node: Node | undefined = start;
    for (; node !== undefined && !seenFrom.has(node); node = node.corrects) seenFrom.set(node, start);
    if (node === undefined || seenFrom.get(node) !== start) continue;
    const circle: Node[] = [];
    for (let each = node; each !== circle[0]; each = each.corrects!) circle.push(each);
    const first = circle.sort(inOrder)[0]!;
    first.corrects!.correctedBy = first.corrects!.correctedBy.filter((other) => other !== first);
    delete first.corrects;
  }
}

function inOrder(a: Node, b: Node): number {
  return compareText(a.version!.content, b.version!.content) || compareText(a.id, b.id);
}

/** From a record that corrects nothing along the corrections that are kept: the last one counts, unless it is a void. */
function follow(first: Node, dropped: Dropped[], conflicts: Conflict[]): void {
  let node = first;
  while (node.correctedBy.length > 0) {
    const [kept, ...others] = node.correctedBy.sort(inOrder);
    const { event } = kept!.version!;
    if (node.version !== undefined)
      dropped.push({ event: node.version.event, why: event.voids === undefined ? "replaced" : "voided", other: event.id });
    if (others.length > 0) {
      const lost = others.flatMap(withCorrections);
      for (const { version } of lost) dropped.push({ event: version!.event, why: "conflict", other: event.id });
      conflicts.push({ source: node.source, id: node.id, kept: asCopies(kept!), others: lost.sort(inOrder).map(asCopies) });
    }
    node = kept!;
  }
  const event = node.version?.event;
  if (event?.voids !== undefined) dropped.push({ event, why: "void", other: event.voids });
}

/** A record and all that correct it, directly or not. */
function withCorrections(node: Node): Node[] {
  const all = [node];
  for (const each of all) for (const other of each.correctedBy) all.push(other);
  return all;
}

function asCopies({ version }: Node): Copies {
  const { event, content } = version!;
  const { line, file } = event;
  return { content, count: 1, places: [file === undefined ? { line } : { line, file }] };
}

const NAMED = 5;

/** Tells of corrections whose records are not there, on the bill of the month in which the corrections are: another month may have billed them. */
export function unmatchedNotice(
  unmatched: readonly UsageEvent[],
  { start, end }: Pick<Period, "start" | "end">,
): NoticeDraft | undefined {
  const ids = unmatched.filter(({ at }) => at >= start && at < end).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const named = ids.slice(0, NAMED).join(", ");
  const more = ids.length - NAMED;
  return {
    code: "correction-unmatched",
    text: {
      en: `Records are corrected that are not among those rated, by: ${named}${more > 0 ? ` and ${more} more` : ""}. What another month's bill says of them is not changed by this bill.`,
      vi: `Có bản ghi được điều chỉnh nhưng không nằm trong dữ liệu được tính cước; bản ghi điều chỉnh: ${named}${more > 0 ? ` và ${more} bản ghi khác` : ""}. Bảng kê này không thay đổi khoản đã tính cho các bản ghi đó ở kỳ khác.`,
    },
  };
}
