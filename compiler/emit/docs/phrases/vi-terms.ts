/** Terms and circumstances in Vietnamese: what was agreed, and what applies because of it. */
import { type Phrases, phrase } from "./book.ts";
import { isInclusion, type SaidCircumstance, type SaidTerm } from "./said.ts";
import { list, quoted } from "./vi-words.ts";

const NEGOTIABLE: Readonly<Record<SaidTerm["negotiable"], string>> = {
  no: "",
  agreed: ", trừ khi có thỏa thuận khác",
  configured: ", trừ khi được cấu hình khác",
  instructed: ", trừ khi khách hàng có chỉ thị khác bằng văn bản",
};

const KINDS: Readonly<Record<SaidTerm["type"], string>> = {
  duration: "khoảng thời gian",
  size: "dung lượng",
  money: "số tiền",
  count: "số lượng",
  percent: "tỷ lệ phần trăm",
  choice: "lựa chọn",
};

function limits({ atLeast, atMost }: SaidTerm): string {
  return (atLeast === undefined ? "" : `, tối thiểu ${atLeast}`) + (atMost === undefined ? "" : `, tối đa ${atMost}`);
}

/** The value of a term with everything that can change it: "60 giây, trừ khi có thỏa thuận khác". */
export function termWords(term: SaidTerm): string {
  if (term.value === undefined) return `${KINDS[term.type]} được quy định trong thỏa thuận${limits(term)}`;
  return `${term.value}${NEGOTIABLE[term.negotiable]}${limits(term)}`;
}

/** The sentence of a term, without its title. */
export function termMeaning(term: SaidTerm): string {
  const others = term.others.length === 0 ? "" : `; lựa chọn khác là ${list(term.others, "và")}`;
  return `${termWords(term)}${others}`;
}

const client = "khách hàng ";

const circumstance: Phrases<SaidCircumstance> = {
  subscription: ({ title, negated }) => `${client}${negated ? "không đăng ký" : "đăng ký"} sử dụng ${quoted(title)}`,
  chosen: ({ term, values, negated }) => `${quoted(term)} ${negated ? "không phải là" : "là"} ${list(values, "hoặc")}`,
};

/** "khách hàng đăng ký sử dụng “X” và “…” là từng cuộc gọi" */
export function circumstances(all: readonly SaidCircumstance[]): string {
  // "the client subscribes to A and does not subscribe to B": the client is named once
  const said = all.map((each, i) => {
    const words = phrase(circumstance, each);
    return each.kind === "subscription" && all[i - 1]?.kind === "subscription" ? words.slice(client.length) : words;
  });
  return list(said);
}

/** What limits a whole clause. */
export function onlyWhile(all: readonly SaidCircumstance[]): string {
  const others = all.filter((each) => !isInclusion(each));
  const included = all.filter(isInclusion).map(({ title }) => {
    const taken = quoted(title);
    return `; đối với khách hàng đăng ký sử dụng ${taken}, khoản này đã bao gồm trong phí của ${taken} và không bị tính riêng`;
  });
  return `${others.length === 0 ? "" : `; quy định này chỉ áp dụng khi ${circumstances(others)}`}${included.join("")}`;
}
