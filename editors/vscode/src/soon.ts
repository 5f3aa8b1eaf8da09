/** Milliseconds without a change after which what is shown is made anew. */
const QUIET = 250;

/** Runs `act` when it has not been asked for again for a moment. */
export class Soon {
  readonly #act: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  ask(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#act, QUIET);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
