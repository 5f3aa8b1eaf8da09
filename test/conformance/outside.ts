/** Peer cases that are outside the model, each with the reason. */
export const outside: Readonly<Record<string, string>> = {
  "lago-percentage-01":
    "Two allowances of one price, of events and of an amount, whichever ends first: a price here has one scale.",
  "lago-prorated-unique-05":
    "A key that comes and goes within a day starts a step of time each time; local days are not a unit that is counted.",
  "lago-wallet-01": "An agreement has one balance, for all of its services; taxes are not modelled.",
  "lago-wallet-priority-01": "An agreement has one balance.",
  "lago-credit-note-02": "Taxes and credit notes belong to invoicing, which comes after the bill.",
  "lago-anniversary-31-01": "Every period is a calendar month.",
  "cgr-timeofday-connect-01":
    "Prices depend on days, not on the time of the day, and a call has the price of the instant of its record.",
  "cgr-group-rates-01": "Tiers count the units of a month, not the seconds of a call.",
  "cgr-prepaid-short-02":
    "Usage is rated after it has happened: nothing is refused, and what the credit does not cover is outstanding.",
  "cgr-max-session-01": "Usage is rated after it has happened; how long a call may last is asked before it.",
  "kb-blocks-top-01": "A tier has a price per unit; blocks have one size and one price.",
  "kb-capacity-01": "The tier of a charge is reached by one number, not by the highest of several.",
  "kb-30day-period-01": "Every period is a calendar month.",
  "fp-commitment-window-02": "Prices and commitments depend on days and months, not on the time of the day.",
  "fp-bucketed-max-01": "A peak is that of the month; peaks of hours are not added up.",
  "mt-proration-02": "Every period is a calendar month; there are no yearly prices.",
};
