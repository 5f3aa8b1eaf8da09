/**
 * A service written by hand as the compiler would emit it: messages priced by destination unless a conversation is open,
 * two charges, a fee, a minimum, a prohibition. Small on purpose, so that expected bills can be worked out on paper.
 */
import { z } from "zod";
import type { LineDraft } from "../../runtime/bill.ts";
import type {
  ClauseInfo,
  ClauseTrace,
  RatingSetup,
  ServiceEvent,
  ServiceModule,
  ServiceRating,
  Verdict,
} from "../../runtime/module.ts";
import { Decimal } from "../../runtime/money.ts";

export interface ChatPrices {
  /** By destination. */
  readonly Message: Readonly<Record<string, string>>;
  readonly Platform?: string;
}

export interface ChatTerms {
  /** Milliseconds. */
  readonly Window: number;
  readonly Minimum: string;
}

type Sent = ServiceEvent<"Sent", { user: string; destination: string; ok: boolean; size?: string }>;
type Received = ServiceEvent<"Received", { user: string }>;

const text = (en: string, vi: string) => ({ en, vi });
const month = text("month", "tháng");

const clauses: readonly ClauseInfo[] = [
  {
    name: "Platform",
    kind: "fee",
    title: text("Platform", "Nền tảng"),
    text: text("A monthly fee.", "Phí hàng tháng."),
    unit: month,
    match: [],
    priceRequired: false,
  },
  {
    name: "Message",
    kind: "charge",
    title: text("Message outside the window", "Tin nhắn ngoài cửa sổ"),
    text: text("Each message outside the window.", "Mỗi tin nhắn ngoài cửa sổ."),
    unit: text("event", "sự kiện"),
    match: ["exact"],
    priceRequired: true,
  },
  {
    name: "Commitment",
    kind: "minimum",
    title: text("Commitment", "Cam kết"),
    text: text("At least so much.", "Ít nhất."),
    unit: month,
    match: [],
    priceRequired: false,
  },
  {
    name: "Failed",
    kind: "free",
    title: text("Failed message", "Tin nhắn lỗi"),
    text: text("Free.", "Miễn phí."),
    unit: text("event", "sự kiện"),
    match: [],
    priceRequired: false,
  },
  {
    name: "ToNowhere",
    kind: "prohibition",
    title: text("Message to nowhere", "Tin nhắn vô ích"),
    text: text("Forbidden.", "Cấm."),
    unit: text("event", "sự kiện"),
    match: [],
    priceRequired: false,
  },
];

const decimalText = z
  .union([z.string(), z.number()])
  .transform((value) => (typeof value === "number" ? Decimal.fromJson(value) : Decimal.parse(value)).toString());

class ChatRating implements ServiceRating {
  readonly #setup: RatingSetup<ChatPrices, ChatTerms>;
  readonly #opened = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly #users = new Set<string>();

  constructor(setup: RatingSetup<ChatPrices, ChatTerms>) {
    this.#setup = setup;
  }

  release(): void {}

  observe(event: ServiceEvent): void {
    if (event.name !== "Received") return;
    const { user } = (event as Received).data;
    this.#opened.set(user, Math.max(event.at, this.#opened.get(user) ?? event.at));
  }

  #inside(event: Sent): boolean {
    const opened = this.#opened.get(event.data.user);
    return opened !== undefined && event.at < opened + this.#setup.terms.Window;
  }

  judge(event: ServiceEvent, verdict: Verdict): void {
    if (event.name !== "Sent") return;
    const sent = event as Sent;
    const { destination, ok, user } = sent.data;
    if (destination === "XX") verdict.breach("ToNowhere");
    if (!ok) return;
    this.#users.add(user);
    if (this.#inside(sent)) return;
    if (this.#setup.prices.Message[destination] === undefined) verdict.unpriced("Message", { destination });
    else {
      this.#counts.set(destination, (this.#counts.get(destination) ?? 0) + 1);
      verdict.charged("Message");
    }
  }

  trace(event: ServiceEvent): readonly ClauseTrace[] {
    if (event.name !== "Sent") return [];
    const sent = event as Sent;
    const delivered = { text: text("it was delivered", "đã gửi thành công"), holds: sent.data.ok };
    const outside = { text: text("outside the window", "ngoài cửa sổ"), holds: !this.#inside(sent) };
    return [
      { clause: "Message", holds: delivered.holds && outside.holds, conditions: [delivered, outside] },
      { clause: "Failed", holds: !sent.data.ok, conditions: [{ ...delivered, holds: !sent.data.ok }] },
    ];
  }

  settle() {
    const { prices, terms, active, money, firstMonth } = this.#setup;
    const lines: LineDraft[] = [...this.#counts].map(([destination, count]) => ({
      clause: "Message",
      kind: "charge",
      dimensions: { destination },
      quantity: String(count),
      unit: clauses[1]!.unit,
      unitPrice: prices.Message[destination]!,
      priceSource: "agreement",
    }));
    const taken = active.start < active.end;
    if (taken && prices.Platform !== undefined) {
      const proration = firstMonth?.proration;
      lines.push({
        clause: "Platform",
        kind: "fee",
        dimensions: {},
        quantity: "1",
        unit: month,
        unitPrice: prices.Platform,
        ...(proration && { proration }),
      });
    }
    const minimum = { clause: "Commitment", amount: terms.Minimum, currency: money.currency, of: ["Message"], notify: true };
    return {
      lines,
      measures: { ActiveUsers: String(this.#users.size) },
      minimums: taken && terms.Minimum !== "0" ? [minimum] : [],
      notices: [],
    };
  }

  save() {
    const { end } = this.#setup.period;
    const open = [...this.#opened].filter(([, at]) => at + this.#setup.terms.Window > end);
    return { Window: Object.fromEntries(open.sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    for (const [user, at] of Object.entries(state.Window as Record<string, number>)) this.#opened.set(user, at);
  }
}

/** The service "Chat". */
export const chat: ServiceModule<ChatPrices, ChatTerms> = {
  apiVersion: 1,
  service: "Chat",
  title: text("Chat", "Trò chuyện"),
  clauses,
  products: [],
  defaultTerms: { Window: 24 * 3_600_000, Minimum: "0" },
  events: {
    "sdl.chat.sent.v1": {
      name: "Sent",
      type: "sdl.chat.sent.v1",
      title: text("message sent", "tin nhắn đã gửi"),
      schema: z.strictObject({
        user: z.string().regex(/^\+\d+$/, { error: "must be + and digits" }),
        destination: z.enum(["VN", "HR", "US", "XX"]),
        ok: z.boolean({ error: "must be true or false" }),
        size: decimalText.optional(),
      }),
      fields: {
        user: { kind: "phone" },
        destination: { kind: "enumeration", values: ["VN", "HR", "US", "XX"] },
        ok: { kind: "flag" },
        size: { kind: "size", optional: true },
      },
    },
    "sdl.chat.received.v1": {
      name: "Received",
      type: "sdl.chat.received.v1",
      title: text("message received", "tin nhắn đã nhận"),
      schema: z.strictObject({ user: z.string().regex(/^\+\d+$/, { error: "must be + and digits" }) }),
      fields: { user: { kind: "phone" } },
    },
  },
  bind: (prices, terms) => {
    const message = prices.Message;
    if (message?.kind !== "rates") throw new Error("Chat.Message needs a price.");
    const platform = prices.Platform;
    return {
      prices: {
        Message: Object.fromEntries(message.rows.map(({ key, price }) => [key[0]!, price])),
        ...(platform?.kind === "flat" ? { Platform: platform.amount } : {}),
      },
      terms: {
        Window: terms.Window?.kind === "duration" ? terms.Window.milliseconds : 24 * 3_600_000,
        Minimum: terms.Minimum?.kind === "money" ? terms.Minimum.amount : "0",
      },
    };
  },
  create: (setup) => new ChatRating(setup),
};
