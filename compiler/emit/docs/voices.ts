/** A service in several languages at once. */
import type { Service, Text } from "../../ir/model.ts";
import type { Book, Labels } from "./phrases/book.ts";
import { BOOKS } from "./phrases/books.ts";
import { Speaker } from "./phrases/speak.ts";

/** The same service spoken in every language of a document. */
export class Voices {
  readonly #speakers: readonly Speaker[];

  constructor(
    readonly service: Service,
    readonly books: readonly Book[] = BOOKS,
  ) {
    this.#speakers = books.map((book) => new Speaker(service, book));
  }

  say(phrase: (speaker: Speaker) => string): Text {
    return Object.fromEntries(this.#speakers.map((speaker) => [speaker.book.language, phrase(speaker)]));
  }

  label(name: keyof Labels): Text {
    return this.say((speaker) => speaker.book.labels[name]);
  }

  /** A hand-written text; a language that it lacks shows what there is. */
  written(text: Text): Text {
    return this.say((speaker) => speaker.text(text) ?? "");
  }
}
