/**
 * WhatsApp: the rating of one service, generated from contracts/channels/whatsapp.sdl.
 *
 * Do not edit: change the contract and build again.
 *
 * Business messages to WhatsApp users.
 */
import {
  type Bill,
  type ClauseInfo,
  type CloudEvent,
  DistinctCounter,
  type EventInfo,
  type OnlineOptions,
  type OnlineService,
  type PackagePrice,
  type Price,
  PriceBinding,
  type RatingSetup,
  type ServiceEvent,
  type ServiceModule,
  type ServiceRating,
  type ServiceState,
  type ServiceTerms,
  SettlementDraft,
  Tally,
  type TermRule,
  type TermValue,
  type UnitPrice,
  type Verdict,
  Windows,
  agreePrices,
  agreeTerms,
  bindTerms,
  clauseTrace,
  field,
  fieldCondition,
  onlineService,
  rateService,
  stateCondition,
} from "sdl-lang/runtime";
import { z } from "zod";

/**
 * DeliveryStatus
 *
 * pending: pending
 * delivered: delivered
 * failed: failed
 */
export const DeliveryStatus = field.oneOf("pending", "delivered", "failed");
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

/**
 * OutboundFormat
 *
 * template: template
 * freeForm: freeForm
 */
export const OutboundFormat = field.oneOf("template", "freeForm");
export type OutboundFormat = z.output<typeof OutboundFormat>;

/** Data of Outbound: message sent by the client. */
export const OutboundData = z.object({
  /** user */
  user: field.phone,
  /** format */
  format: OutboundFormat,
  /** status */
  status: DeliveryStatus,
  /** destination */
  destination: field.country,
});
export type OutboundData = z.output<typeof OutboundData>;

/** Data of Inbound: message received from the user. */
export const InboundData = z.object({
  /** user */
  user: field.phone,
});
export type InboundData = z.output<typeof InboundData>;

/** A usage record of the service: a CloudEvent with typed data. */
export type UsageEvent =
  | CloudEvent<"sdl.whatsapp.outbound.v1", z.input<typeof OutboundData>>
  | CloudEvent<"sdl.whatsapp.inbound.v1", z.input<typeof InboundData>>;

/** A usage record that passed validation. */
export type WhatsAppEvent = ServiceEvent<"Outbound", OutboundData> | ServiceEvent<"Inbound", InboundData>;

/** What an agreement gives a price for; optional where it may leave the clause unpriced. */
export interface Prices {
  /**
   * Chargeable Event
   *
   * “Chargeable Event” means each message sent by the client whose format is template, whose status is delivered and
   * which occurs outside the Customer Support Window of its user, priced by destination, or, where the agreement refers
   * to it, according to the operator's price list.
   *
   * Per event.
   */
  readonly TemplateMessage: UnitPrice<"destination">;

  /**
   * Monthly Active User Fee
   *
   * “Monthly Active User Fee” means a fee for each calendar month that covers the number of Monthly Active Users stated
   * in the agreement; each further Monthly Active User is charged in addition, at the price stated there.
   */
  readonly MonthlyActiveUserFee: PackagePrice;
}

/** Values that the rules refer to. Lengths of time are milliseconds, sizes bytes. */
export interface Terms {}

/** What the contract says, unless otherwise agreed. */
export const defaultTerms: Terms = {};

/** Which terms an agreement may set, and within which limits. */
const termRules = {} satisfies Record<keyof Terms, TermRule>;

/** The clauses of the contract, as bills and explanations cite them. */
const rules = {
  TemplateMessage: {
    name: "TemplateMessage",
    kind: "charge",
    title: { en: "Chargeable Event", vi: "Trường hợp tính phí" },
    text: {
      en: "“Chargeable Event” means each message sent by the client whose format is template, whose status is delivered and which occurs outside the Customer Support Window of its user, priced by destination, or, where the agreement refers to it, according to the operator's price list.",
      vi: "“Trường hợp tính phí” nghĩa là mỗi tin nhắn do khách hàng gửi có format là template, có status là delivered và phát sinh ngoài Cửa sổ Hỗ trợ Khách hàng của user đó, được tính giá theo destination, hoặc, nếu thỏa thuận có dẫn chiếu, được tính giá theo bảng giá của nhà mạng.",
    },
    unit: { en: "event", vi: "sự kiện" },
    match: ["exact"],
    priceRequired: true,
  },
  MonthlyActiveUserFee: {
    name: "MonthlyActiveUserFee",
    kind: "package",
    title: { en: "Monthly Active User Fee", vi: "Phí người dùng hoạt động hàng tháng" },
    text: {
      en: "“Monthly Active User Fee” means a fee for each calendar month that covers the number of Monthly Active Users stated in the agreement; each further Monthly Active User is charged in addition, at the price stated there.",
      vi: "“Phí người dùng hoạt động hàng tháng” nghĩa là khoản phí hàng tháng cho số lượng Người dùng hoạt động hàng tháng được quy định trong thỏa thuận; mỗi Người dùng hoạt động hàng tháng vượt quá số lượng đó bị tính phí bổ sung theo giá quy định trong thỏa thuận.",
    },
    unit: { en: "Monthly Active User", vi: "Người dùng hoạt động hàng tháng" },
    match: [],
    priceRequired: true,
  },
  FreeFormOutsideWindow: {
    name: "FreeFormOutsideWindow",
    kind: "prohibition",
    title: { en: "FreeFormOutsideWindow", vi: "FreeFormOutsideWindow" },
    text: {
      en: "“FreeFormOutsideWindow” is prohibited: there must be no message sent by the client whose format is freeForm and which occurs outside the Customer Support Window of its user; a breach is reported and never charged.",
      vi: "“FreeFormOutsideWindow” bị cấm: không được có tin nhắn do khách hàng gửi có format là freeForm và phát sinh ngoài Cửa sổ Hỗ trợ Khách hàng của user đó; mỗi vi phạm được báo cáo và không bao giờ bị tính phí.",
    },
    unit: { en: "breach", vi: "vi phạm" },
    match: [],
    priceRequired: false,
  },
  Undelivered: {
    name: "Undelivered",
    kind: "free",
    title: { en: "Undelivered", vi: "Undelivered" },
    text: {
      en: "“Undelivered” means each message sent by the client whose status is other than delivered; under this contract it is not charged by itself.",
      vi: "“Undelivered” nghĩa là mỗi tin nhắn do khách hàng gửi có status không phải là delivered; theo hợp đồng này, bản thân trường hợp này không bị tính phí.",
    },
    unit: { en: "event", vi: "sự kiện" },
    match: [],
    priceRequired: false,
  },
} satisfies Record<string, ClauseInfo>;

/** In the order of the contract. */
export const clauses: readonly ClauseInfo[] = Object.values(rules);

/** How usage records are read, by CloudEvents type. */
export const events = {
  "sdl.whatsapp.outbound.v1": {
    name: "Outbound",
    type: "sdl.whatsapp.outbound.v1",
    title: { en: "message sent by the client", vi: "tin nhắn do khách hàng gửi" },
    schema: OutboundData,
    fields: {
      user: { kind: "phone" },
      format: { kind: "enumeration", values: OutboundFormat.options },
      status: { kind: "enumeration", values: DeliveryStatus.options },
      destination: { kind: "country" },
    },
  },
  "sdl.whatsapp.inbound.v1": {
    name: "Inbound",
    type: "sdl.whatsapp.inbound.v1",
    title: { en: "message received from the user", vi: "tin nhắn nhận được từ người dùng" },
    schema: InboundData,
    fields: { user: { kind: "phone" } },
  },
} satisfies Record<string, EventInfo>;

/** Turns an agreement's entries into typed prices and terms; throws on what the contract does not allow. */
export function bind(
  prices: Readonly<Record<string, Price>>,
  terms: Readonly<Record<string, TermValue>>,
): { prices: Prices; terms: Terms } {
  const agreed = new PriceBinding("WhatsApp", prices);
  const bound: Prices = {
    TemplateMessage: agreed.unitPrice("TemplateMessage", { by: ["destination"], counts: "events" }),
    MonthlyActiveUserFee: agreed.packagePrice("MonthlyActiveUserFee", true),
  };
  agreed.finish();
  return { prices: bound, terms: bindTerms("WhatsApp", termRules, defaultTerms, terms) };
}

/** Rates the service for one agreement and period. */
export function create(setup: RatingSetup<Prices, Terms>): ServiceRating {
  /**
   * Customer Support Window (CSW)
   *
   * “Customer Support Window (CSW)” means, for each user separately, the period of 24 hours from the last message
   * received from the user.
   */
  const customerSupportWindow = new Windows(86_400_000, setup.journal);

  /**
   * Monthly Active Users (MAU)
   *
   * “Monthly Active Users (MAU)” means, for each calendar month, the number of different users of messages sent by the
   * client whose status is delivered.
   */
  const monthlyActiveUsers = new DistinctCounter();

  /**
   * Chargeable Event
   *
   * “Chargeable Event” means each message sent by the client whose format is template, whose status is delivered and
   * which occurs outside the Customer Support Window of its user, priced by destination, or, where the agreement refers
   * to it, according to the operator's price list.
   */
  const templateMessage = new Tally(rules.TemplateMessage, setup.prices.TemplateMessage, setup.timeZone, { by: ["destination"] });

  return {
    release() {},
    observe(event: WhatsAppEvent) {
      switch (event.name) {
        case "Inbound": {
          const { data } = event;
          customerSupportWindow.open(data.user, event.at);
          break;
        }
      }
    },
    judge(event: WhatsAppEvent, verdict: Verdict) {
      switch (event.name) {
        case "Outbound": {
          const { data } = event;
          // MonthlyActiveUsers
          if (data.status === "delivered") monthlyActiveUsers.add(data.user);
          // TemplateMessage
          if (data.format === "template" && data.status === "delivered" && !customerSupportWindow.covers(data.user, event.at))
            templateMessage.charge(event, verdict, [data.destination]);
          // FreeFormOutsideWindow
          if (data.format === "freeForm" && !customerSupportWindow.covers(data.user, event.at))
            verdict.breach("FreeFormOutsideWindow");
          break;
        }
      }
    },
    trace(event: WhatsAppEvent) {
      switch (event.name) {
        case "Outbound": {
          const { data } = event;
          return [
            clauseTrace(
              "TemplateMessage",
              [
                fieldCondition(
                  { en: "the format is template", vi: "format là template" },
                  data.format === "template",
                  data.format,
                ),
                fieldCondition(
                  { en: "the status is delivered", vi: "status là delivered" },
                  data.status === "delivered",
                  data.status,
                ),
                stateCondition(
                  {
                    en: "it occurs outside the Customer Support Window of its user",
                    vi: "phát sinh ngoài Cửa sổ Hỗ trợ Khách hàng của user đó",
                  },
                  !customerSupportWindow.covers(data.user, event.at),
                  "CustomerSupportWindow",
                  customerSupportWindow.span(data.user, event.at),
                ),
              ],
              () => ({ quantity: 1, price: templateMessage.quote(event, [data.destination]) }),
            ),
            clauseTrace("FreeFormOutsideWindow", [
              fieldCondition({ en: "the format is freeForm", vi: "format là freeForm" }, data.format === "freeForm", data.format),
              stateCondition(
                {
                  en: "it occurs outside the Customer Support Window of its user",
                  vi: "phát sinh ngoài Cửa sổ Hỗ trợ Khách hàng của user đó",
                },
                !customerSupportWindow.covers(data.user, event.at),
                "CustomerSupportWindow",
                customerSupportWindow.span(data.user, event.at),
              ),
            ]),
            clauseTrace("Undelivered", [
              fieldCondition(
                { en: "the status is other than delivered", vi: "status không phải là delivered" },
                data.status !== "delivered",
                data.status,
              ),
            ]),
          ];
        }
      }
      return [];
    },
    settle() {
      const measures = {
        MonthlyActiveUsers: monthlyActiveUsers.total(),
      };
      const draft = new SettlementDraft(setup);
      draft.tally(templateMessage);
      draft.package(rules.MonthlyActiveUserFee, setup.prices.MonthlyActiveUserFee, measures.MonthlyActiveUsers);
      return draft.settled(measures);
    },
    save() {
      return {
        CustomerSupportWindow: customerSupportWindow.save(setup.period.end),
      };
    },
    restore(state: ServiceState) {
      customerSupportWindow.restore(state.CustomerSupportWindow);
    },
  };
}

/**
 * WhatsApp
 *
 * Business messages to WhatsApp users.
 */
export const whatsApp: ServiceModule<Prices, Terms> = {
  apiVersion: 1,
  service: "WhatsApp",
  title: { en: "WhatsApp", vi: "WhatsApp" },
  clauses,
  events,
  products: [],
  defaultTerms,
  bind,
  create,
};

/** Rates usage of this service alone: prices, terms and events are typed by the contract. */
export function rate(
  options: Omit<ServiceTerms<Prices, Terms>, "terms"> & { readonly terms?: Record<string, never> },
  usage: Iterable<UsageEvent>,
): Bill {
  return rateService(
    whatsApp,
    {
      ...options,
      prices: agreePrices("WhatsApp", options.prices),
      terms: agreeTerms("WhatsApp", termRules, defaultTerms, options.terms),
    },
    usage,
  );
}

/** Rates usage of this service alone as it happens: each event is answered at once, each month gives its bill. */
export function rateOnline(
  options: Omit<ServiceTerms<Prices, Terms>, "terms"> & { readonly terms?: Record<string, never> } & OnlineOptions,
): OnlineService<UsageEvent> {
  return onlineService(whatsApp, {
    ...options,
    prices: agreePrices("WhatsApp", options.prices),
    terms: agreeTerms("WhatsApp", termRules, defaultTerms, options.terms),
  });
}

export default whatsApp;
