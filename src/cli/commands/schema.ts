import functionSchema from '../../../schemas/function.schema.json' with { type: 'json' };
import functionTestSchema from '../../../schemas/function-test.schema.json' with { type: 'json' };
import indexSchema from '../../../schemas/index.schema.json' with { type: 'json' };
import infraRulesSchema from '../../../schemas/infra-rules.schema.json' with { type: 'json' };
import manifestTestSchema from '../../../schemas/manifest-test.schema.json' with { type: 'json' };
import projectSchema from '../../../schemas/project.schema.json' with { type: 'json' };
import { editorSchema } from '../../editor/editor-schema.ts';
import { isObject, type JsonObject } from '../../json/json.ts';

export type SchemaName = 'function' | 'infrarules' | 'index' | 'project' | 'function-test' | 'manifest-test';

const SCHEMAS: { readonly [name in SchemaName]: object } = {
  function: functionSchema,
  infrarules: infraRulesSchema,
  index: indexSchema,
  project: projectSchema,
  'function-test': functionTestSchema,
  'manifest-test': manifestTestSchema,
};

/** `layerc schema`: the JSON Schema of a kind, of layerc.yaml or of a case of layerc test, as text. */
export function printSchema(name: SchemaName): string {
  const { definitions, ...schema } = editorSchema(SCHEMAS[name] as JsonObject);
  const text = JSON.stringify(schema, null, 2);
  if (!isObject(definitions)) return `${text}\n`;
  // A line for each type of Kubernetes: in full they would be ten thousand lines that nobody reads.
  const lines = Object.entries(definitions).map(([type, one]) => `    "${type}": ${JSON.stringify(one)}`);
  return `${text.slice(0, -2)},\n  "definitions": {\n${lines.join(',\n')}\n  }\n}\n`;
}
