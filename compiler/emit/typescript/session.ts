/** session → Sessions */
import type { Session } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import { every, filterCode, keyCode, presence, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { indent, type Rating } from "./rating.ts";
import { type Marks, tests } from "./states.ts";

export function emitSession(contract: Contract, rating: Rating, marks: Marks, session: Session): void {
  const value = contract.value(session);
  const ends = (
    [
      ["timeout", session.timeout],
      ["life", session.life],
    ] as const
  ).flatMap(([name, length]) => (length === undefined ? [] : [`${name}: ${contract.milliseconds(length)}`]));
  rating.declare(
    "states",
    `const ${value} = new ${contract.use("Sessions")}({ ${ends.join(", ")} }, setup.period.start, setup.journal);`,
    describe(contract, { kind: "session", element: session }),
  );

  // where no event closes it, none is ever marked
  const closed = session.closes.length === 0 ? undefined : marks.set(contract, rating, session, "Closed");
  for (const { event, test } of tests(contract, session.closes, () => session.per)) {
    const close = `${value}.close(${keyCode(contract, event, session.per)}, event.at)`;
    rating.on("release", event, closed === undefined ? when(test, `${close};`) : when(every([test, close]), closed));
  }

  rating.on("observe", session.opens.event, opening(contract, rating, marks, session));
  rating.carry(session.name, value, true);
}

/** Events of the opening kind: those that meet the condition open a session, all of them keep an open one alive. */
function opening(contract: Contract, rating: Rating, marks: Marks, session: Session): string {
  const value = contract.value(session);
  const { event } = session.opens;
  const key = keyCode(contract, event, session.per);
  const there = every(presence(contract, event, session.per));
  const test = filterCode(contract, [session.opens]);
  const opened = marks.set(contract, rating, session, "Opened");
  const active = marks.set(contract, rating, session, "Active");
  const open = `${value}.open(${key}, event.at)`;
  const alive = `${value}.keepAlive(${key}, event.at)`;
  const statements: string[] = [];
  if (test === undefined) statements.push(opened === undefined ? `${open};` : `if (${open}) ${opened}`);
  else
    statements.push(`if (${test}) {`, indent([opened === undefined ? `${open};` : `if (${open}) ${opened}`]), `} else ${alive};`);
  if (active !== undefined) statements.push(`if (${value}.covers(${key}, event.at)) ${active}`);
  if (there !== undefined) return `if (${there}) {\n${indent(statements)}\n}`;
  return statements.join("\n");
}
