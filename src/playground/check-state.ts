/** A state from outside: a link, a draft, the page. Its shape and its size are looked at before anything else is. */
import type { SettingName } from '../compiler/index.ts';
import type { Form, State, TextDocument } from './state.ts';

/** More tabs nobody finds his way in. */
export const MOST_DOCUMENTS = 16;
/** Characters of all documents together. */
export const MOST_CHARACTERS = 2_000_000;
/** What is said of more. */
export const TOO_MUCH = `It holds more than ${MOST_CHARACTERS} characters.`;
const MOST_IN_A_FIELD = 2_000;

/** By name, so that a page that reads a link need not hold the compiler. */
export const SETTING_NAMES = [
  'gatewayBaseUrl',
  'metricsServer',
  'gatewaySecretName',
  'gatewaySecretKey',
  'maxReplicasCeiling',
  'metricsJob',
  'ignoreWarnings',
  'kubernetesVersion',
  'namespace',
  'gatewayPods',
  'propagateLabels',
  'propagateAnnotations',
] as const satisfies readonly SettingName[];

/** A file that may be written anywhere, and that is none that layerc or a shell reads by itself. */
const FILE_NAME = /^[a-z0-9][a-z0-9_-]{0,59}\.ya?ml$/;
const OURS = /^(?:layerc|kustomization)\./;
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** The state without anything else that was in it, or why it is none. Half characters become what files can hold. */
export function checkState(value: unknown): State | string {
  if (!isRecord(value)) return 'It is no state of the playground.';
  const { documents, shown, form } = value;
  const texts = documentsOf(documents);
  if (typeof texts === 'string') return texts;
  const checked = formOf(form);
  if (typeof checked === 'string') return checked;
  const first = (texts[0] as TextDocument).name;
  return { documents: texts, shown: texts.find(({ name }) => name === shown)?.name ?? first, form: checked };
}

function documentsOf(value: unknown): readonly TextDocument[] | string {
  if (!Array.isArray(value) || value.length === 0) return 'It holds no document.';
  if (value.length > MOST_DOCUMENTS) return `It holds more than ${MOST_DOCUMENTS} documents.`;
  const found = new Map<string, string>();
  let characters = 0;
  for (const one of value) {
    if (!isRecord(one) || typeof one.name !== 'string' || typeof one.text !== 'string')
      return 'A document of it has no name or no text.';
    const wrong = wrongName(one.name);
    if (wrong !== undefined) return wrong;
    if (found.has(one.name)) return `Two of its documents are named ${one.name}.`;
    characters += one.text.length;
    if (characters > MOST_CHARACTERS) return TOO_MUCH;
    found.set(one.name, one.text.toWellFormed());
  }
  return [...found].map(([name, text]) => ({ name, text }));
}

/** Why a document may not have that name; nothing where it may. */
export function wrongName(name: string): string | undefined {
  if (!FILE_NAME.test(name))
    return 'A document is named as a file: at most 60 of a-z, 0-9, - and _, then .yaml or .yml.';
  return OURS.test(name)
    ? `${name} is a file that means something to layerc; choose another name.`
    : undefined;
}

function formOf(value: unknown): Form | string {
  if (!isRecord(value) || !isRecord(value.settings)) return 'It has no settings.';
  const { stockPools, warningsAsErrors, settings } = value;
  if (typeof stockPools !== 'boolean' || !isField(warningsAsErrors)) return WRONG_FIELD;
  const texts: { [name in SettingName]?: string } = {};
  for (const [name, text] of Object.entries(settings)) {
    const known = SETTING_NAMES.find((one) => one === name);
    if (known === undefined) return 'It has a setting that is not known here.';
    if (!isField(text)) return WRONG_FIELD;
    if (text !== '') texts[known] = text;
  }
  return { settings: texts, stockPools, warningsAsErrors };
}

const WRONG_FIELD = 'A setting of it is no text of one line.';

function isField(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MOST_IN_A_FIELD &&
    value.isWellFormed() &&
    !CONTROL.test(value)
  );
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
