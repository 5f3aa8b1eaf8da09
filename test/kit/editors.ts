/** Real editors in tests: a folder of contracts, the bundled `sdl` on the path, and the configuration that the documentation gives. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { formatText } from "../../grammar/format/index.ts";
import { repository } from "./cli.ts";

/** Whether a command succeeds. Where it does not, what was left out is said, so that nobody takes a check for passed that did not run. */
export function installed(name: string, command: string): boolean {
  try {
    execFileSync("sh", ["-c", command], { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write(`Left out, since it is not installed: ${name}.\n`);
    return false;
  }
}

/** The package that others install, made for these tests: `sdl` stands in the folder that is given back. */
export function bundledCommand(): { readonly folder: string; remove(): void } {
  mkdirSync(join(repository, "out"), { recursive: true });
  // below the repository, so that the packages that stay outside the bundle are found
  const folder = mkdtempSync(join(repository, "out", "bundle-"));
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  run(process.execPath, "--import", "tsx", "cli/bundle.ts", folder);
  run("ln", "-s", "sdl.mjs", join(folder, "sdl"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The n-th example in a language below a heading of `docs/editors.md`: what people copy is what is tried. */
export function configuration(heading: string, language: string): string {
  const page = readFileSync(join(repository, "docs", "editors.md"), "utf8");
  const section = page.split(/^## /m).find((each) => each.startsWith(heading));
  const block = section?.match(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m"))?.[1];
  if (block === undefined) throw new Error(`docs/editors.md has no ${language} below “${heading}”.`);
  return block;
}

const sound = (text: string): string => {
  const formatted = formatText(text);
  if (!("text" in formatted)) throw new Error("A contract of the tests is broken.");
  return formatted.text;
};

/** Two formatted files: one declares what the other uses. In the second, a window is misspelt. */
export const contracts: Readonly<Record<"contracts/common.sdl" | "contracts/chat.sdl", string>> = {
  "contracts/common.sdl": sound(`sdl 1
enumeration Status { title en "status" vi "trạng thái" delivered en "delivered" vi "đã gửi" failed en "failed" vi "thất bại" }
`),
  "contracts/chat.sdl": sound(`sdl 1
import "common.sdl"
service Chat in Channels {
  title en "Chat" vi "Trò chuyện"
  event Message { title en "message" vi "tin nhắn" user phone en "user" vi "người dùng" status Status en "status" vi "trạng thái" }
  event Answer { title en "answer" vi "trả lời" user phone en "user" vi "người dùng" }
  window Care { title en "Care" vi "Chăm sóc" 24 hours from the last Answer per user }
  charge Delivered { title en "delivered" vi "đã gửi" for each Message
    where status is delivered
    outside Care }
  free Rest { title en "rest" vi "còn lại" Message where status is failed }
  free Cared { title en "cared for" vi "được chăm sóc" Message where status is delivered inside Care }
}
`).replace("outside Care", "outside Car"),
};
