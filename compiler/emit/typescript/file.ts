/** The file itself: structures of ts-morph, and the text that it prints for them. */
import { Project, type StatementStructures, StructureKind, VariableDeclarationKind } from "ts-morph";

/** A constant of the file. */
export function constant(
  name: string,
  code: string,
  options: { readonly type?: string; readonly doc?: string; readonly exported?: boolean },
): StatementStructures {
  const { type, doc, exported = false } = options;
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: exported,
    declarations: [{ name, initializer: code, ...(type === undefined ? {} : { type }) }],
    ...trivia(doc),
  };
}

export function typeAlias(name: string, type: string, doc?: string): StatementStructures {
  return { kind: StructureKind.TypeAlias, isExported: true, name, type, ...trivia(doc) };
}

export interface PropertyOf {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly doc?: string;
}

export function interfaceOf(name: string, properties: readonly PropertyOf[], doc: string): StatementStructures {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    properties: properties.map((property) => ({
      name: property.name,
      type: property.type,
      isReadonly: true,
      hasQuestionToken: property.optional === true,
      ...trivia(property.doc),
    })),
    ...trivia(doc),
  };
}

export interface FunctionOf {
  readonly doc: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
  readonly body: readonly string[];
}

export function func(name: string, { doc, parameters, returns, body }: FunctionOf): StatementStructures {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name,
    parameters: parameters.map((parameter) => ({ ...parameter })),
    returnType: returns,
    statements: [...body],
    ...trivia(doc),
  };
}

function trivia(doc: string | undefined): { leadingTrivia?: string } {
  return doc === undefined ? {} : { leadingTrivia: `\n${doc}\n` };
}

export interface Import {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly typeOnly: boolean }[];
}

let project: Project | undefined;

/** The text of a file with a header, imports and statements. */
export function printFile(
  header: string,
  imports: readonly Import[],
  statements: readonly StatementStructures[],
  byDefault: string,
): string {
  project ??= new Project({ useInMemoryFileSystem: true });
  const file = project.createSourceFile(
    "module.ts",
    {
      leadingTrivia: `${header}\n`,
      statements: [
        ...imports.map(({ from, names }) => ({
          kind: StructureKind.ImportDeclaration as const,
          moduleSpecifier: from,
          namedImports: names.map(({ name, typeOnly }) => ({ name, isTypeOnly: typeOnly })),
        })),
        ...statements,
        { kind: StructureKind.ExportAssignment, isExportEquals: false, expression: byDefault },
      ],
    },
    { overwrite: true },
  );
  const text = file.getFullText();
  project.removeSourceFile(file);
  return text;
}
