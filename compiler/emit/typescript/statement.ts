/** What the file of a module consists of, as plain data: `file.ts` prints it as TypeScript, `script.ts` as what of it can run. */

interface Constant {
  readonly kind: "constant";
  readonly name: string;
  readonly code: string;
  readonly type?: string;
  readonly doc?: string;
  readonly exported: boolean;
}

interface TypeAlias {
  readonly kind: "type";
  readonly name: string;
  readonly type: string;
  readonly doc?: string;
}

export interface PropertyOf {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly doc?: string;
}

interface Interface {
  readonly kind: "interface";
  readonly name: string;
  readonly properties: readonly PropertyOf[];
  readonly doc: string;
}

export interface FunctionOf {
  readonly doc: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly body: readonly string[];
}

interface Func extends FunctionOf {
  readonly kind: "function";
  readonly name: string;
}

export type Statement = Constant | TypeAlias | Interface | Func;

/** A constant of the file. */
export function constant(
  name: string,
  code: string,
  { exported = false, ...more }: { readonly type?: string; readonly doc?: string; readonly exported?: boolean },
): Statement {
  return { kind: "constant", name, code, exported, ...more };
}

export function typeAlias(name: string, type: string, doc?: string): Statement {
  return { kind: "type", name, type, ...(doc === undefined ? {} : { doc }) };
}

export function interfaceOf(name: string, properties: readonly PropertyOf[], doc: string): Statement {
  return { kind: "interface", name, properties, doc };
}

export function func(name: string, of: FunctionOf): Statement {
  return { kind: "function", name, ...of };
}

export interface Import {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly typeOnly: boolean }[];
}

/** The parts of a file. */
export interface File {
  readonly header: string;
  readonly imports: readonly Import[];
  readonly statements: readonly Statement[];
  /** The name of what the file exports by default. */
  readonly byDefault: string;
}
