/** Events and their fields. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Localized, Name, Span } from "../nodes.ts";
import { LCurly, Pipe, RCurly } from "../tokens.ts";
import type { EnumerationValueNode } from "./enumeration.ts";
import { EnumerationParser } from "./enumeration.ts";

/** `phone`, `DeliveryStatus`, `template | freeForm`, `requested or not`. */
export type TypeNode =
  | ({ readonly kind: "named"; readonly name: Name; readonly title?: Localized } & Span)
  | ({ readonly kind: "choice"; readonly values: readonly EnumerationValueNode[] } & Span)
  | ({ readonly kind: "flag"; readonly adjective: Name; readonly title?: Localized } & Span);

export interface FieldNode extends Span {
  readonly name: Name;
  readonly type?: TypeNode;
  readonly optional: boolean;
  readonly title?: Localized;
}

export interface EventNode extends Declaration {
  readonly kind: "event";
  readonly fields: readonly FieldNode[];
}

export class EventParser extends EnumerationParser {
  private fieldType: Rule<TypeNode> = this.RULE("fieldType", () => {
    const value = this.SUBRULE1(this.enumerationValue);
    let flag = false;
    const others: EnumerationValueNode[] = [];
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.kw("or");
            this.kw("not");
            flag = true;
          },
        },
        {
          ALT: () => {
            this.AT_LEAST_ONE(() => {
              this.CONSUME(Pipe);
              others.push(this.SUBRULE2(this.enumerationValue));
            });
          },
        },
        {
          ALT: () => {
            this.kw("or", 2);
            this.kw("no", 2);
            flag = true;
          },
        },
      ]);
    });
    return this.ACTION((): TypeNode => {
      const span = { ...(value.title && { title: value.title }), ...this.spanFrom(value) };
      if (flag) return { kind: "flag", adjective: value.name, ...span };
      if (others.length > 0) return { kind: "choice", values: present([value, ...others]), ...this.spanFrom(value) };
      return { kind: "named", name: value.name, ...span };
    });
  });

  private field: Rule<FieldNode> = this.RULE("field", () => {
    const name = this.SUBRULE(this.name);
    const node: Building<FieldNode> = { name, optional: false, start: 0, end: 0 };
    let inline: Localized | undefined;
    node.type = this.SUBRULE(this.fieldType);
    this.OPTION(() => {
      this.kw("optional");
      node.optional = true;
    });
    this.OPTION1(() => {
      inline = this.SUBRULE(this.localized);
    });
    return this.ACTION(() => {
      // the title behind a type that is one word is the field's
      if (inline === undefined && node.type !== undefined && node.type.kind !== "choice") inline = node.type.title;
      return Object.assign(node, inline && { title: inline }, this.spanFrom(name)) as FieldNode;
    });
  });

  private eventMember: Rule<void> = this.RULE("eventMember", () => {
    const node = this.building<EventNode>("event");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      { ALT: () => node.fields.push(this.SUBRULE(this.field)) },
    ]);
  });

  protected event: Rule<EventNode> = this.RULE(
    "event",
    () => {
      const first = this.kw("event");
      const name = this.SUBRULE(this.name);
      const node = this.begin<EventNode>({ ...this.declaration("event", first, name), fields: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.eventMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.fields = present(node.fields as FieldNode[]);
      });
      return this.finish<EventNode>(node, first);
    },
    this.partial<EventNode>("event"),
  );
}
