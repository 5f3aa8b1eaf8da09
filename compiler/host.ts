/** The outside world as the compiler sees it. Paths are relative to the workspace root, with forward slashes. */
export interface Host {
  /** The text of a file, or why it cannot be had. */
  readFile(path: string): FileText;
  /** All `.sdl` files below a folder, or the file itself when the path names one; in code-unit order. */
  listFiles(path: string): readonly string[];
}

export type FileText =
  | { readonly text: string }
  /** `missing`: no such file; `outside`: not inside the workspace; `unreadable`: everything else, with its reason. */
  | { readonly error: "missing" | "outside" | "unreadable"; readonly reason?: string };

/** The same files, each read once. */
export function readingOnce(host: Host): Host {
  const known = new Map<string, FileText>();
  return {
    listFiles: (path) => host.listFiles(path),
    readFile: (path) => {
      const file = known.get(path) ?? host.readFile(path);
      known.set(path, file);
      return file;
    },
  };
}

/** A host over files in memory: for tests, the editor and the browser. */
export function memoryHost(files: Readonly<Record<string, string>>): Host {
  return {
    readFile: (path) => {
      if (path.startsWith("../") || path.startsWith("/")) return { error: "outside" };
      return Object.hasOwn(files, path) ? { text: files[path]! } : { error: "missing" };
    },
    listFiles: (path) => {
      if (Object.hasOwn(files, path)) return [path];
      const prefix = path === "." || path === "" ? "" : `${path.replace(/\/$/, "")}/`;
      return Object.keys(files)
        .filter((f) => f.startsWith(prefix) && f.endsWith(".sdl"))
        .sort();
    },
  };
}
