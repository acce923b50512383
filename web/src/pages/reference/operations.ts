// The OpenAPI document as a list to read: operations by subject, and what they take and answer.
// Only what the page shows is looked at; the document is ours, made from the code.

/** A schema as OpenAPI 3.1 writes it, the parts that are shown. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
}

interface OperationObject {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
  security?: Record<string, string[]>[];
}

export interface OpenApi {
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, Schema> };
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  open: boolean;
  parameters: Parameter[];
  body: Schema | undefined;
  answers: { status: string; description: string; schema: Schema | undefined }[];
}

export interface Subject {
  name: string;
  description: string;
  operations: Operation[];
}

export interface FieldRow {
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** What the field holds, when that has fields of its own. */
  inner: Schema | undefined;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The operations by subject, in the document's order; those that contain every word of `search`. */
export function subjects(document: OpenApi, search = ""): Subject[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const found = item[method];
      return found
        ? [{ tag: found.tags?.[0] ?? "", operation: operation(method, path, found) }]
        : [];
    }),
  );
  const fits = ({ method, path, summary, id }: Operation) => {
    const text = `${method} ${path} ${summary} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return (document.tags ?? [])
    .map(({ name, description = "" }) => ({
      name,
      description,
      operations: all
        .filter(({ tag, operation }) => tag === name && fits(operation))
        .map((o) => o.operation),
    }))
    .filter(({ operations }) => operations.length > 0);
}

function operation(method: string, path: string, found: OperationObject): Operation {
  const schemaOf = ({ content }: Content) => Object.values(content ?? {})[0]?.schema;
  return {
    id: found.operationId,
    method: method.toUpperCase(),
    path,
    summary: found.summary ?? found.operationId,
    description: found.description ?? "",
    open: !found.security?.length,
    parameters: found.parameters ?? [],
    body: found.requestBody && schemaOf(found.requestBody),
    // Problems all look alike; the page says so once.
    answers: Object.entries(found.responses)
      .filter(([status]) => status !== "default")
      .map(([status, answer]) => ({
        status,
        description: answer.description ?? "",
        schema: status.startsWith("2") ? schemaOf(answer) : undefined,
      })),
  };
}

/** What a reference leads to, and its name. */
export function resolve(document: OpenApi, schema: Schema): { name: string; schema: Schema } {
  const name = schema.$ref?.split("/").at(-1);
  const target = name ? document.components.schemas[name] : undefined;
  return name && target ? { name, schema: target } : { name: "", schema };
}

/** A type in words: `string (date-time)`, `list of MachineView`, `"on" | "off"`. */
export function typeName(document: OpenApi, schema: Schema): string {
  const { name, schema: target } = resolve(document, schema);
  if (target.enum) return target.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (target.const !== undefined) return JSON.stringify(target.const);
  if (name) return name;
  const choices = target.oneOf ?? target.anyOf;
  if (choices) return [...new Set(choices.map((choice) => typeName(document, choice)))].join(" | ");
  if (target.allOf?.[0]) return typeName(document, target.allOf[0]);
  const types = [target.type ?? "any"].flat().map((type) => {
    if (type === "array" && target.items) return `list of ${typeName(document, target.items)}`;
    return target.format ? `${type} (${target.format})` : type;
  });
  return types.join(" | ") + limits(target);
}

function limits(schema: Schema): string {
  const range = (least: number | undefined, most: number | undefined, unit: string) =>
    least === undefined && most === undefined ? "" : `, ${least ?? 0} to ${most ?? "any"}${unit}`;
  return (
    range(schema.minLength, schema.maxLength, " characters") +
    range(schema.minimum, schema.maximum, "") +
    range(undefined, schema.maxItems, " items")
  );
}

/** The fields of an object, or of what a list holds; empty for what has none. */
export function fields(document: OpenApi, schema: Schema): FieldRow[] {
  const target = holder(document, schema);
  return Object.entries(target.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeName(document, field),
    required: target.required?.includes(name) ?? false,
    description: field.description ?? resolve(document, field).schema.description ?? "",
    inner: holder(document, field).properties ? field : undefined,
  }));
}

/** The object behind references, lists and "or null". */
function holder(document: OpenApi, schema: Schema): Schema {
  const { schema: target } = resolve(document, schema);
  if (target.properties) return target;
  const next = target.items ?? target.allOf?.[0] ?? alone(target.oneOf ?? target.anyOf);
  return next ? holder(document, next) : target;
}

function alone(choices: Schema[] | undefined): Schema | undefined {
  const real = choices?.filter(({ type }) => type !== "null") ?? [];
  return real.length === 1 ? real[0] : undefined;
}
