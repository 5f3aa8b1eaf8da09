/** Rates usage of one service in the intermediate representation, through emission, loading and the engine. */

import { emitService } from "../../compiler/emit/typescript/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { type AnyServiceModule, type CloudEvent, rateServiceFully, type ServiceTerms } from "../../runtime/index.ts";
import { loadModule } from "./load-module.ts";

const loaded = new WeakMap<Service, AnyServiceModule>();

/** The module of a service, emitted and loaded once. */
export function moduleOf(service: Service): AnyServiceModule {
  const module = loaded.get(service) ?? loadModule(emitService(service), service.name);
  loaded.set(service, module);
  return module;
}

let ids = 0;

/** A usage record of an event of the service; local times are those of Viet Nam. */
export function used(service: Service, event: string, time: string, data: object, id = `e${++ids}`): CloudEvent {
  const type = service.events.find(({ name }) => name === event)?.type;
  if (type === undefined) throw new Error(`${service.name} has no event ${event}.`);
  return { specversion: "1.0", id, source: "test", type, time: `${time}+07:00`, data };
}

type Options = Partial<ServiceTerms<unknown, unknown>>;

export function rateMonth(service: Service, period: string, events: readonly CloudEvent[], options: Options = {}) {
  const agreement = { agreement: "Test", currency: "EUR", timeZone: "Asia/Ho_Chi_Minh", prices: {}, period };
  return rateServiceFully(moduleOf(service), { ...agreement, ...options }, events);
}

/** Lines in short: clause, kind, dimensions, quantity × price = amount. */
export function short(result: ReturnType<typeof rateMonth>): string[] {
  return result.bill.lines.map(({ clause, kind, dimensions, quantity, unitPrice, proration, amount }) => {
    const by = Object.values(dimensions).join("/");
    const part = proration === undefined ? "" : ` × ${proration}`;
    return `${clause.split(".")[1]} ${kind}${by && ` ${by}`}: ${quantity} × ${unitPrice}${part} = ${amount}`;
  });
}

export const flat = (amount: string) => ({ kind: "flat", amount }) as const;
