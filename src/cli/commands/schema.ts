import functionSchema from '../../../schemas/function.schema.json' with { type: 'json' };
import indexSchema from '../../../schemas/index.schema.json' with { type: 'json' };
import infraRulesSchema from '../../../schemas/infra-rules.schema.json' with { type: 'json' };
import projectSchema from '../../../schemas/project.schema.json' with { type: 'json' };

const SCHEMAS = {
  function: functionSchema,
  infrarules: infraRulesSchema,
  index: indexSchema,
  project: projectSchema,
};

export type SchemaName = keyof typeof SCHEMAS;

/** `layerc schema`: the JSON Schema of a kind or of layerc.yaml, as text. */
export function printSchema(name: SchemaName): string {
  return `${JSON.stringify(SCHEMAS[name], null, 2)}\n`;
}
