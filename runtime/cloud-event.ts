/** Usage records as CloudEvents 1.0: what engineers write by hand or send, typed by the events of a service. */
export interface CloudEvent<Type extends string = string, Data = unknown> {
  readonly specversion: "1.0";
  /** With `source`, what makes the record one and the same. */
  readonly id: string;
  readonly source: string;
  readonly type: Type;
  /** RFC 3339 instant with offset. */
  readonly time: string;
  /** The agreement, or an account of it. */
  readonly subject?: string;
  readonly datacontenttype?: string;
  /** Id of the record of the same source whose place it takes. */
  readonly replaces?: string;
  readonly data: Data;
}
