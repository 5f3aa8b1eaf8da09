/** Rating as usage happens with one generated module, as a library: prices and terms typed by the module, events as objects. */
import { isObject } from "../attributes.ts";
import type { CloudEvent } from "../cloud-event.ts";
import { eventCatalog } from "../envelope.ts";
import type { ServiceModule } from "../module.ts";
import { type ServiceTerms, soleService } from "../service.ts";
import type { Decision } from "./decision.ts";
import { type ClosedAgreement, type OnlineOptions, OnlineRating } from "./online-rating.ts";

/** One service under one agreement; see OnlineRating. */
export class OnlineService<Event extends CloudEvent = CloudEvent> {
  readonly rating: OnlineRating;
  readonly #agreement: string;

  constructor(rating: OnlineRating, agreement: string) {
    this.rating = rating;
    this.#agreement = agreement;
  }

  /** Takes an event, and answers what becomes of it. One without a subject is the agreement's. */
  push(event: Event): Decision {
    return this.rating.push(isObject(event) ? { subject: this.#agreement, ...event } : event);
  }

  /** The bill of a month, the next one to be closed. */
  close(period: string): ClosedAgreement {
    return this.rating.close(period)[0]!;
  }
}

/** Rates one service as its usage happens, from a month on. Throws an AgreementError when the terms contradict themselves. */
export function onlineService<Prices, Terms, Event extends CloudEvent>(
  module: ServiceModule<Prices, Terms>,
  options: ServiceTerms<Prices, Terms> & OnlineOptions,
): OnlineService<Event> {
  const { contract, service } = soleService(module, options);
  const { openingState, ...request } = options;
  const rating = new OnlineRating({
    ...request,
    contracts: [{ contract, services: [service], catalog: eventCatalog([module]) }],
    ...(openingState === undefined ? {} : { openingStates: new Map([[contract.name, openingState]]) }),
  });
  return new OnlineService(rating, contract.name);
}
