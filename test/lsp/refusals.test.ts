/** An editor that says that it can do something and then refuses it does not end the server. */
import { expect, test } from "vitest";
import { startEditor } from "../kit/lsp.ts";

test("requests of the server may be refused", async () => {
  const editor = await startEditor(
    { "a.sdl": "sdl 1\nservice A in Channels {\n" },
    {
      refuses: true,
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
      },
    },
  );
  await editor.open("a.sdl");
  const asked = () => editor.requests.map(({ method }) => method);
  await expect.poll(asked).toContain("client/registerCapability");
  await expect.poll(asked).toContain("workspace/diagnostic/refresh");
  expect((await editor.diagnostics("a.sdl")).map(({ code }) => code)).toContain("SDL1001");
  await editor.stop();
});
