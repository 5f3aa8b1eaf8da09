/** Addresses of files: the compiler's paths are relative to the root of a workspace, with forward slashes. */

const decoded = (uri: string): string => {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
};

/** Without a slash at its end. */
const folder = (uri: string): string => decoded(uri).replace(/\/+$/, "");

/** The path of a file below a root; undefined when it is not below it. */
export function pathBelow(root: string, uri: string): string | undefined {
  const file = decoded(uri);
  const start = `${folder(root)}/`;
  return file.startsWith(start) ? file.slice(start.length) : undefined;
}

/** The address of a path below a root. */
export const uriOf = (root: string, path: string): string =>
  `${root.replace(/\/+$/, "")}/${path.split("/").map(encodeURIComponent).join("/")}`;

/** The folder of a file. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/"));
