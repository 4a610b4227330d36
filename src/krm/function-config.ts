import { isOfGroup, readSettings, SETTINGS, type SettingName, type Settings } from '../compiler/index.ts';
import { didYouMean } from '../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';

export interface Config {
  readonly settings: Settings;
  readonly stockPools: boolean;
  /** Functions, InfraRules and Indexes that stand in the functionConfig: a generator is given nothing else. */
  readonly items: readonly Json[];
  /** One sentence for each thing that cannot be used. */
  readonly problems: readonly string[];
}

const STOCK_POOLS = 'stockPools';

/**
 * The settings of a run: `data` of a ConfigMap, or `spec` of any other object, over those that were `given` otherwise. A
 * setting goes by its name or by that of its flag. `items` of the object are compiled too, and so is it itself where it
 * is a Function.
 */
export function readConfig(
  functionConfig: Json | undefined,
  given: { readonly [name in SettingName]?: string | undefined },
  stockPools: boolean,
): Config {
  const names = new Map<string, SettingName>(
    (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => [
      [name, name],
      [SETTINGS[name].flag, name],
    ]),
  );
  const problems: string[] = [];
  const texts: { [name in SettingName]?: string | undefined } = { ...given };
  let stock = stockPools;
  for (const [key, value] of Object.entries(fieldsOf(functionConfig))) {
    const name = names.get(key);
    if (name !== undefined && LISTS.has(name) && isListOfTexts(value)) texts[name] = value.join(',');
    else if (isObject(value) || isArray(value) || value === null) problems.push(`${key} is no plain value`);
    else if (name !== undefined) texts[name] = String(value);
    else if (key === STOCK_POOLS || key === 'stock-pools') stock = String(value) === 'true';
    else {
      const meant = didYouMean(key, [...names.keys(), STOCK_POOLS]);
      problems.push(
        `there is no setting ${JSON.stringify(key)}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      );
    }
  }
  const read = readSettings(texts);
  return {
    settings: read.settings,
    stockPools: stock,
    items: itemsOf(functionConfig),
    problems: [...problems, ...read.problems],
  };
}

/** The settings that are lists; in the text of a flag they have commas between. */
const LISTS: ReadonlySet<SettingName> = new Set(['propagateLabels', 'propagateAnnotations']);

function isListOfTexts(value: Json): value is readonly string[] {
  return isArray(value) && value.every((item) => typeof item === 'string');
}

function itemsOf(config: Json | undefined): readonly Json[] {
  if (!isObject(config)) return [];
  if (isFunction(config)) return [config];
  return isArray(config.items) ? config.items : [];
}

function isFunction({ apiVersion, kind }: JsonObject): boolean {
  return kind === 'Function' && isOfGroup(apiVersion);
}

function fieldsOf(config: Json | undefined): JsonObject {
  if (!isObject(config) || isFunction(config)) return {};
  const fields = config.kind === 'ConfigMap' ? config.data : config.spec;
  return isObject(fields) ? fields : {};
}
