/** Formatting of generated code. Prettier is loaded only here. */

/** TypeScript as people expect to read it. */
export async function formatSource(text: string): Promise<string> {
  const [{ format }, typescript, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/typescript"),
    import("prettier/plugins/estree"),
  ]);
  return format(text, { parser: "typescript", plugins: [typescript.default, estree.default], printWidth: 130 });
}
