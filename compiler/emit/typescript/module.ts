/** The whole module of one service. */
import type { Service } from "../../ir/model.ts";
import { agreedTermsOf } from "../../ir/terms.ts";
import { emitCharge } from "./charge.ts";
import { clausesOf, rulesCode } from "./clause.ts";
import { type Contract, words } from "./contract.ts";
import { emitEnumeration } from "./enumeration.ts";
import { emitEvent, eventInfo, eventUnions } from "./event.ts";
import { emitFee } from "./fee.ts";
import { emitProhibition } from "./forbid.ts";
import { emitFree } from "./free.ts";
import { emitInterval } from "./interval.ts";
import { docComment, literal, propertyName, textKey, textLiteral } from "./literal.ts";
import { emitMeasure } from "./measure.ts";
import { emitMinimum } from "./minimum.ts";
import { lowerFirst, upperFirst } from "./names.ts";
import { emitPackage } from "./package.ts";
import { emitAlternatives } from "./price-check.ts";
import { bindFunction, pricesInterface } from "./prices.ts";
import { indent, Rating } from "./rating.ts";
import { emitSession } from "./session.ts";
import { emitSet } from "./set.ts";
import { constant, type File, func, type Statement } from "./statement.ts";
import { Marks } from "./states.ts";
import { emitTerms, negotiableTerms } from "./term.ts";
import { emitWindow } from "./window.ts";

/** The file of a service's module. `runtime` is what it imports as the runtime. The same contract always gives the same file. */
export function serviceFile(contract: Contract, runtime = "sdl-lang/runtime"): File {
  const { service } = contract;
  const record = contract.names.of(service, "record", `${upperFirst(service.name)}Event`);
  const value = contract.names.of(service, "module", lowerFirst(service.name));
  const statements: Statement[] = [
    ...service.enumerations.flatMap((enumeration) => emitEnumeration(contract, enumeration)),
    ...service.events.flatMap((event) => emitEvent(contract, event)),
    ...eventUnions(contract, record),
    pricesInterface(contract),
    ...emitTerms(contract),
    constant("rules", rulesCode(contract), {
      doc: docComment("The clauses of the contract, as bills and explanations cite them."),
    }),
    constant("clauses", "Object.values(rules)", {
      type: `readonly ${contract.useType("ClauseInfo")}[]`,
      doc: docComment("In the order of the contract."),
      exported: true,
    }),
    constant("events", eventsCode(contract), {
      doc: docComment("How usage records are read, by CloudEvents type."),
      exported: true,
    }),
    bindFunction(contract),
    createFunction(contract, record),
    moduleConstant(contract, value),
    rateFunction(contract, value),
    rateOnlineFunction(contract, value),
  ];
  const needsZod = service.events.length > 0 || service.enumerations.length > 0;
  const imports = [
    { from: runtime, names: contract.imports() },
    ...(needsZod ? [{ from: "zod", names: [{ name: "z", typeOnly: false }] }] : []),
  ];
  return { header: header(service), imports, statements, byDefault: value };
}

function header(service: Service): string {
  return docComment(
    `${words(service.title)}: the rating of one service, generated from ${service.origin.file}.`,
    "Do not edit: change the contract and build again.",
    service.doc,
  );
}

function eventsCode(contract: Contract): string {
  const entries = contract.service.events.map((event) => `${textKey(event.type)}: ${eventInfo(contract, event)},`);
  return `{\n${indent(entries)}\n}${contract.typed(` satisfies Record<string, ${contract.useType("EventInfo")}>`)}`;
}

function createFunction(contract: Contract, record: string): Statement {
  const rating = new Rating();
  emitConstructs(contract, rating);
  return func("create", {
    doc: docComment("Rates the service for one agreement and period."),
    parameters: [{ name: "setup", type: `${contract.useType("RatingSetup")}<Prices, Terms>` }],
    returns: contract.useType("ServiceRating"),
    body: [...rating.declared, `\n${returned(contract, rating, record)}`],
  });
}

/** Clauses before the states that they ask; what is declared where is the rating's business. */
function emitConstructs(contract: Contract, rating: Rating): void {
  const { service } = contract;
  const marks = new Marks();
  for (const measure of service.measures) emitMeasure(contract, rating, measure);
  for (const clause of clausesOf(service)) {
    if (clause.kind === "charge") emitCharge(contract, rating, marks, clause.element);
    else if (clause.kind === "fee") emitFee(contract, rating, marks, clause.element);
    else if (clause.kind === "package") emitPackage(contract, rating, clause.element);
    else if (clause.kind === "minimum") emitMinimum(contract, rating, clause.element);
    else if (clause.kind === "prohibition") emitProhibition(contract, rating, clause.element);
    else emitFree(contract, rating, clause.element);
  }
  emitAlternatives(contract, rating);
  for (const window of service.windows) emitWindow(contract, rating, window);
  for (const set of service.sets) emitSet(contract, rating, set);
  for (const interval of service.intervals) emitInterval(contract, rating, marks, interval);
  for (const session of service.sessions) emitSession(contract, rating, marks, session);
}

function returned(contract: Contract, rating: Rating, record: string): string {
  const events = contract.service.events.map(({ name }) => name);
  const method = (name: string, body: string | undefined, verdict?: "Verdict") => {
    if (body === undefined) return `${name}() {},`;
    const parameters = [`event${contract.typed(`: ${record}`)}`];
    if (verdict !== undefined) parameters.push(`verdict${contract.typed(`: ${contract.useType(verdict)}`)}`);
    return `${name}(${parameters.join(", ")}) {\n${indent([body])}\n},`;
  };
  const noted = rating.phase("note", events);
  const traced = rating.traces(events);
  return [
    "return {",
    indent([
      method("release", rating.phase("release", events)),
      method("observe", rating.phase("observe", events)),
      ...(noted === undefined ? [] : [method("note", noted)]),
      method("judge", rating.phase("judge", events), "Verdict"),
      traced === undefined ? "trace() { return []; }," : method("trace", `${traced}\nreturn [];`),
      `settle() {\n${indent([settleCode(contract, rating)])}\n},`,
      ...stateMethods(contract, rating),
    ]),
    "};",
  ].join("\n");
}

function settleCode(contract: Contract, rating: Rating): string {
  const measures = rating.measures.map(([name, code]) => `${propertyName(name)}: ${code},`);
  return [
    `const measures = {\n${indent(measures)}\n};`,
    `const draft = new ${contract.use("SettlementDraft")}(setup);`,
    ...rating.settled,
    `return draft.settled(${saidMeasures(contract)});`,
  ].join("\n");
}

/** The measures of the bill. One that rests on a term to which the agreement had to give no value, and gave none, has no number. */
function saidMeasures(contract: Contract): string {
  const resting = contract.service.measures.flatMap(({ name, ...measure }) => {
    const terms = agreedTermsOf(contract.service, [measure]);
    return terms.length === 0 ? [] : [`${propertyName(name)}: [${terms.map((term) => contract.agreedTerm(term)).join(", ")}],`];
  });
  if (resting.length === 0) return "measures";
  return `${contract.use("measuresSaid")}(measures, {\n${indent(resting)}\n})`;
}

function stateMethods(contract: Contract, rating: Rating): string[] {
  if (rating.states.length === 0) return ["save() { return {}; },", "restore() {},"];
  const saved = rating.states.map(
    ({ name, value, until }) => `${propertyName(name)}: ${value}.save(${until ? "setup.period.end" : ""}),`,
  );
  const restored = rating.states.map(({ name, value }) => `${value}.restore(${contract.property("state", name)});`);
  return [
    `save() {\n  return {\n${indent([indent(saved)])}\n  };\n},`,
    `restore(state${contract.typed(`: ${contract.useType("ServiceState")}`)}) {\n${indent(restored)}\n},`,
  ];
}

function moduleConstant(contract: Contract, value: string): Statement {
  const { service } = contract;
  const products = `[${service.products.map(({ name }) => literal(name)).join(", ")}]`;
  const code = `{ apiVersion: 1, service: ${literal(service.name)}, title: ${textLiteral(service.title)}, clauses, events, products: ${products},${whenShortCode(service)} defaultTerms, bind, create }`;
  return constant(value, code, {
    type: `${contract.useType("ServiceModule")}<Prices, Terms>`,
    doc: docComment(words(service.title), service.doc),
    exported: true,
  });
}

/** What is charged all the same needs nothing more. */
function whenShortCode({ whenShort }: Service): string {
  return whenShort === undefined || whenShort === "allow" ? "" : ` whenShort: ${literal(whenShort)},`;
}

/** What both functions take, and how they hand it on: with prices and terms checked, which programs in JavaScript may give any shape. */
function ratingOptions(contract: Contract): { readonly type: string; readonly code: string } {
  const name = literal(contract.service.name);
  const prices = `${contract.use("agreePrices")}(${name}, options.prices)`;
  const terms = `${contract.use("agreeTerms")}(${name}, termRules, defaultTerms, options.terms)`;
  return {
    type: `Omit<${contract.useType("ServiceTerms")}<Prices, Terms>, "terms"> & { readonly terms?: ${negotiableTerms(contract)} }`,
    code: `{ ...options, prices: ${prices}, terms: ${terms} }`,
  };
}

function rateFunction(contract: Contract, value: string): Statement {
  const { type, code } = ratingOptions(contract);
  return func("rate", {
    doc: docComment("Rates usage of this service alone: prices, terms and events are typed by the contract."),
    parameters: [
      { name: "options", type },
      { name: "usage", type: "Iterable<UsageEvent>" },
    ],
    returns: contract.useType("Bill"),
    body: [`return ${contract.use("rateService")}(${value}, ${code}, usage);`],
  });
}

function rateOnlineFunction(contract: Contract, value: string): Statement {
  const { type, code } = ratingOptions(contract);
  return func("rateOnline", {
    doc: docComment(
      "Rates usage of this service alone as it happens: each event is answered at once, each month gives its bill.",
    ),
    parameters: [{ name: "options", type: `${type} & ${contract.useType("OnlineOptions")}` }],
    returns: `${contract.useType("OnlineService")}<UsageEvent>`,
    body: [`return ${contract.use("onlineService")}(${value}, ${code});`],
  });
}
