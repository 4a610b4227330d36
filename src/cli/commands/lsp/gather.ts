/** What a folder holds for the language server: the texts that layerc.yaml names, or those that seem to be ours. */
import { resolve } from 'node:path';
import { concerns, type Terms } from '../../../editor/workspace.ts';
import type { Gathered } from '../../../lsp/options.ts';
import { decodeUtf8 } from '../../../text/yaml/utf8.ts';
import { Files } from '../../input/files.ts';
import { NoSuchPath } from '../../input/given.ts';
import { BadSetting } from '../../input/settings.ts';
import { type Asked, asked, type ProjectFlags } from '../../project/asked.ts';
import { BadProject } from '../../project/project.ts';

/** Nobody opens more in an editor; a home folder has more, and was not meant. */
const MOST_FILES = 5_000;
const MOST_FOLDERS = 20_000;
const MOST_BYTES = 64 * 2 ** 20;

/** Folders of what others have written. */
const NOT_WRITTEN_HERE = /^(?:node_modules|vendor|target|dist|venv|__pycache__)$/;

/** With flags as they were given. The working directory becomes the folder: layerc.yaml is looked for from there. */
export function gather(root: string | undefined, flags: ProjectFlags, env: NodeJS.ProcessEnv): Gathered {
  const notes: string[] = [];
  const problems: Gathered['problems'][number][] = [];
  if (root !== undefined) {
    try {
      process.chdir(root);
    } catch {
      return { terms: termsOf(asked({ ...flags, project: false }, [], env)), files: [], problems, notes };
    }
  }
  let found: Asked;
  try {
    found = asked(flags, [], env);
  } catch (error) {
    if (error instanceof BadProject)
      problems.push(...error.diagnostics.map((one) => ({ ...one, file: resolve(one.file) })));
    else if (error instanceof BadSetting) notes.push(error.message);
    else throw error;
    found = asked({ ...flags, project: false }, [], {});
  }
  if (root === undefined) return { terms: termsOf(found), files: [], problems, notes };
  return { terms: termsOf(found), files: filesOf(found, notes), problems, notes };
}

function filesOf({ filename, except }: Asked, notes: string[]): Gathered['files'] {
  const isAsked = filename.length > 0;
  let folders = 0;
  let bytes = 0;
  const passedBy = (name: string) => ++folders > MOST_FOLDERS || (!isAsked && NOT_WRITTEN_HERE.test(name));
  const texts: { path: string; text: string; isInput: boolean }[] = [];
  try {
    for (const { source, path, content } of new Files(
      isAsked ? filename : ['.'],
      'root',
      except,
      passedBy,
    ).read()) {
      if (!(content instanceof Uint8Array)) continue;
      bytes += content.length;
      if (texts.length >= MOST_FILES || bytes > MOST_BYTES) {
        notes.push('The folder holds more than an editor can be served with; only a part of it was read.');
        break;
      }
      const text = decodeUtf8(content);
      if (typeof text === 'string' && (isAsked || concerns(text)))
        texts.push({ path: source ?? path, text, isInput: isAsked });
    }
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error;
    notes.push(error.message);
  }
  if (folders > MOST_FOLDERS) notes.push('The folder has too many folders; only a part of them was read.');
  return texts;
}

function termsOf({ settings, stockPools, warningsAsErrors }: Asked): Terms {
  return { settings, stockPools, warningsAsErrors };
}
