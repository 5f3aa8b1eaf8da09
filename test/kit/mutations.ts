/** Changes of a rule in each construct, for tests that look for them in documents of every format. */
import type { Service } from "../../compiler/ir/model.ts";
import { contract } from "../compiler/diff/base.ts";
import { compileFiles } from "./compile.ts";

/** What to write instead of what; the clauses that say it; and words that are new in each language. */
export type Mutation = readonly [name: string, from: string, to: string, anchors: readonly string[], en: string, vi: string];

export const mutations: readonly Mutation[] = [
  [
    "key",
    "24 hours from the last Asked per user }",
    "24 hours from the last Asked per line }",
    ["window-answering", "charge-letter", "free-plain"],
    "for each line separately",
    "đối với riêng mỗi số máy",
  ],
  ["status", "kind is express and", "kind is parcel and", ["charge-express"], "parcel", "bưu kiện"],
  ["window", "24 hours from the last Asked", "72 hours from the last Asked", ["window-answering"], "72 hours", "72 giờ"],
  ["set", "added on Closed removed on Opened", "added on Opened removed on Closed", ["set-blocked"], "box opened", "mở hộp thư"],
  [
    "interval",
    "interval Box per user from Opened until Closed",
    "interval Box per user from Asked until Closed",
    ["interval-box"],
    "question",
    "câu hỏi",
  ],
  ["session", "opens on Asked\n", "opens on Opened\n", ["session-talk"], "box opened", "mở hộp thư"],
  [
    "term",
    "30 minutes, unless configured",
    "45 minutes, unless configured",
    ["term-silence", "session-talk"],
    "45 minutes",
    "45 phút",
  ],
  ["measure", "distinct user of Sent", "distinct place of Sent", ["measure-users"], "places", "nơi"],
  ["charge of units", "where kind is plain outside", "where kind is parcel outside", ["charge-letter"], "parcel", "bưu kiện"],
  ["charge of events", "for each Asked }", "for each Closed }", ["charge-slow"], "box closed", "đóng hộp thư"],
  ["condition of a set", "and user not on Blocked", "and user on Blocked", ["charge-express"], "blocked", "bị chặn"],
  ["fee", "monthly for each Box at its peak", "monthly for each Box", ["fee-rent"], "each box", "hộp thư"],
  ["fee for events", "once for each Opened", "once for each Closed", ["fee-setup"], "box closed", "đóng hộp thư"],
  [
    "package",
    'package Bundle of Users { title en "bundle" vi "gói" monthly fee }',
    'package Bundle of Users { title en "bundle" vi "gói" monthly fee beyond it charge each }',
    ["package-bundle"],
    "in addition",
    "tính phí bổ sung",
  ],
  [
    "minimum",
    "300 EUR per calendar month",
    "200 EUR per calendar month",
    ["minimum-least"],
    "200 EUR (two hundred euros)",
    "200 EUR (hai trăm euro)",
  ],
];

export const serviceOf = (text: string): Service => {
  const { services, diagnostics } = compileFiles({ "post.sdl": text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return services[0]!;
};

/** With a second field that a state can be kept by. */
export const base = contract
  .replace(/(event Asked \{.*?vi "người dùng") \}/, '$1 line text en "line" vi "số máy" }')
  .replace("place VN, read", 'place VN, line "1", read')
  .replace("    read requested or not", '    line text en "line" vi "số máy"\n    read requested or not');
