/** window → Windows */
import type { Window } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import { filterCode, keyCode, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import type { Rating } from "./rating.ts";

export function emitWindow(contract: Contract, rating: Rating, window: Window): void {
  const value = contract.value(window);
  const { event } = window.opens;
  rating.declare(
    "states",
    `const ${value} = new ${contract.use("Windows")}(${contract.milliseconds(window.length)}, setup.journal);`,
    describe(contract, { kind: "window", element: window }),
  );
  rating.on(
    "observe",
    event,
    when(filterCode(contract, [window.opens], window.per), `${value}.open(${keyCode(contract, event, window.per)}, event.at);`),
  );
  rating.carry(window.name, value, true);
}
