/**
 * What may follow in a file: the parser's own rules, read as data and run as an automaton. It answers for any place which kinds of tokens
 * can stand there and in which rule, whether a text can go on, and what is the least that has to be written for it to go on.
 */
import { type IToken, type TokenType, tokenMatcher } from "chevrotain";
import { sharedParser } from "./parse.ts";
import { LanguageTag, Word } from "./tokens.ts";

/** A part of a rule, as chevrotain describes it, or one of ours. */
interface Part {
  readonly kind?: string;
  readonly definition?: readonly Part[];
  readonly terminalType?: TokenType;
  readonly nonTerminalName?: string;
  readonly separator?: TokenType;
  readonly idx?: number;
}

/** A place in a rule. */
interface State {
  readonly id: number;
  readonly rule: string;
  readonly free: State[];
  /** One of `free` that is taken only where it must be. */
  avoid?: State;
  token?: { readonly type: TokenType; readonly to: State };
  call?: { readonly rule: string; readonly idx: number; readonly to: State };
  /** The rule ends here. */
  end: boolean;
}

/** Rules that are being read, the innermost one first: where each goes on when the inner one ends. */
interface Stack {
  readonly id: number;
  readonly to: State;
  readonly rule: string;
  readonly idx: number;
  readonly below: Stack | undefined;
}

interface Config {
  readonly state: State;
  readonly stack: Stack | undefined;
}

/** All that the text so far can mean. The same meanings are the same object. */
export interface Point {
  readonly id: number;
  readonly configs: readonly Config[];
  /** True when the file may end here. */
  readonly complete: boolean;
}

/** A kind of token that can follow, and the rules in which it stands: "chargeMember.names2.name", the innermost last, each with its number. */
export interface Expected {
  readonly type: TokenType;
  readonly place: string;
  /** What has to follow at least for each of the rules to end, token by token, the innermost rule first. */
  readonly rest: readonly Needed[];
}

export interface Needed {
  readonly type: TokenType;
  readonly place: string;
}

export class Continuations {
  private readonly starts = new Map<string, State>();
  private readonly states: State[] = [];
  private readonly stacks = new Map<string, Stack>();
  private readonly points = new Map<string, Point>();
  private readonly steps = new Map<number, Map<TokenType, Point | undefined>>();
  private readonly costs = new Map<State, number>();
  readonly start: Point;

  constructor() {
    const rules = { ...(sharedParser().getGAstProductions() as unknown as Readonly<Record<string, Part>>), ...TEXTS };
    for (const name of Object.keys(rules)) this.starts.set(name, this.state(name));
    for (const [name, rule] of Object.entries(rules)) {
      this.build(rule.definition!, this.starts.get(name)!, name).end = true;
    }
    this.measure();
    this.start = this.point([{ state: this.starts.get("file")!, stack: undefined }]);
  }

  /** What the text can mean with one more token; undefined when that token cannot follow. */
  step(from: Point, type: TokenType): Point | undefined {
    const known = this.steps.get(from.id) ?? new Map<TokenType, Point | undefined>();
    this.steps.set(from.id, known);
    if (known.has(type)) return known.get(type);
    const next = this.after(from.configs, type);
    const point = next.length === 0 ? undefined : this.point(next);
    known.set(type, point);
    return point;
  }

  /** What the text can mean with one of the tokens that are expected. */
  stepAs(from: Point, expected: readonly Pick<Expected, "type" | "place">[], type: TokenType): Point | undefined {
    const wanted = from.configs.filter(
      ({ state, stack }) =>
        state.token !== undefined && expected.some((e) => e.type === state.token!.type && e.place === placeOf(state, stack)),
    );
    const next = this.after(wanted, type);
    return next.length === 0 ? undefined : this.point(next);
  }

  private after(configs: readonly Config[], type: TokenType): Config[] {
    // what can be a keyword, a unit or a currency here is no name: so does the parser decide
    const special = configs.some(
      ({ state: { token } }) => token !== undefined && token.type !== Word && matches(type, token.type),
    );
    return configs.flatMap(({ state, stack }) => {
      const { token } = state;
      if (token === undefined || !matches(type, token.type)) return [];
      if (special && token.type === Word) return [];
      return [{ state: token.to, stack }];
    });
  }

  /** Everything that can follow. */
  expected(at: Point): Expected[] {
    return at.configs.flatMap(({ state, stack }) =>
      state.token === undefined
        ? []
        : [{ type: state.token.type, place: placeOf(state, stack), rest: this.rest(state.token.to, stack) }],
    );
  }

  /** The rules in which a token of this kind stands here. */
  places(at: Point, type: TokenType): string[] {
    return at.configs.flatMap(({ state, stack }) =>
      state.token !== undefined && matches(type, state.token.type) ? [placeOf(state, stack)] : [],
    );
  }

  private state(rule: string): State {
    const state: State = { id: this.states.length, rule, free: [], end: false };
    this.states.push(state);
    return state;
  }

  /** Adds a sequence of parts behind a state; gives the state behind them. */
  private build(parts: readonly Part[], from: State, rule: string): State {
    let at = from;
    for (const part of parts) {
      const behind = this.state(rule);
      switch (kindOf(part)) {
        case "Terminal":
          at.token = { type: part.terminalType!, to: behind };
          break;
        case "NonTerminal":
          at.call = { rule: part.nonTerminalName!, idx: part.idx ?? 0, to: behind };
          break;
        case "Alternation":
          for (const alternative of part.definition!) this.branch(alternative.definition!, at, rule).free.push(behind);
          break;
        case "Option":
          this.branch(part.definition!, at, rule).free.push(behind);
          at.free.push(behind);
          if (part.kind !== undefined) at.avoid = behind;
          break;
        default: {
          // repetitions, with or without a separator, of none or of one at least
          const first = this.state(rule);
          at.free.push(first);
          const last = this.branch(part.definition!, first, rule);
          if (part.separator === undefined) last.free.push(first);
          else {
            const separator = this.state(rule);
            last.free.push(separator);
            separator.token = { type: part.separator, to: first };
          }
          last.free.push(behind);
          if (!kindOf(part).includes("Mandatory")) at.free.push(behind);
        }
      }
      at = behind;
    }
    return at;
  }

  private branch(parts: readonly Part[], from: State, rule: string): State {
    const first = this.state(rule);
    from.free.push(first);
    return this.build(parts, first, rule);
  }

  private push(below: Stack | undefined, { rule, idx, to }: NonNullable<State["call"]>): Stack {
    const key = `${to.id}:${below?.id ?? ""}`;
    const known = this.stacks.get(key);
    if (known !== undefined) return known;
    const stack = { id: this.stacks.size, to, rule, idx, below };
    this.stacks.set(key, stack);
    return stack;
  }

  /** Follows everything that needs no token. */
  private point(from: readonly Config[]): Point {
    const seen = new Set<string>();
    const configs: { readonly key: string; readonly config: Config }[] = [];
    let complete = false;
    const visit = (state: State, stack: Stack | undefined): void => {
      const key = `${state.id}:${stack?.id ?? ""}`;
      if (seen.has(key)) return;
      seen.add(key);
      if (state.token !== undefined) configs.push({ key, config: { state, stack } });
      if (state.call !== undefined) visit(this.starts.get(state.call.rule)!, this.push(stack, state.call));
      for (const next of state.free) visit(next, stack);
      if (!state.end) return;
      if (stack === undefined) complete = true;
      else visit(stack.to, stack.below);
    };
    for (const { state, stack } of from) visit(state, stack);
    const key = `${configs
      .map((c) => c.key)
      .sort()
      .join(" ")}${complete ? "." : ""}`;
    const known = this.points.get(key);
    if (known !== undefined) return known;
    const point = { id: this.points.size, configs: configs.map((c) => c.config), complete };
    this.points.set(key, point);
    return point;
  }

  // ── The least that ends a rule ────────────────────────────────────────────

  /** How many tokens it takes at least from each state to the end of its rule. */
  private measure(): void {
    const cost = (state: State) => this.costs.get(state) ?? Number.POSITIVE_INFINITY;
    for (let changed = true; changed; ) {
      changed = false;
      for (const state of this.states) {
        const ways = [
          state.end ? 0 : Number.POSITIVE_INFINITY,
          ...state.free.map((next) => cost(next) + (next === state.avoid ? AVOIDED : 0)),
          state.token === undefined ? Number.POSITIVE_INFINITY : 1 + cost(state.token.to),
          state.call === undefined ? Number.POSITIVE_INFINITY : cost(this.starts.get(state.call.rule)!) + cost(state.call.to),
        ];
        const least = Math.min(...ways);
        if (least < cost(state)) {
          this.costs.set(state, least);
          changed = true;
        }
      }
    }
  }

  private rest(from: State, stack: Stack | undefined): Needed[] {
    const needed: Needed[] = [];
    let [state, under] = [from, stack];
    for (;;) {
      this.shortest(state, under, needed);
      if (under === undefined) return needed;
      [state, under] = [under.to, under.below];
    }
  }

  private shortest(from: State, stack: Stack | undefined, into: Needed[]): void {
    let state = from;
    while (!state.end) {
      const cost = this.costs.get(state)!;
      const { token, call } = state;
      const free = state.free.find((next) => this.costs.get(next)! + (next === state.avoid ? AVOIDED : 0) === cost);
      if (free !== undefined) state = free;
      else if (token !== undefined) {
        into.push({ type: token.type, place: placeOf(state, stack) });
        state = token.to;
      } else {
        const inner = this.push(stack, call!);
        this.shortest(this.starts.get(call!.rule)!, inner, into);
        state = call!.to;
      }
    }
  }
}

const kindOf = (part: Part): string => part.kind ?? part.constructor.name;

function rule(...definition: Part[]): Part {
  return { kind: "Rule", definition };
}

function terminal(terminalType: TokenType): Part {
  return { kind: "Terminal", terminalType };
}

function nonTerminal(nonTerminalName: string): Part {
  return { kind: "NonTerminal", nonTerminalName, idx: 0 };
}

/** More than any rule takes. */
const AVOIDED = 100;

/** Texts are written in two languages, each once: the parser's own rule says it in code. */
const TEXTS: Readonly<Record<string, Part>> = {
  localized: rule(terminal(LanguageTag), nonTerminal("text"), { kind: "Option", definition: [nonTerminal("second")] }),
  second: rule(terminal(LanguageTag), nonTerminal("text")),
};

const matches = (type: TokenType, expected: TokenType): boolean =>
  type === expected || tokenMatcher({ tokenType: type, tokenTypeIdx: type.tokenTypeIdx } as IToken, expected);

function placeOf(state: State, stack: Stack | undefined): string {
  const frames: string[] = [];
  for (let at = stack; at !== undefined; at = at.below) frames.unshift(`${at.rule}${at.idx === 0 ? "" : at.idx}`);
  return frames.length === 0 ? state.rule : frames.join(".");
}

let shared: Continuations | undefined;

/** The one automaton of the language; made when it is first asked for. */
export function continuations(): Continuations {
  shared ??= new Continuations();
  return shared;
}

/** The image of a keyword's token; undefined for other kinds of tokens. */
export function keywordOf(type: TokenType): string | undefined {
  return type.name.startsWith("kw:") ? type.name.slice(3) : undefined;
}
