/** English. */
import type { NumberWord, ProseLanguage } from "./language.ts";

const small = "two three four five six seven eight nine ten".split(" ");
const teens = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const months = "january february march april may june july august september october november december".split(" ");
const days = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const word = (value: number, sure: NumberWord["sure"]): NumberWord => ({ value, sure });

export const en: ProseLanguage = {
  tag: "en",
  name: "English",
  decimalMark: ".",
  numbers: {
    ...Object.fromEntries(small.map((w, i) => [w, word(i + 2, "beforeUnit")])),
    ...Object.fromEntries(teens.map((w, i) => [w, word(i + 11, "always")])),
    ...Object.fromEntries(tens.map((w, i) => [w, word((i + 2) * 10, "always")])),
    hundred: { value: 100, times: true, sure: "always" },
    thousand: { value: 1000, times: true, sure: "always" },
    million: { value: 1_000_000, times: true, sure: "always" },
    billion: { value: 1_000_000_000, times: true, sure: "always" },
    ...Object.fromEntries(
      ["a", "an", "one", "once", "each", "every", "per", "single", "first"].map((w) => [w, word(1, "never")]),
    ),
    ...Object.fromEntries(["both", "twice", "second", "double"].map((w) => [w, word(2, "never")])),
    ...Object.fromEntries(["third", "thrice"].map((w) => [w, word(3, "never")])),
    ...Object.fromEntries(["no", "none", "zero", "nothing"].map((w) => [w, word(0, "never")])),
    half: word(0.5, "never"),
    ...Object.fromEntries(months.map((w, i) => [w, word(i + 1, "never")])),
  },
  joins: ["and"],
  notBefore: [],
  units: [
    ["milliseconds?", "millisecond"],
    ["seconds?", "second"],
    ["minutes?", "minute"],
    ["hours?", "hour"],
    ["(?:working|business) days?", "working day"],
    ["(?:calendar )?days?", "day"],
    ["weeks?", "week"],
    ["(?:calendar )?months?", "month"],
    ["(?:calendar )?quarters?", "quarter"],
    ["(?:calendar )?years?", "year"],
    ["per ?cent", "percent"],
    ["bytes?", "byte"],
    ["megabytes?", "MB"],
    ["gigabytes?", "GB"],
    ["terabytes?", "TB"],
    ["euros?", "EUR"],
    ["(?:US )?dollars?", "USD"],
    ["(?:Vietnamese )?dongs?", "VND"],
  ],
  singular: (w) =>
    /ies$/.test(w) && w.length > 4
      ? `${w.slice(0, -3)}y`
      : /(?:s|x|ch|sh)es$/.test(w)
        ? w.slice(0, -2)
        : /[^s]s$/.test(w) && w.length > 2
          ? w.slice(0, -1)
          : w,
  capitalised: true,
  plainWords: new Set([
    ...months,
    ...days,
    ..."english vietnamese".split(" "),
    ..."a an the this that these those each every any all both either neither no none not some such other another same".split(
      " ",
    ),
    ..."i he she it we they his her its our their who whom whose which what when where why how whether while until unless".split(
      " ",
    ),
    ..."in on at by to of for from with without within before after during since upon under over between through per".split(" "),
    ..."and or but nor so if then than as because although though however moreover only also even once twice".split(" "),
    ..."yes is are was were be has have had do does did may must shall should will would can could".split(" "),
  ]),
  concepts: {
    static: /\bstatic\b/giu,
    dynamic: /\bdynamic\b/giu,
    voice: /\bvoice\b/giu,
    video: /\bvideos?\b/giu,
    "pre-paid": /\bpre-?(?:paid|pay|payment)\b|\bpa(?:id|ys?) in advance\b/giu,
    "post-paid": /\bpost-?(?:paid|pay|payment)\b/giu,
    minimum: /\bminimum\b|\bat least\b/giu,
    maximum: /\bmaximum\b|\bat most\b/giu,
    daily: /\bdaily\b|\b(?:per|each|every) (?:calendar )?day\b/giu,
    weekly: /\bweekly\b|\b(?:per|each|every) (?:calendar )?week\b/giu,
    monthly: /\bmonthly\b|\b(?:per|each|every) (?:calendar )?month\b/giu,
    quarterly: /\bquarterly\b|\b(?:per|each|every) (?:calendar )?quarter\b/giu,
    yearly: /\b(?:yearly|annual|annually)\b|\b(?:per|each|every) (?:calendar )?year\b/giu,
  },
  writtenOut: {},
};
