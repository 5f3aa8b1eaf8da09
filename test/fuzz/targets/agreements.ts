/** Agreements as data, and states of them: whatever they say, they are refused in words or used. */

import { canonicalJson } from "../../../runtime/canonical.ts";
import {
  type Agreement,
  AgreementError,
  OnlineRating,
  RatingRun,
  readStates,
  type ServiceState,
  type StateFile,
  StateFileError,
  stateText,
  stateTexts,
} from "../../../runtime/index.ts";
import { raw } from "../../kit/usage.ts";
import { acme, chat, rated, records, rich } from "../sample.ts";
import { bytesOf, must, pieces, type Target, textOf, whole } from "../target.ts";

const { closingState: opening } = rated("2026-02");
const { closingState: march } = rated("2026-03");
const all = [opening, march, { ...opening, agreement: "Beta" }];

async function read(source: AsyncIterable<Uint8Array>): Promise<StateFile[] | StateFileError> {
  const found: StateFile[] = [];
  try {
    for await (const state of readStates(source)) found.push(state);
    return found;
  } catch (error) {
    if (error instanceof StateFileError) return error;
    throw error;
  }
}

const words = [
  '"agreement"',
  '"crc32"',
  '"version"',
  '"services"',
  '"period"',
  '"credit"',
  "2026-02",
  "Acme",
  "Beta",
  "00000000",
  "null",
  "],[",
];

/** Files of states: what is read is what was written, or nothing is. */
const stateFiles: Target = {
  name: "state-files",
  seeds: [
    ...all.map((each) => stateText(each)),
    [...stateTexts([opening, all[2]!])].join(""),
    JSON.stringify(JSON.parse(stateText(march)), null, 2),
  ].map(bytesOf),
  words,
  async check(input, choose) {
    const states = await read(whole(input));
    const cut = await read(pieces(input, choose));
    if (states instanceof StateFileError || cut instanceof StateFileError) {
      must(
        states instanceof StateFileError && cut instanceof StateFileError,
        "Whether states can be read depends on the pieces.",
      );
      must(
        states.message === cut.message && /^\S.*\.$/s.test(states.message),
        `An error says "${states.message}", and "${cut.message}".`,
      );
      return;
    }
    must(canonicalJson(states) === canonicalJson(cut), "States depend on the pieces.");
    const written = new Set(all.map((each) => canonicalJson(each)));
    for (const state of states) must(written.has(canonicalJson(state)), "A changed state is taken.");
  },
};

/** One byte of a file of states is another one: the states are the same, or refused. */
const changedStates: Target = {
  ...stateFiles,
  name: "changed-states",
  async check(_, choose, origin) {
    if (origin === undefined) return;
    const at = choose(origin.length);
    const after = await read(whole(origin.with(at, choose(256))));
    must(
      after instanceof StateFileError || canonicalJson(after) === canonicalJson(await read(whole(origin))),
      `Byte ${at} is another one, and other states are taken.`,
    );
  },
};

/** Begins to rate online; what is wrong with the agreement, if anything is. */
function begin(agreement: Agreement): string | undefined {
  try {
    new OnlineRating({ agreements: [agreement], modules: [chat], period: "2026-03", lateness: 0, now: () => 0 });
    return undefined;
  } catch (error) {
    if (!(error instanceof AgreementError)) throw error;
    return error.message;
  }
}

/** Rates a few records; only errors that say what is wrong with the agreement or the state may come of it, and are given back. */
function rate(agreement: Agreement, state?: StateFile): string | undefined {
  try {
    const openingStates = new Map(state === undefined ? [] : [[agreement.name, state]]);
    const run = new RatingRun({ agreements: [agreement], modules: [chat], period: "2026-03", openingStates });
    run.add(raw(records));
    const { bill } = run.finish().agreements[0]!;
    must(/^-?\d+(?:\.\d+)?$/.test(bill.total), `A bill comes to "${bill.total}".`);
    return undefined;
  } catch (error) {
    if (!(error instanceof AgreementError || error instanceof StateFileError)) throw error;
    must(
      /\S[.?]$/.test(error.message) && !/undefined|not a function|big\.js/.test(error.message),
      `An error says "${error.message}".`,
    );
    return error.message;
  }
}

const json = (input: Uint8Array): unknown => {
  try {
    return JSON.parse(textOf(input));
  } catch {
    return undefined;
  }
};

/** What another program may have written as the state of the services. */
const stateContents: Target = {
  name: "state-contents",
  seeds: [
    opening.services,
    { Chat: { Window: { "+1": 1 }, Other: { opened: [["+1", 1]] } }, Former: { Set: { members: [["a"]] } } },
  ].map((each) => bytesOf(canonicalJson(each))),
  words: ['"Chat"', '"Window"', '"opened"', '"members"', "1e99", "-1", "null", "[]", "{}"],
  async check(input) {
    const services = json(input);
    if (typeof services !== "object" || services === null) return;
    const states = await read(whole(bytesOf(stateText({ ...opening, services: services as Record<string, ServiceState> }))));
    if (states instanceof StateFileError) return;
    rate(acme, states[0]!);
  },
};

export const states: readonly Target[] = [stateFiles, changedStates, stateContents];

const strange: readonly unknown[] = [5, -1, 0.5, true, null, "", "x", [], {}, [[]], { kind: "x" }];

/** An agreement in which one value, as far down as is chosen, is something else or missing. */
function bent(value: unknown, choose: (count: number) => number): unknown {
  const isList = Array.isArray(value);
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0 || choose(8) === 0) return strange[choose(strange.length)];
  const at = choose(entries.length);
  const isLeftOut = choose(8) === 0;
  const changed = entries.flatMap(([name, of], i) => (i !== at ? [[name, of]] : isLeftOut ? [] : [[name, bent(of, choose)]]));
  return isList ? changed.map(([, of]) => of) : Object.fromEntries(changed);
}

/** Agreements of another shape, as a program in JavaScript may hand them in. */
export const agreementShapes: Target = {
  name: "agreement-shapes",
  seeds: [acme, rich].map((each) => bytesOf(JSON.stringify(each))),
  words: ['"takes"', '"prices"', '"kind"', '"accounts"', "null", "[]", "{}", "5", "true", '""'],
  check(input, choose) {
    const given = json(input);
    for (const each of [given, bent([acme, rich][choose(2)]!, choose)]) {
      if (each === undefined) continue;
      const inBatch = rate(each as Agreement);
      const online = begin(each as Agreement);
      must(inBatch === online, `In batch it says "${inBatch}", online "${online}".`);
    }
  },
};

/** The texts in an agreement: prices, days, names, codes; what they are called stays, and so does what kind of price it is. */
function texts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => texts(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, name === "kind" ? of : texts(of, change)]));
}

function textsOf(agreement: Agreement): string[] {
  const found: string[] = [];
  texts(agreement, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** Agreements as data whose texts say something else. The input holds the texts, one per line. */
export const agreementData: Target = {
  name: "agreements",
  seeds: [acme, rich].map((each) => bytesOf(textsOf(each).join("\n"))),
  words: [
    "2026-03-01",
    "2026-02-30",
    "-1",
    "0.5",
    "1e3",
    "EUR",
    "VND",
    "XXX",
    "Chat",
    "Message",
    "Rent",
    "UTC",
    "*",
    "0.00000000000000000001",
  ],
  check(input) {
    const lines = textOf(input).split("\n");
    for (const agreement of [acme, rich]) {
      let next = 0;
      rate(texts(agreement, (text) => lines[next++] ?? text) as Agreement);
    }
  },
};
