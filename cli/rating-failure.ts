/** What stops a rating, for the user. */
import { AgreementError, InputError, StateFileError } from "../runtime/index.ts";
import { Failure } from "./failure.ts";

/** What rating throws, as a Failure; undefined when it is a defect. */
export function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  const isUsers = error instanceof AgreementError || error instanceof StateFileError || error instanceof InputError;
  return isUsers ? new Failure(error.message) : undefined;
}
