/** What is wrong with a layerc.yaml. It may come from anybody who sends a change, so it may ask for little. */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CODES,
  type Code,
  type CodeRow,
  readSettings,
  SETTINGS,
  type SettingName,
  shapeFindings,
} from '../../compiler/index.ts';
import { isBelow } from '../../directory/source.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Project } from '../../schema/project.generated.ts';
import { validate } from '../../schema/validate.ts';
import type { SettingTexts } from '../input/settings.ts';

export interface ProjectFinding {
  readonly code: Code;
  readonly pointer: Pointer;
  readonly at?: 'key' | 'value';
  readonly message: string;
  readonly allowed?: string;
  readonly hint: string;
}

/** Values are looked at only once the shape is right. */
export function findings(value: Json, root: string): ProjectFinding[] {
  const shape = shapeFindings(validate('Project', value), value, 'Project');
  if (shape.length > 0) return shape;
  const project = value as Project;
  const { inputs = [], outDir, warningsAsErrors = [] } = project;
  return [
    ...inputs.flatMap((path, index) => leavesFolder(`/inputs/${index}`, `inputs[${index}]`, path, root)),
    ...(outDir === undefined ? [] : leavesFolder('/outDir', 'outDir', outDir, root)),
    ...warningsAsErrors.flatMap((code, index) => noWarning(code, index)),
    ...settingFindings(project),
  ];
}

/** The settings as the texts that their flags have. */
export function settingTextsOf({ settings = {} }: Project): SettingTexts {
  const texts: SettingTexts = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const value: unknown = settings[name];
    if (value !== undefined) texts[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return texts;
}

function settingFindings(project: Project): ProjectFinding[] {
  const { problems } = readSettings(settingTextsOf(project), (name) => `settings.${name}`);
  return problems.map((problem) => {
    const [, name = ''] = /^settings\.(\w+)/.exec(problem) ?? [];
    return {
      code: 'InvalidValue',
      pointer: `/settings/${name}`,
      message: `${problem}.`,
      hint: 'Write it as the flag of the same name takes it, or leave it out for the default.',
    };
  });
}

function noWarning(code: string, index: number): ProjectFinding[] {
  const rows: { readonly [code: string]: CodeRow } = CODES;
  if (Object.hasOwn(rows, code) && rows[code]?.severity === 'warning') return [];
  const warnings = Object.keys(rows).filter((one) => rows[one]?.severity === 'warning');
  const meant = didYouMean(code, warnings);
  return [
    {
      code: 'InvalidValue',
      pointer: `/warningsAsErrors/${index}`,
      message: `warningsAsErrors[${index}] is ${JSON.stringify(code)}, which is no code of a warning.`,
      hint: meant === undefined ? 'docs/diagnostics.md lists the warnings.' : `Did you mean ${meant}?`,
    },
  ];
}

function leavesFolder(pointer: Pointer, field: string, path: string, root: string): ProjectFinding[] {
  const reason = wayOut(path, root);
  if (reason === undefined) return [];
  return [
    {
      code: 'ProjectPathOutside',
      pointer,
      message: `${field} is ${JSON.stringify(path)}, which ${reason}.`,
      hint: 'Name a file or folder below that of layerc.yaml, or give it with a flag.',
    },
  ];
}

/** How a path leads out of the folder, in its letters or by a link, as far as it is there. */
function wayOut(path: string, root: string): string | undefined {
  if (path.includes('\0')) return 'is no path';
  if (path === '-') return 'stands for standard input';
  // On whatever system it is read, so that a file means the same everywhere.
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return 'is absolute';
  const parts = path.split(/[/\\]/);
  if (parts.includes('..')) return 'leads upwards';
  // Hooks and workflows are run by others.
  if (parts.some((part) => /^\.git/i.test(part))) return 'leads into a folder of git or of its host';
  for (let at = join(root, path); isBelow(at, root); at = dirname(at)) {
    try {
      return isBelow(realpathSync.native(at), root)
        ? undefined
        : 'is reached by a link that leads out of the folder of layerc.yaml';
    } catch {
      // Not there: its parent may be, and may be a link.
    }
  }
  return undefined;
}
