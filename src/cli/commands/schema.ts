import functionSchema from '../../../schemas/function.schema.json' with { type: 'json' };
import indexSchema from '../../../schemas/index.schema.json' with { type: 'json' };
import infraRulesSchema from '../../../schemas/infra-rules.schema.json' with { type: 'json' };
import projectSchema from '../../../schemas/project.schema.json' with { type: 'json' };
import { editorSchema } from '../../editor/editor-schema.ts';
import { isObject, type JsonObject } from '../../json/json.ts';

const SCHEMAS: { readonly [name in 'function' | 'infrarules' | 'index' | 'project']: object } = {
  function: functionSchema,
  infrarules: infraRulesSchema,
  index: indexSchema,
  project: projectSchema,
};

export type SchemaName = keyof typeof SCHEMAS;

/** `layerc schema`: the JSON Schema of a kind or of layerc.yaml, as text. */
export function printSchema(name: SchemaName): string {
  const { definitions, ...schema } = editorSchema(SCHEMAS[name] as JsonObject);
  const text = JSON.stringify(schema, null, 2);
  if (!isObject(definitions)) return `${text}\n`;
  // A line for each type of Kubernetes: in full they would be ten thousand lines that nobody reads.
  const lines = Object.entries(definitions).map(([type, one]) => `    "${type}": ${JSON.stringify(one)}`);
  return `${text.slice(0, -2)},\n  "definitions": {\n${lines.join(',\n')}\n  }\n}\n`;
}
