/** set → KeySet */
import type { SetState } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import { keyCode, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import type { Rating } from "./rating.ts";
import { tests } from "./states.ts";

export function emitSet(contract: Contract, rating: Rating, set: SetState): void {
  const value = contract.value(set);
  rating.declare(
    "states",
    `const ${value} = new ${contract.use("KeySet")}(setup.journal);`,
    describe(contract, { kind: "set", element: set }),
  );
  for (const { event, test } of tests(contract, set.removed, () => set.of)) {
    rating.on("release", event, when(test, `${value}.remove(${keyCode(contract, event, set.of)}, event.at);`));
  }
  for (const { event, test } of tests(contract, set.added, () => set.of)) {
    rating.on("observe", event, when(test, `${value}.add(${keyCode(contract, event, set.of)}, event.at);`));
  }
  rating.carry(set.name, value, false);
}
