/** The form of settings: its rows, and what a filled one means. */
import {
  KUBERNETES_VERSIONS,
  readSettings,
  SETTINGS,
  type SettingName,
  type SettingRow,
} from '../compiler/index.ts';
import type { Terms } from '../editor/workspace.ts';
import { readWarningCodes, WARNING_CODES } from '../input/warning-codes.ts';
import type { Analysis, FormField } from './protocol.ts';
import type { Form } from './state.ts';

/** In the order of the command line's flags, the two switches of `layerc.yaml` at the end. */
export function formFields(): FormField[] {
  const rows = Object.entries(SETTINGS) as [SettingName, SettingRow][];
  return [
    ...(rows.map(([name, { flag, description, value, range }]) => ({
      ...{ name, label: label(name), help: description, flag: `--${flag}`, value },
      kind: range !== undefined ? 'number' : name === 'kubernetesVersion' ? 'choice' : 'text',
      choices: CHOICES[name] ?? [],
    })) as FormField[]),
    {
      name: 'warningsAsErrors',
      label: label('warningsAsErrors'),
      help: 'codes of warnings that are errors, with commas between',
      flag: '--warnings-as-errors',
      kind: 'text',
      value: '',
      choices: WARNING_CODES,
    },
    {
      name: 'stockPools',
      label: label('stockPools'),
      help: "use the pools of hev's chart when no InfraRules is given",
      flag: '--stock-pools',
      kind: 'switch',
      value: '',
      choices: [],
    },
  ];
}

const CHOICES: { readonly [name in SettingName]?: readonly string[] } = {
  kubernetesVersion: KUBERNETES_VERSIONS,
  ignoreWarnings: WARNING_CODES,
};

/** `gatewayBaseUrl` as `Gateway base URL`. */
function label(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\burl\b/, 'URL');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What was filled in, and what of it cannot be used: in the words of the command line. */
export function readForm({ settings: texts, stockPools, warningsAsErrors }: Form): {
  readonly terms: Terms;
  readonly bad: Analysis['badSettings'];
} {
  // It asks for the name of a setting once for each sentence.
  const blamed: SettingName[] = [];
  const { settings, problems } = readSettings(texts, (name) => {
    blamed.push(name);
    return `--${SETTINGS[name].flag}`;
  });
  const { codes, problem } = readWarningCodes(warningsAsErrors);
  const bad = problems.map((sentence, at) => ({ field: blamed[at] as FormField['name'], sentence }));
  if (problem !== undefined) bad.push({ field: 'warningsAsErrors', sentence: problem });
  return { terms: { settings, stockPools, warningsAsErrors: codes }, bad };
}

/** Who gave a setting its value, as `layerc explain` says it. */
export function giverOf({ settings }: Form): (name: SettingName) => string {
  return (name) => (settings[name] ? `--${SETTINGS[name].flag}` : 'default');
}
