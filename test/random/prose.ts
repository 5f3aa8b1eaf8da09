/** What computes nothing: descriptions with clauses, definitions, interpretations, an example. */
import type { Field, Scope } from "./scope.ts";

export function declareProse(scope: Scope): void {
  const { chance } = scope;
  if (chance.percent(30)) {
    const place = chance.percent(50) ? scope.shared : scope.elements;
    place.push('clause Duty(what) { en "to look after {what}" vi "chăm sóc {what}" }');
    scope.elements.push(
      'description {\n  en "It is delivered." vi "Được cung cấp."\n  provider shall Duty(what: en "it" vi "nó")\n}',
    );
  }
  if (chance.percent(20)) {
    scope.shared.push('definition Reader(where) { title en "Reader" vi "Người đọc" en "who reads {where}" vi "ai đọc {where}" }');
    scope.elements.push('uses Reader(where: en "here" vi "ở đây")');
  }
  if (chance.percent(20))
    scope.elements.push(
      'interpretation Unclear { title en "Unclear" vi "Chưa rõ" question en "Is it?" vi "Có không?" decision en "Yes." vi "Có." reason en "It says so." vi "Nó nói vậy." source "there" }',
    );
  // an example would have to give what every agreement has to say
  if (!scope.terms.some(({ asAgreed }) => asAgreed) && chance.percent(30)) declareExample(scope);
}

function declareExample(scope: Scope): void {
  const event = scope.chance.pick(scope.events);
  const values = event.fields.map((field) => `${field.name} ${valueText(field)}`.trim());
  scope.declare("example Shown", [`given\n    2026-03-01 10:00 ${event.name} { ${values.join(", ")} }`, "expect duplicate 0"]);
}

/** A value as examples write it. */
function valueText({ type }: Field): string {
  switch (type.kind) {
    case "phone":
      return "+84901234567";
    case "country":
      return "VN";
    case "duration":
      return "61 seconds";
    case "size":
      return "2 GB";
    case "count":
      return "3";
    case "number":
      return "2.5";
    case "flag":
      return type.adjective;
    case "enumeration":
      return type.values[0]!;
    case "email":
      return '"an@example.com"';
    case "network":
      return '"452-01"';
    default:
      return '"a"';
  }
}
