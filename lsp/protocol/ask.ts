/** Requests to the editor whose answers change nothing: to tell of changes, to look at something again. An editor may refuse them. */
export function unanswered(request: Promise<unknown>): void {
  request.catch(() => {});
}
