/** What is counted and what it costs: measures, charges, fees, packages, minimums; and prohibitions and free outcomes. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Localized, Name, QuantityOrName, Span } from "../nodes.ts";
import { Comma, Day, Dot, LCurly, NumberToken, RCurly, SizeUnit } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";
import { StateParser } from "./state.ts";

/** What a measure or a charge counts; what its names mean is for the compiler to find out. */
export type CountingNode =
  /** `number of X …`, `for each X …`: events, sessions, intervals or a measure */
  | ({ readonly kind: "things"; readonly of: readonly EventFilterNode[]; readonly which?: Name } & Span)
  /** `distinct user of X … together with person of Y …` */
  | ({ readonly kind: "distinct"; readonly of: readonly (EventFilterNode & { readonly field: Name })[] } & Span)
  | ({ readonly kind: "sum"; readonly field: Name; readonly of: EventFilterNode } & Span)
  /** `commenced 60 seconds of duration of Call`, `GB of size of Recording per commenced 24 hours` */
  | ({
      readonly kind: "units";
      readonly commenced: boolean;
      readonly unit: QuantityOrName | ({ readonly kind: "sizeUnit" } & Name);
      readonly field: Name;
      readonly of: EventFilterNode;
      readonly per?: QuantityOrName;
    } & Span)
  | ({ readonly kind: "peak"; readonly interval: Name } & Span);

export interface MeasureNode extends Declaration {
  readonly kind: "measure";
  readonly counts?: CountingNode;
}

export interface SubscriptionNode extends Span {
  readonly service: Name;
  readonly product?: Name;
  readonly negated: boolean;
}

export interface TariffNode extends Span {
  readonly name: Name;
  readonly titles: readonly Localized[];
}

export interface ChargeNode extends Declaration {
  readonly kind: "charge";
  readonly addOn: boolean;
  readonly counts?: CountingNode;
  readonly pricedBy: readonly Name[];
  readonly pricedAs?: Name;
  readonly tariff?: TariffNode;
  readonly inAdditionTo: readonly Name[];
  readonly onlyWhen: readonly SubscriptionNode[];
}

export interface FeeNode extends Declaration {
  readonly kind: "fee";
  readonly basis?: (
    | { readonly kind: "monthly"; readonly interval?: Name; readonly peak: boolean }
    | { readonly kind: "once"; readonly of: EventFilterNode }
  ) &
    Span;
  readonly inAdvance: boolean;
  readonly firstMonthProrated: boolean;
  readonly alternativeTo: readonly Name[];
  readonly onlyWhen: readonly SubscriptionNode[];
}

export interface PackageNode extends Declaration {
  readonly kind: "package";
  readonly measure: Name;
  readonly monthlyFee: boolean;
  readonly overage: boolean;
  readonly alternativeTo: readonly Name[];
  readonly onlyWhen: readonly SubscriptionNode[];
}

export interface MinimumNode extends Declaration {
  readonly kind: "minimum";
  readonly amount?: QuantityOrName;
  /** Empty: all charges. */
  readonly of: readonly Name[];
  readonly postPay: boolean;
  readonly prePay: boolean;
  readonly notify: boolean;
}

export interface ForbidNode extends Declaration {
  readonly kind: "forbid";
  readonly rule?: EventFilterNode;
  readonly limit?: {
    readonly amount: QuantityOrName;
    readonly field?: Name;
    readonly of: EventFilterNode;
    readonly per: readonly Name[];
  } & Span;
}

export interface FreeNode extends Declaration {
  readonly kind: "free";
  readonly of?: EventFilterNode;
}

export class ChargeParser extends StateParser {
  private units = this.RULE("units", (): CountingNode => {
    let commenced = false;
    this.OPTION(() => {
      this.kw("commenced", 1);
      commenced = true;
    });
    const unit = this.OR<QuantityOrName | ({ readonly kind: "sizeUnit" } & Name)>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(SizeUnit);
            return this.ACTION(() => ({ kind: "sizeUnit" as const, ...this.toName(token) }));
          },
        },
        { ALT: () => this.SUBRULE1(this.quantityOrName) },
      ],
    });
    this.kw("of", 1);
    const field = this.SUBRULE(this.name);
    this.kw("of", 2);
    const of = this.SUBRULE(this.eventFilter);
    let per: QuantityOrName | undefined;
    this.OPTION1(() => {
      this.kw("per");
      this.kw("commenced", 2);
      per = this.SUBRULE2(this.quantityOrName);
    });
    return this.ACTION(() => ({ kind: "units", commenced, unit, field, of, ...(per && { per }), ...this.spanFrom(unit) }));
  });

  /** Events, sessions, intervals or a measure, with what is said of sessions and intervals. */
  private things = this.RULE("things", (): CountingNode => {
    const of: EventFilterNode[] = [this.SUBRULE1(this.eventFilter)];
    let which: Name | undefined;
    this.MANY(() => {
      this.kw("together");
      this.kw("with");
      of.push(this.SUBRULE2(this.eventFilter));
    });
    this.OPTION(() => {
      const token = this.OR([
        { ALT: () => this.kw("opened") },
        { ALT: () => this.kw("closed") },
        { ALT: () => this.kw("active") },
        { ALT: () => this.kw("alive") },
      ]);
      which = this.ACTION(() => this.toName(token));
    });
    return this.ACTION(() => ({ kind: "things", of: present(of), ...(which && { which }), ...this.spanFrom(of[0]) }));
  });

  private distinct = this.RULE("distinct", (): CountingNode => {
    const first = this.kw("distinct");
    const of: (EventFilterNode & { field: Name })[] = [];
    const one = (field: Name, filter: EventFilterNode) =>
      this.ACTION(() => filter && of.push({ ...filter, field, start: Math.min(field.start, filter.start) }));
    const field1 = this.SUBRULE1(this.name);
    this.kw("of", 1);
    const filter1 = this.SUBRULE1(this.eventFilter);
    one(field1, filter1);
    this.MANY(() => {
      this.kw("together");
      this.kw("with");
      const field2 = this.SUBRULE2(this.name);
      this.kw("of", 2);
      const filter2 = this.SUBRULE2(this.eventFilter);
      one(field2, filter2);
    });
    return this.ACTION(() => ({ kind: "distinct", of, ...this.spanFrom(first) }));
  });

  private measured = this.RULE("measured", (): CountingNode => {
    return this.OR<CountingNode>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.distinct) },
        {
          ALT: () => {
            this.kw("number");
            this.kw("of", 1);
            return this.SUBRULE(this.things);
          },
        },
        {
          ALT: () => {
            const first = this.kw("sum");
            this.kw("of", 2);
            const field = this.SUBRULE1(this.name);
            this.kw("of", 3);
            const of = this.SUBRULE(this.eventFilter);
            return this.ACTION((): CountingNode => ({ kind: "sum", field, of, ...this.spanFrom(first) }));
          },
        },
        {
          ALT: () => {
            const first = this.kw("peak");
            this.kw("of", 4);
            const interval = this.SUBRULE2(this.name);
            return this.ACTION((): CountingNode => ({ kind: "peak", interval, ...this.spanFrom(first) }));
          },
        },
        { ALT: () => this.SUBRULE(this.units) },
      ],
    });
  });

  private measureMember: Rule<void> = this.RULE("measureMember", () => {
    const node = this.building<MeasureNode>("measure");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            node.counts = this.SUBRULE(this.measured);
          },
        },
      ],
    });
  });

  protected measure: Rule<MeasureNode> = this.RULE(
    "measure",
    () => {
      const first = this.kw("measure");
      const name = this.SUBRULE(this.name);
      const node = this.begin<MeasureNode>(this.declaration("measure", first, name));
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.measureMember));
      this.CONSUME(RCurly);
      return this.finish<MeasureNode>(node, first);
    },
    this.partial<MeasureNode>("measure"),
  );

  /** `when [not] subscribed to Service[.Product]` */
  private subscription: Rule<SubscriptionNode> = this.RULE("subscription", () => {
    const first = this.kw("when");
    let negated = false;
    this.OPTION(() => {
      this.kw("not");
      negated = true;
    });
    this.kw("subscribed");
    this.kw("to");
    const service = this.SUBRULE1(this.name);
    let product: Name | undefined;
    this.OPTION1(() => {
      this.CONSUME(Dot);
      product = this.SUBRULE2(this.name);
    });
    return this.ACTION(() => ({ service, ...(product && { product }), negated, ...this.spanFrom(first) }));
  });

  private tariff: Rule<TariffNode> = this.RULE("tariff", () => {
    const first = this.kw("external");
    this.kw("tariff");
    const name = this.SUBRULE(this.name);
    const titles: Localized[] = [];
    this.OPTION(() => {
      this.CONSUME(LCurly);
      this.MANY(() => titles.push(this.SUBRULE(this.title)));
      this.CONSUME(RCurly);
    });
    return this.ACTION(() => ({ name, titles, ...this.spanFrom(first) }));
  });

  private alternative: Rule<Name[]> = this.RULE("alternative", () => {
    this.kw("alternative");
    this.kw("to");
    return this.SUBRULE(this.names);
  });

  private chargeMember: Rule<void> = this.RULE("chargeMember", () => {
    const node = this.building<ChargeNode>("charge");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("for");
          this.kw("each");
          node.counts = this.OR1<CountingNode>({
            IGNORE_AMBIGUITIES: true,
            DEF: [
              { ALT: () => this.SUBRULE(this.distinct) },
              { ALT: () => this.SUBRULE(this.units) },
              { ALT: () => this.SUBRULE(this.things) },
            ],
          });
        },
      },
      {
        ALT: () => {
          this.kw("priced");
          this.OR2([
            {
              ALT: () => {
                this.kw("by");
                const by = this.SUBRULE1(this.names);
                this.ACTION(() => node.pricedBy.push(...(by ?? [])));
              },
            },
            {
              ALT: () => {
                this.kw("as", 2);
                node.pricedAs = this.SUBRULE2(this.name);
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          node.tariff = this.SUBRULE(this.tariff);
        },
      },
      {
        ALT: () => {
          this.kw("in");
          this.kw("addition");
          this.kw("to");
          const others = this.SUBRULE2(this.names);
          this.ACTION(() => node.inAdditionTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.onlyWhen.push(this.SUBRULE(this.subscription)) },
    ]);
  });

  protected charge: Rule<ChargeNode> = this.RULE(
    "charge",
    () => {
      const first = this.kw("charge");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ChargeNode>({
        ...this.declaration("charge", first, name),
        addOn: false,
        pricedBy: [],
        inAdditionTo: [],
        onlyWhen: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.OPTION(() => {
        this.kw("as", 1);
        this.kw("add-on");
        node.addOn = true;
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.chargeMember));
      this.CONSUME(RCurly);
      return this.finish<ChargeNode>(node, first);
    },
    this.partial<ChargeNode>("charge"),
  );

  private feeBasis: Rule<FeeNode["basis"]> = this.RULE("feeBasis", () =>
    this.OR([
      {
        ALT: () => {
          const first = this.kw("monthly");
          let interval: Name | undefined;
          let peak = false;
          this.OPTION(() => {
            this.kw("for", 1);
            this.kw("each", 1);
            interval = this.SUBRULE(this.name);
            this.OPTION1(() => {
              this.kw("at");
              this.kw("its");
              this.kw("peak");
              peak = true;
            });
          });
          return this.ACTION(() => ({ kind: "monthly" as const, ...(interval && { interval }), peak, ...this.spanFrom(first) }));
        },
      },
      {
        ALT: () => {
          const first = this.kw("once");
          this.kw("for", 2);
          this.kw("each", 2);
          const of = this.SUBRULE(this.eventFilter);
          return this.ACTION(() => ({ kind: "once" as const, of, ...this.spanFrom(first) }));
        },
      },
    ]),
  );

  private feeMember: Rule<void> = this.RULE("feeMember", () => {
    const node = this.building<FeeNode>("fee");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          node.basis = this.SUBRULE(this.feeBasis);
        },
      },
      {
        ALT: () => {
          for (const word of ["in", "advance", "on", "day"] as const) if (word !== "day") this.kw(word);
          this.CONSUME(Day);
          this.CONSUME(NumberToken);
          this.CONSUME(Comma);
          for (const word of ["additions", "when", "provisioned", "and"] as const) this.kw(word);
          this.kw("in", 2);
          this.kw("full");
          node.inAdvance = true;
        },
      },
      {
        ALT: () => {
          for (const word of ["first", "month", "prorated", "by"] as const) this.kw(word);
          this.CONSUME1(Day);
          node.firstMonthProrated = true;
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.onlyWhen.push(this.SUBRULE(this.subscription)) },
    ]);
  });

  protected fee: Rule<FeeNode> = this.RULE(
    "fee",
    () => {
      const first = this.kw("fee");
      const name = this.SUBRULE(this.name);
      const node = this.begin<FeeNode>({
        ...this.declaration("fee", first, name),
        inAdvance: false,
        firstMonthProrated: false,
        alternativeTo: [],
        onlyWhen: [],
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.feeMember));
      this.CONSUME(RCurly);
      return this.finish<FeeNode>(node, first);
    },
    this.partial<FeeNode>("fee"),
  );

  private packageMember: Rule<void> = this.RULE("packageMember", () => {
    const node = this.building<PackageNode>("package");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("monthly");
          this.kw("fee");
          node.monthlyFee = true;
        },
      },
      {
        ALT: () => {
          for (const word of ["beyond", "it", "charge", "each"] as const) this.kw(word);
          node.overage = true;
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.onlyWhen.push(this.SUBRULE(this.subscription)) },
    ]);
  });

  protected package: Rule<PackageNode> = this.RULE(
    "package",
    () => {
      const first = this.kw("package");
      const name = this.SUBRULE1(this.name);
      const node = this.begin<PackageNode>({
        ...this.declaration("package", first, name),
        measure: name,
        monthlyFee: false,
        overage: false,
        alternativeTo: [],
        onlyWhen: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("of");
      node.measure = this.SUBRULE2(this.name);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.packageMember));
      this.CONSUME(RCurly);
      return this.finish<PackageNode>(node, first);
    },
    this.partial<PackageNode>("package"),
  );

  private minimumMember: Rule<void> = this.RULE("minimumMember", () => {
    const node = this.building<MinimumNode>("minimum");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            this.kw("when");
            this.OR1([
              {
                ALT: () => {
                  for (const word of ["post-pay", "invoice", "the", "shortfall"] as const) this.kw(word, 1);
                  node.postPay = true;
                },
              },
              {
                ALT: () => {
                  for (const word of ["pre-pay", "deduct", "the", "shortfall"] as const) this.kw(word, 2);
                  node.prePay = true;
                  this.OPTION(() => {
                    this.CONSUME(Comma);
                    this.kw("notify");
                    this.kw("when", 3);
                    for (const word of ["credit", "is", "short"] as const) this.kw(word);
                    node.notify = true;
                  });
                },
              },
            ]);
          },
        },
        {
          ALT: () => {
            node.amount = this.SUBRULE(this.quantityOrName);
            for (const word of ["per", "calendar", "month", "of"] as const) this.kw(word);
            this.OR2({
              IGNORE_AMBIGUITIES: true,
              DEF: [
                {
                  ALT: () => {
                    this.kw("all");
                    this.kw("charges");
                  },
                },
                {
                  ALT: () => {
                    node.of = this.SUBRULE(this.names);
                  },
                },
              ],
            });
          },
        },
      ],
    });
  });

  protected minimum: Rule<MinimumNode> = this.RULE(
    "minimum",
    () => {
      const first = this.kw("minimum");
      const name = this.SUBRULE(this.name);
      const node = this.begin<MinimumNode>({
        ...this.declaration("minimum", first, name),
        of: [],
        postPay: false,
        prePay: false,
        notify: false,
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.minimumMember));
      this.CONSUME(RCurly);
      return this.finish<MinimumNode>(node, first);
    },
    this.partial<MinimumNode>("minimum"),
  );

  private forbidMember: Rule<void> = this.RULE("forbidMember", () => {
    const node = this.building<ForbidNode>("forbid");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            node.limit = this.SUBRULE(this.limit);
          },
        },
        {
          ALT: () => {
            node.rule = this.SUBRULE(this.eventFilter);
          },
        },
      ],
    });
  });

  protected forbid: Rule<ForbidNode> = this.RULE(
    "forbid",
    () => {
      const first = this.kw("forbid");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ForbidNode>(this.declaration("forbid", first, name));
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.forbidMember));
      this.CONSUME(RCurly);
      return this.finish<ForbidNode>(node, first);
    },
    this.partial<ForbidNode>("forbid"),
  );

  /** `more than 1 UserSession at once per licence`, `more than 1 distinct user of SignedIn per licence` */
  private limit: Rule<NonNullable<ForbidNode["limit"]>> = this.RULE("limit", () => {
    const first = this.kw("more");
    this.kw("than");
    const amount = this.SUBRULE(this.quantityOrName);
    let field: Name | undefined;
    let of: EventFilterNode | undefined;
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.kw("distinct");
            field = this.SUBRULE(this.name);
            this.kw("of");
            of = this.SUBRULE1(this.eventFilter);
          },
        },
        {
          ALT: () => {
            of = this.SUBRULE2(this.eventFilter);
            this.kw("at");
            this.kw("once");
          },
        },
      ],
    });
    this.kw("per");
    const per = this.SUBRULE(this.names);
    return this.ACTION(() => ({ amount, ...(field && { field }), of: of!, per: per ?? [], ...this.spanFrom(first) }));
  });

  private freeMember: Rule<void> = this.RULE("freeMember", () => {
    const node = this.building<FreeNode>("free");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            node.of = this.SUBRULE(this.eventFilter);
          },
        },
      ],
    });
  });

  protected free: Rule<FreeNode> = this.RULE(
    "free",
    () => {
      const first = this.kw("free");
      const name = this.SUBRULE(this.name);
      const node = this.begin<FreeNode>(this.declaration("free", first, name));
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.freeMember));
      this.CONSUME(RCurly);
      return this.finish<FreeNode>(node, first);
    },
    this.partial<FreeNode>("free"),
  );
}
