/** The module of a service as TypeScript: structures of ts-morph, and the text that it prints for them. Importing it loads ts-morph. */
import { Project, type StatementStructures, StructureKind, VariableDeclarationKind } from "ts-morph";
import type { Service } from "../../ir/model.ts";
import { Contract } from "./contract.ts";
import { serviceFile } from "./module.ts";
import type { File, Statement } from "./statement.ts";

export interface EmitOptions {
  /** What the module imports as the runtime; "sdl-lang/runtime" unless said otherwise. */
  readonly runtime?: string;
}

/** The TypeScript module of a service: readable, typed, not yet formatted. The same contract always gives the same text. */
export function emitService(service: Service, { runtime }: EmitOptions = {}): string {
  return printFile(serviceFile(new Contract(service, { typed: true }), runtime));
}

function structureOf(statement: Statement): StatementStructures {
  const { name } = statement;
  switch (statement.kind) {
    case "constant": {
      const { type, code, exported } = statement;
      return {
        kind: StructureKind.VariableStatement,
        declarationKind: VariableDeclarationKind.Const,
        isExported: exported,
        declarations: [{ name, initializer: code, ...(type === undefined ? {} : { type }) }],
        ...trivia(statement),
      };
    }
    case "type":
      return { kind: StructureKind.TypeAlias, isExported: true, name, type: statement.type, ...trivia(statement) };
    case "interface":
      return {
        kind: StructureKind.Interface,
        isExported: true,
        name,
        properties: statement.properties.map((property) => ({
          name: property.name,
          type: property.type,
          isReadonly: true,
          hasQuestionToken: property.optional === true,
          ...trivia(property),
        })),
        ...trivia(statement),
      };
    case "function":
      return {
        kind: StructureKind.Function,
        isExported: true,
        name,
        parameters: statement.parameters.map((parameter) => ({ ...parameter })),
        returnType: statement.returns,
        statements: [...statement.body],
        ...trivia(statement),
      };
  }
}

function trivia({ doc }: { readonly doc?: string }): { leadingTrivia?: string } {
  return doc === undefined ? {} : { leadingTrivia: `\n${doc}\n` };
}

let project: Project | undefined;

/** The text of a file. */
function printFile({ header, imports, statements, byDefault }: File): string {
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
        ...statements.map(structureOf),
        { kind: StructureKind.ExportAssignment, isExportEquals: false, expression: byDefault },
      ],
    },
    { overwrite: true },
  );
  const text = file.getFullText();
  project.removeSourceFile(file);
  return text;
}
